using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>
/// All states of one thing as they are known now, in order of days. What people enter may be late: it is worked into the states field by field, so that what came later
/// about other fields stays, and the difference is written as one. A thing is written once in an entry.
/// </summary>
internal sealed class Timeline
{
    private readonly VersionedTable table;
    private readonly List<Version> known;
    private readonly List<State> states;
    private bool written;

    private readonly record struct State(DateOnly From, DateOnly? To, object?[] Values, Version? Unchanged)
    {
        public bool Holds(DateOnly on) => From <= on && (To is null || To > on);
    }

    private Timeline(VersionedTable table, IEnumerable<Version> known)
    {
        this.table = table;
        this.known = [.. known.OrderBy(version => version.TrueFrom)];
        states = this.known.ConvertAll(version => new State(version.TrueFrom, version.TrueTo, version.Values, version));
        Id = this.known[0].Id;
    }

    public long Id { get; }

    /// <summary>Whether it never held: all its states were taken back.</summary>
    public bool IsEmpty => states.Count == 0;

    public DateOnly From => states[0].From;

    /// <summary>The first day on which it no longer holds; null while it holds on.</summary>
    public DateOnly? To => states[^1].To;

    /// <summary>Whether a state begins after a day.</summary>
    public bool ChangesAfter(DateOnly on) => states.Exists(state => state.From > on);

    /// <summary>The last state's values.</summary>
    public object?[] Last => states[^1].Values;

    /// <summary>The things of a county whose column has one of these values, as the session knows them.</summary>
    public static List<Timeline> Read(WriteSession session, VersionedTable table, int countyKey, string column, params IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0)
            return [];
        session.Flush();
        var condition = $"county_key = @county AND {session.Database.AnyOf(column, "@ids")}";
        var command = session.Writer.Command($"""
            SELECT {table.SelectList(history: false)} FROM {table.Name} WHERE {condition}
            UNION ALL
            SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE {condition} AND known_to IS NULL
            """, ("@county", countyKey));
        session.Database.AddList(command, "@ids", ids);
        return [.. command.ToList(reader => table.Read(reader, session.Database.Secrets)).GroupBy(version => version.Id).OrderBy(states => states.Key).Select(states => new Timeline(table, states))];
    }

    /// <summary>The values on a day; null when it does not hold then.</summary>
    public object?[]? At(DateOnly on) => states.Find(state => state.Holds(on)).Values;

    /// <summary>The values of every state, with its days.</summary>
    public IEnumerable<(DateOnly From, DateOnly? To, object?[] Values)> States => states.Select(state => (state.From, state.To, state.Values));

    /// <summary>A field from a day on: until it was said anew, or until <paramref name="until"/>.</summary>
    public void Set(string column, object? value, DateOnly on, DateOnly? until = null)
    {
        var at = table.IndexOf(column);
        Split(on);
        if (until is { } end)
            Split(end);
        object? before = null;
        var begun = false;
        for (var i = 0; i < states.Count; i++)
        {
            var state = states[i];
            if (state.From < on && state.To <= on)
                continue;
            if (until <= state.From || begun && until is null && !Equals(state.Values[at], before))
                return;
            (before, begun) = (begun ? before : state.Values[at], true);
            Replace(i, at, value);
        }
    }

    /// <summary>A field on every day: it was always so.</summary>
    public void SetAlways(string column, object? value)
    {
        for (var i = 0; i < states.Count; i++)
            Replace(i, table.IndexOf(column), value);
    }

    /// <summary>From a day on it no longer holds. What would end before it began never held.</summary>
    public void End(DateOnly on)
    {
        states.RemoveAll(state => state.From >= on);
        if (states.Count > 0 && (states[^1].To is null || states[^1].To > on))
            states[^1] = states[^1] with { To = on, Unchanged = null };
    }

    /// <summary>It held from a day already, as it first was.</summary>
    public void BeginBy(DateOnly on)
    {
        if (on < From)
            states[0] = states[0] with { From = on, Unchanged = null };
    }

    /// <summary>It holds on after all, until <paramref name="on"/> or without end.</summary>
    public void Extend(DateOnly? on)
    {
        if (states[^1].To != on)
            states[^1] = states[^1] with { To = on, Unchanged = null };
    }

    /// <summary>Writes what differs from what was known.</summary>
    public void WriteTo(Entry entry)
    {
        if (written)
            return;
        written = true;
        Join();
        var kept = states.Select(state => state.Unchanged).OfType<Version>().ToHashSet();
        foreach (var version in known.Where(version => !kept.Contains(version)))
            entry.Retract(table, version);
        foreach (var state in states.Where(state => state.Unchanged is null))
            entry.Restore(table, new Version { Id = Id, Values = state.Values, TrueFrom = state.From, TrueTo = state.To, KnownFrom = entry.Height });
    }

    /// <summary>What was divided and turned out the same is one state again, and what is as it was known is not written.</summary>
    private void Join()
    {
        for (var i = states.Count - 1; i > 0; i--)
        {
            if ((states[i].Unchanged is null || states[i - 1].Unchanged is null) && states[i - 1].To == states[i].From && states[i].Values.SequenceEqual(states[i - 1].Values))
            {
                states[i - 1] = states[i - 1] with { To = states[i].To, Unchanged = null };
                states.RemoveAt(i);
            }
        }
        for (var i = 0; i < states.Count; i++)
        {
            var state = states[i];
            states[i] = state with { Unchanged = state.Unchanged ?? known.Find(version => version.TrueFrom == state.From && version.TrueTo == state.To && version.Values.SequenceEqual(state.Values)) };
        }
    }

    private void Split(DateOnly on)
    {
        var i = states.FindIndex(state => state.From < on && state.Holds(on));
        if (i < 0)
            return;
        var whole = states[i];
        states[i] = whole with { To = on, Unchanged = null };
        states.Insert(i + 1, whole with { From = on, Unchanged = null });
    }

    private void Replace(int i, int column, object? value)
    {
        if (Equals(states[i].Values[column], value))
            return;
        object?[] values = [.. states[i].Values];
        values[column] = value;
        states[i] = states[i] with { Values = values, Unchanged = null };
    }
}
