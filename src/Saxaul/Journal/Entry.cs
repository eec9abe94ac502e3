using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>One entry of the journal while it is being written: what it adds, changes, ends and takes back, in one county.</summary>
public sealed class Entry
{
    private readonly WriteSession session;
    private readonly WriteSession.Chain chain;
    private readonly EntryHead head;
    private readonly bool erases;
    private Content? content;
    private DateOnly changedFrom = DateOnly.MaxValue;

    /// <param name="erases">Why somebody was erased outlives what is kept of them.</param>
    internal Entry(WriteSession session, WriteSession.Chain chain, EntryHead head, bool erases)
    {
        this.session = session;
        this.chain = chain;
        this.head = head;
        this.erases = erases;
        Height = chain.Height + 1;
    }

    public int CountyKey => chain.CountyKey;

    public long Height { get; }

    public bool IsEmpty => content is null || content.IsEmpty;

    /// <summary>
    /// Adds a thing, from the entry's day on (or <paramref name="from"/>), and returns its version. Where an owner has one row only and one is known that ended after
    /// that day, it is that one which is changed: what ended stays ended.
    /// </summary>
    public Version Add(VersionedTable table, object?[] values, int? sourceRow = null, DateOnly? from = null, long? id = null)
    {
        var since = from ?? head.On;
        var owner = table.IdFor(values);
        if (owner is { } known && session.HasEnded(table, CountyKey, known) && StatesAfter(table, known, since, DateOnly.MaxValue).LastOrDefault() is { } ended)
            return Change(table, ended, values, sourceRow, since);
        var version = new Version { Id = id ?? owner ?? chain.NextId++, Values = values, TrueFrom = since, KnownFrom = Height, SourceRow = sourceRow };
        Reach(since);
        Write(table, version);
        session.Watching?.Invoke(head, CountyKey, table, null, version);
        return version;
    }

    /// <summary>
    /// Changes a thing from <paramref name="on"/> on (the entry's day when left out), as long as the given state holds. A change that holds from before that state
    /// began only holds until it, or another known state, begins: an older list does not overrule a newer one.
    /// </summary>
    /// <param name="current">The state that holds on; or one that ended, which stays ended.</param>
    /// <returns>The current version afterwards.</returns>
    public Version Change(VersionedTable table, Version current, object?[] values, int? sourceRow = null, DateOnly? on = null)
    {
        var from = on ?? head.On;
        if (current.Values.SequenceEqual(values) && from >= current.TrueFrom || from >= current.TrueTo)
            return current;
        Reach(from);
        if (from < current.TrueFrom)
        {
            InsertBefore(table, current, values, sourceRow, from);
            return current;
        }
        Supersede(table, current);
        if (from > current.TrueFrom)
            Write(table, Until(current, from));
        var changed = new Version { Id = current.Id, Values = values, TrueFrom = from, TrueTo = current.TrueTo, KnownFrom = Height, SourceRow = sourceRow };
        Write(table, changed);
        session.Watching?.Invoke(head, CountyKey, table, current, changed);
        return changed;
    }

    /// <summary>Says what was true all along instead of the present state: same days, other values.</summary>
    public Version Correct(VersionedTable table, Version current, object?[] values, int? sourceRow = null) =>
        Change(table, current, values, sourceRow, current.TrueFrom);

    /// <summary>
    /// Ends a thing: from <paramref name="on"/> (the entry's day when left out) it no longer holds, nor does any state it was known to have after that day.
    /// </summary>
    public void End(VersionedTable table, Version current, DateOnly? on = null)
    {
        var until = on ?? head.On;
        if (until >= current.TrueTo)
            return;
        Reach(until);
        session.Watching?.Invoke(head, CountyKey, table, current, null);
        foreach (var state in until < current.TrueFrom ? StatesAfter(table, current.Id, until, current.TrueFrom).Append(current) : [current])
        {
            Supersede(table, state);
            if (until > state.TrueFrom)
                Write(table, Until(state, until));
        }
    }

    /// <summary>Takes a version back: it was never so. What it had replaced is not restored by this.</summary>
    public void Retract(VersionedTable table, Version version)
    {
        session.Watching?.Invoke(head, CountyKey, table, version, null);
        Reach(version.TrueFrom);
        Supersede(table, version);
    }

    /// <summary>Writes a version exactly as given, known from this entry on.</summary>
    /// <param name="changes">Whether anything holds otherwise by it than was known on its days.</param>
    internal void Restore(VersionedTable table, Version version, bool changes = true)
    {
        if (changes)
            Reach(version.TrueFrom);
        Write(table, new Version { Id = version.Id, Values = version.Values, TrueFrom = version.TrueFrom, TrueTo = version.TrueTo, KnownFrom = Height, SourceRow = version.SourceRow });
    }

