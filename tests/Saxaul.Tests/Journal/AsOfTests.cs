using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Journals;

public class AsOfTests
{
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly VersionedTable Table = RememberedHeading.Table;
    private static readonly DateOnly Spring = new(2020, 4, 1);

    private static object?[] Says(string value) => ["heading", value];

    /// <summary>One entry of its own; what <paramref name="write"/> returns.</summary>
    private static T Write<T>(Registry registry, int county, DateOnly on, Func<Entry, T> write)
    {
        using var session = registry.Write(Official);
        var entry = session.Begin(county, new EntryHead("test", on));
        var result = write(entry);
        entry.Seal();
        session.Commit();
        return result;
    }

    private static string? On(Registry registry, int county, DateOnly? day, long? height)
    {
        using var connection = registry.Database.OpenReader();
        return (string?)new AsOf(day, height).Read(registry.Database, connection, Table, county).SingleOrDefault()?.Values[1];
    }

    [Theory, EachDatabase]
    public void A_change_entered_late_holds_from_its_own_day_and_is_known_from_the_entry_on(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var first = Write(test.Registry, 1, Spring, entry => entry.Add(Table, Says("first")));
        Write(test.Registry, 1, Spring.AddDays(60), entry => entry.Change(Table, first, Says("second"), on: Spring.AddDays(10)));

        Assert.Equal("first", On(test.Registry, 1, Spring.AddDays(10), 1));
        Assert.Equal("first", On(test.Registry, 1, Spring.AddDays(9), 2));
        Assert.Equal("second", On(test.Registry, 1, Spring.AddDays(10), 2));
        Assert.Equal("second", On(test.Registry, 1, null, null));
    }

    [Theory, EachDatabase]
    public void A_correction_is_true_all_along_but_was_not_known_before(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var wrong = Write(test.Registry, 1, Spring, entry => entry.Add(Table, Says("wrong")));
        Write(test.Registry, 1, Spring.AddDays(30), entry => entry.Correct(Table, wrong, Says("right")));

        Assert.Equal("wrong", On(test.Registry, 1, Spring, 1));
        Assert.Equal("right", On(test.Registry, 1, Spring, 2));
    }

    [Theory, EachDatabase]
    public void An_older_list_fills_the_days_before_a_newer_one_and_does_not_overrule_it(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var newer = Write(test.Registry, 1, Spring.AddDays(30), entry => entry.Add(Table, Says("newer")));
        Write(test.Registry, 1, Spring, entry => entry.Change(Table, newer, Says("older")));

        Assert.Equal("older", On(test.Registry, 1, Spring.AddDays(29), null));
        Assert.Equal("newer", On(test.Registry, 1, Spring.AddDays(30), null));
        Assert.Null(On(test.Registry, 1, Spring, 1));
    }

    [Theory, EachDatabase]
    public void What_ends_earlier_than_its_last_change_does_not_go_on_in_an_earlier_state(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var first = Write(test.Registry, 1, Spring, entry => entry.Add(Table, Says("first")));
        var second = Write(test.Registry, 1, Spring.AddDays(20), entry => entry.Change(Table, first, Says("second")));
        Write(test.Registry, 1, Spring.AddDays(40), entry => { entry.End(Table, second, Spring.AddDays(10)); return 0; });

        Assert.Equal("first", On(test.Registry, 1, Spring.AddDays(9), null));
        Assert.Null(On(test.Registry, 1, Spring.AddDays(10), null));
        Assert.Null(On(test.Registry, 1, Spring.AddDays(25), null));
        Assert.Equal("second", On(test.Registry, 1, Spring.AddDays(25), 2));
    }

    [Theory, EachDatabase]
    public void What_one_entry_writes_and_replaces_was_never_known(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var last = Write(test.Registry, 1, Spring, entry => entry.Change(Table, entry.Change(Table, entry.Add(Table, Says("a")), Says("b")), Says("c"), on: Spring.AddDays(5)));
        Write(test.Registry, 1, Spring.AddDays(9), entry => entry.Change(Table, last, Says("d")));

        Assert.Equal(["b", "c", "d"], new[] { 0, 5, 9 }.Select(day => On(test.Registry, 1, Spring.AddDays(day), null)));
        Assert.Empty(Verify.Run(test.Registry, Official));
    }

    [Theory, EachDatabase]
    public void Correcting_what_has_ended_does_not_bring_it_back(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Write(test.Registry, 1, Spring, entry =>
        {
            var wrong = entry.Add(Table, Says("wrong"));
            entry.End(Table, wrong, Spring.AddDays(10));
            return wrong;
        });
        var ended = States(test.Registry, 1)[^1];
        Write(test.Registry, 1, Spring.AddDays(20), entry => entry.Correct(Table, ended, Says("right")));

        Assert.Equal("right", On(test.Registry, 1, Spring.AddDays(9), null));
        Assert.Null(On(test.Registry, 1, Spring.AddDays(10), null));
    }

