using System;
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
    private Content? content;

    internal Entry(WriteSession session, WriteSession.Chain chain, EntryHead head)
    {
        this.session = session;
        this.chain = chain;
        this.head = head;
        Height = chain.Height + 1;
    }

    public int CountyKey => chain.CountyKey;

    public long Height { get; }

    public bool IsEmpty => content is null;

    /// <summary>Adds a thing, from the entry's day on (or <paramref name="from"/>), and returns its version.</summary>
    public Version Add(VersionedTable table, object?[] values, int? sourceRow = null, DateOnly? from = null, long? id = null, DateOnly? until = null)
    {
        var version = new Version { Id = id ?? chain.NextId++, Values = values, TrueFrom = from ?? head.On, TrueTo = until, KnownFrom = Height, SourceRow = sourceRow };
        Write(table, version);
        return version;
    }

    /// <summary>
    /// Changes a thing from <paramref name="on"/> on (the entry's day when left out). A change that holds from before the present state began only holds until that
    /// state begins: an older list does not overrule a newer one.
    /// </summary>
    /// <returns>The current version afterwards.</returns>
    public Version Change(VersionedTable table, Version current, object?[] values, int? sourceRow = null, DateOnly? on = null)
    {
        var from = on ?? head.On;
        if (current.Values.SequenceEqual(values) && from >= current.TrueFrom)
            return current;
        if (from < current.TrueFrom)
        {
            InsertBefore(table, current, values, sourceRow, from);
            return current;
        }
        Supersede(table, current);
        if (from > current.TrueFrom)
            Write(table, new Version { Id = current.Id, Values = current.Values, TrueFrom = current.TrueFrom, TrueTo = from, KnownFrom = Height, SourceRow = current.SourceRow });
        var changed = new Version { Id = current.Id, Values = values, TrueFrom = from, KnownFrom = Height, SourceRow = sourceRow };
        Write(table, changed);
        return changed;
    }

    /// <summary>Says what was true all along instead of the present state: same days, other values.</summary>
    public Version Correct(VersionedTable table, Version current, object?[] values, int? sourceRow = null) =>
        Change(table, current, values, sourceRow, current.TrueFrom);

    /// <summary>Ends a thing: from <paramref name="on"/> (the entry's day when left out) it no longer holds. What would end before it began never held.</summary>
    public void End(VersionedTable table, Version current, DateOnly? on = null)
    {
        var until = on ?? head.On;
        Supersede(table, current);
        if (until > current.TrueFrom)
            Write(table, new Version { Id = current.Id, Values = current.Values, TrueFrom = current.TrueFrom, TrueTo = until, KnownFrom = Height, SourceRow = current.SourceRow });
    }

    /// <summary>Takes a version back: it was never so. What it had replaced is not restored by this.</summary>
    public void Retract(VersionedTable table, Version version) => Supersede(table, version);

    /// <summary>Writes a version exactly as given, known from this entry on.</summary>
    internal void Restore(VersionedTable table, Version version) =>
        Write(table, new Version { Id = version.Id, Values = version.Values, TrueFrom = version.TrueFrom, TrueTo = version.TrueTo, KnownFrom = Height, SourceRow = version.SourceRow });

    /// <summary>Closes the entry; one without content leaves no trace.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Seal()
    {
        if (content is null)
            return false;
        if (chain.Height + 1 != Height)
            throw new InvalidOperationException("Two entries of one county were open at once.");
        var salt = RandomNumberGenerator.GetBytes(16);
        var parts = content.Parts((kind, id) => Content.PartSalt(salt, kind, id));
        session.Append(chain, head, Content.Hash(parts), salt);
        session.GiveBack(content);
        content = null;
        return true;
    }

    private void Write(VersionedTable table, Version version)
    {
        (content ??= session.EmptyContent()).Added(table, version);
        session.Insert(table, CountyKey, version);
    }

    /// <summary>From this entry on the version is no longer what we know.</summary>
    private void Supersede(VersionedTable table, Version version)
    {
        (content ??= session.EmptyContent()).Closed(table, version);
        if (version.TrueTo is not null)
        {
            session.Writer.Execute(
                $"UPDATE {table.HistoryName} SET known_to = @height WHERE county_key = @county AND id = @id AND known_from = @from AND true_from = @day",
                ("@height", Height), ("@county", CountyKey), ("@id", version.Id), ("@from", version.KnownFrom), ("@day", version.TrueFrom));
            return;
        }
        session.Delete(table, CountyKey, version);
        session.Insert(table, CountyKey, new Version
        {
            Id = version.Id, Values = version.Values, TrueFrom = version.TrueFrom, KnownFrom = version.KnownFrom, KnownTo = Height, SourceRow = version.SourceRow,
        });
    }

    private void InsertBefore(VersionedTable table, Version current, object?[] values, int? sourceRow, DateOnly from)
    {
        var earlier = session.Writer.Command(
            $"SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE county_key = @county AND id = @id AND known_to IS NULL AND true_to > @from ORDER BY true_from",
            ("@county", CountyKey), ("@id", current.Id), ("@from", from)).ToList(reader => table.Read(reader, session.Database.Secrets));
        var until = current.TrueFrom;
        foreach (var state in earlier)
        {
            if (state.TrueFrom > from)
            {
                until = state.TrueFrom;
                break;
            }
            if (state.Values.SequenceEqual(values))
                return;
            Supersede(table, state);
            if (state.TrueFrom < from)
                Write(table, new Version { Id = state.Id, Values = state.Values, TrueFrom = state.TrueFrom, TrueTo = from, KnownFrom = Height, SourceRow = state.SourceRow });
            until = state.TrueTo!.Value;
        }
        Write(table, new Version { Id = current.Id, Values = values, TrueFrom = from, TrueTo = until, KnownFrom = Height, SourceRow = sourceRow });
    }
}