    /// <summary>Closes the entry; one without content leaves no trace.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Seal()
    {
        if (content is null || content.IsEmpty)
            return false;
        Close();
        return true;
    }

    /// <summary>Closes an entry that changes nothing of what is known: that it was done, and what, is its reason.</summary>
    internal void SealReasonAlone()
    {
        content ??= session.EmptyContent();
        Close();
    }

    private void Close()
    {
        if (chain.Height + 1 != Height)
            throw new InvalidOperationException("Two entries of one county were open at once.");
        if (!string.IsNullOrWhiteSpace(head.Reason))
            Write(EntryReason.Table, EntryReason.Of(Height, head, erases));
        var salt = RandomNumberGenerator.GetBytes(SipHash.KeyBytes);
        content!.Sort();
        var checks = new ArrayBufferWriter<byte>((content.Count + 1) * Content.CheckBytes);
        var salts = new PartSalts(session.Database.Secrets, salt);
        checks.Write(salts.Check);
        var parts = content.Parts(0, content.Count, salts.Of, checks);
        session.Append(chain, head, changedFrom, Content.Hash(parts.ConvertAll(part => part.Hash!)), salt, checks.WrittenSpan.ToArray());
        session.GiveBack(content);
        content = null;
    }

    /// <summary>From this day on something holds otherwise than was known.</summary>
    private void Reach(DateOnly from) => changedFrom = from < changedFrom ? from : changedFrom;

    private void Write(VersionedTable table, Version version)
    {
        (content ??= session.EmptyContent()).Added(table, version);
        session.Insert(table, CountyKey, version);
        if (version.TrueTo is not null)
            session.Ended(table, CountyKey, version.Id);
    }

    /// <summary>From this entry on the version is no longer what we know. One that this very entry wrote was never known to anybody and leaves no trace.</summary>
    private void Supersede(VersionedTable table, Version version)
    {
        var mine = version.KnownFrom == Height;
        content ??= session.EmptyContent();
        if (mine)
            content.Withdraw(table, version);
        else
            content.Closed(table, version, Height);
        if (version.TrueTo is not null)
        {
            var change = mine ? $"DELETE FROM {table.HistoryName}" : $"UPDATE {table.HistoryName} SET known_to = @height";
            var rows = session.Writer.Execute($"{change} WHERE county_key = @county AND id = @id AND known_from = @from AND true_from = @day AND known_to IS NULL",
                ("@height", Height), ("@county", CountyKey), ("@id", version.Id), ("@from", version.KnownFrom), ("@day", version.TrueFrom));
            if (rows != 1)
                throw new InvalidOperationException($"A version of {table.Name} was replaced that is not what is known.");
            return;
        }
        session.Delete(table, CountyKey, version);
        if (mine)
            return;
        session.Insert(table, CountyKey, new Version
        {
            Id = version.Id, Values = version.Values, TrueFrom = version.TrueFrom, KnownFrom = version.KnownFrom, KnownTo = Height, SourceRow = version.SourceRow,
        });
    }

    /// <summary>The same state, known from this entry on to have held until <paramref name="day"/> only.</summary>
    private Version Until(Version state, DateOnly day) =>
        new() { Id = state.Id, Values = state.Values, TrueFrom = state.TrueFrom, TrueTo = day, KnownFrom = Height, SourceRow = state.SourceRow };

    /// <summary>The states known to have ended after a day and before the given one begins, in order.</summary>
    private List<Version> StatesAfter(VersionedTable table, long id, DateOnly day, DateOnly before)
    {
        return session.Writer.Command(
            $"SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE county_key = @county AND id = @id AND known_to IS NULL AND true_to > @day AND true_from < @before ORDER BY true_from",
            ("@county", CountyKey), ("@id", id), ("@day", day), ("@before", before)).ToList(reader => table.Read(reader, session.Database.Secrets));
    }

    private void InsertBefore(VersionedTable table, Version current, object?[] values, int? sourceRow, DateOnly from)
    {
        var next = StatesAfter(table, current.Id, from, current.TrueFrom).FirstOrDefault();
        var until = next is null ? current.TrueFrom : next.TrueFrom > from ? next.TrueFrom : next.TrueTo!.Value;
        if (next?.TrueFrom <= from)
        {
            if (next.Values.SequenceEqual(values))
                return;
            Supersede(table, next);
            if (next.TrueFrom < from)
                Write(table, Until(next, from));
        }
        Write(table, new Version { Id = current.Id, Values = values, TrueFrom = from, TrueTo = until, KnownFrom = Height, SourceRow = sourceRow });
    }
}