    private const int Days = 10;

    /// <summary>An act: its kind, its day, its value, which state it means, and whether it stands in the same entry as the one before.</summary>
    private static readonly Gen<(int Kind, int Day, int Value, int Which, bool SameEntry)> Act =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, Days - 1], Gen.Int[0, 3], Gen.Int[0, 100], Gen.Bool);

    [Theory, EachDatabase]
    public void Any_history_reads_as_a_list_of_all_statements_would_tell_it(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var county = 0;
        Act.List[1, 12].Sample(acts =>
        {
            county++;
            var model = new Statements();
            var heights = new List<State?[]> { model.Now };
            for (var i = 0; i < acts.Count;)
            {
                using var session = test.Registry.Write(Official);
                var entry = session.Begin(county, new EntryHead("test", Spring));
                do
                    model.Do(session, entry, acts[i++]);
                while (i < acts.Count && acts[i].SameEntry);
                if (entry.Seal())
                    heights.Add(model.Now);
                session.Commit();
            }
            for (var height = 0; height < heights.Count; height++)
            {
                for (var day = 0; day < Days; day++)
                    Assert.Equal(heights[height][day]?.Value, On(test.Registry, county, Spring.AddDays(day), height));
            }
            Assert.Equal(model.Now[Days - 1]?.Value, On(test.Registry, county, null, null));
        }, iter: kind == DatabaseKind.Sqlite ? 120 : 40, threads: 1);
        Assert.Empty(Verify.Run(test.Registry, Official));
    }

    private static List<Saxaul.Journal.Version> States(Registry registry, int county)
    {
        using var session = registry.Write(Official);
        return States(session, county);
    }

    /// <summary>Every state that is known now, ended or not, by its first day.</summary>
    private static List<Saxaul.Journal.Version> States(WriteSession session, int county)
    {
        session.Flush();
        return
        [
            .. Enumerable.Range(0, 2).SelectMany(history =>
            {
                var sql = $"SELECT {Table.SelectList(history == 1)} FROM {(history == 1 ? Table.HistoryName + " WHERE known_to IS NULL AND" : Table.Name + " WHERE")} county_key = {county}";
                using var command = session.Writer.Command(sql);
                using var reader = command.ExecuteReader();
                var versions = new List<Saxaul.Journal.Version>();
                while (reader.Read())
                    versions.Add(Table.Read(reader, session.Database.Secrets));
                return versions;
            }).OrderBy(version => version.TrueFrom),
        ];
    }

    /// <summary>What one statement said of the days it held.</summary>
    private sealed record State(string Value, int Number);

    /// <summary>The plainest account of a thing: for each day, which statement holds.</summary>
    private sealed class Statements
    {
        private State?[] days = new State?[Days];
        private long? id;
        private int count;

        public State?[] Now => (State?[])days.Clone();

        public void Do(WriteSession session, Entry entry, (int Kind, int Day, int Value, int Which, bool SameEntry) act)
        {
            var on = Spring.AddDays(act.Day);
            var said = new State("v" + act.Value, count++);
            var known = States(session, entry.CountyKey);
            var current = known.LastOrDefault(version => version.TrueTo is null);
            if (current is null)
            {
                // It begins, or begins again after its end.
                if (Array.TrueForAll(days[act.Day..], day => day is null))
                {
                    id = entry.Add(Table, Says(said.Value), from: on, id: id).Id;
                    Array.Fill(days, said, act.Day, Days - act.Day);
                }
                return;
            }
            var meant = known[act.Which % known.Count];
            switch (act.Kind)
            {
                case 0 or 1 or 2:
                    entry.Change(Table, current, Says(said.Value), on: on);
                    Say(act.Day, said);
                    break;
                case 3:
                    entry.Correct(Table, meant, Says(said.Value));
                    Say(meant.TrueFrom.DayNumber - Spring.DayNumber, said);
                    break;
                case 4:
                    entry.End(Table, current, on);
                    Array.Fill(days, null, act.Day, Days - act.Day);
                    break;
                case 5:
                    entry.Retract(Table, meant);
                    var gone = days[meant.TrueFrom.DayNumber - Spring.DayNumber]!.Number;
                    days = [.. days.Select(state => state?.Number == gone ? null : state)];
                    break;
                default:
                    // The same again says nothing.
                    Assert.Same(current, entry.Change(Table, current, current.Values, on: current.TrueFrom));
                    break;
            }
        }

        /// <summary>From a day on, until the state of that day ends; where there is none, until the next begins.</summary>
        private void Say(int from, State said)
        {
            var held = days[from];
            if (held?.Value == said.Value)
                return;
            for (var day = from; day < Days && days[day]?.Number == held?.Number; day++)
                days[day] = said;
        }
    }
}
