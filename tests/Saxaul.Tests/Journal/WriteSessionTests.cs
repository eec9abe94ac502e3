using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Journals;

public class WriteSessionTests
{
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly DateOnly Spring = new(2020, 4, 1);

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2020, 4, 1, 1, 0, 0, TimeSpan.Zero);
    }

    private static void Add(WriteSession session, int county, string heading)
    {
        var entry = session.Begin(county, new EntryHead("remember heading", Spring));
        entry.Add(RememberedHeading.Table, new RememberedHeading(heading, "name").ToValues());
        entry.Seal();
    }

    [Theory, EachDatabase]
    public void Moments_rise_within_a_county_even_while_the_clock_stands(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind, new StandingClock());
        for (var i = 0; i < 3; i++)
        {
            using var session = test.Registry.Write(Official);
            Add(session, 1, $"a{i}");
            Add(session, 1, $"b{i}");
            session.Commit();
        }
        using var reader = test.Registry.Database.OpenReader();
        var moments = reader.Command("SELECT recorded_at FROM journal WHERE county_key = 1 ORDER BY height").ToList(row => row.GetInt64(0));
        Assert.Equal(moments.Distinct().Order(), moments);
        Assert.Equal([1L, 2, 3, 4, 5, 6], moments.Select(moment => AsOf.HeightAt(reader, 1, Instant.FromMicroseconds(moment))));
        Assert.Equal(0, AsOf.HeightAt(reader, 1, Instant.FromMicroseconds(moments[0] - 1)));
    }

    [Theory, EachDatabase]
    public async Task Sessions_of_one_new_county_wait_for_each_other_and_make_one_chain(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                using var session = test.Registry.Write(Official);
                Add(session, 1, $"{writer} {i}");
                session.Commit();
            }
        }, TestContext.Current.CancellationToken)));

        using var reader = test.Registry.Database.OpenReader();
        Assert.Equal(Enumerable.Range(1, 20).Select(height => (long)height), reader.Command("SELECT height FROM journal WHERE county_key = 1 ORDER BY height").ToList(row => row.GetInt64(0)));
        Assert.Empty(Verify.Run(test.Registry, Official));
    }

    [Theory, EachDatabase]
    public void A_register_of_an_office_may_have_many_more_fields_than_ours(DatabaseKind kind)
    {
        var fields = string.Join("\n", Enumerable.Range(1, 90).Select(i => $"  - {{ name: answer_{i}, labels: {{ zh: 问题{i}, en: Answer {i} }}, type: text }}"));
        var programmes = new Programmes(new Dictionary<string, string>(Programmes.Shipped.Files)
        {
            ["early-warning/registers/survey.yaml"] = $"register: survey\nlabels: {{ zh: 入户调查, en: Survey }}\nbelongs_to: household\npurpose: {{ zh: 入户调查, en: a visit }}\nkeep: 5 years after it ends\nkeep_source: {{ zh: 验收口径, en: for acceptance }}\nfields:\n{fields}\n",
        });
        using var test = new TestRegistry(kind, programmes: programmes);
        var survey = test.Registry.Register("survey");
        var household = 0L;
        object?[] Answers(string answer) => [household, .. survey.Fields.Select(field => $"{answer} {field.Name}")];
        using (var session = test.Registry.Write(Official))
        {
            household = session.NewId(1);
            var entry = session.Begin(1, new EntryHead("survey", Spring) { HouseholdId = household });
            entry.Add(survey.Table, Answers("yes"));
            entry.Seal();
            session.Commit();
        }
        using (var session = test.Registry.Write(Official))
        {
            var entry = session.Begin(1, new EntryHead("survey", Spring.AddDays(1)) { HouseholdId = household });
            entry.Change(survey.Table, session.Read(survey.Table, 1).Single(), Answers("no"));
            entry.Seal();
            Assert.Equal("no answer_90", session.Read(survey.Table, 1).Single().Values[90]);
            session.Commit();
        }
        Assert.Empty(Verify.Run(test.Registry, Official));
    }

    [Theory, EachDatabase]
    public void A_county_that_was_locked_and_not_written_to_is_looked_at_and_left_as_it_is(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        using (var session = test.Registry.Write(Official))
        {
            Add(session, 1, "a");
            Add(session, 2, "a");
            session.Commit();
        }
        void Sql(string statement)
        {
            using var writer = test.Registry.Database.OpenWriter();
            writer.Execute(statement);
            writer.Commit();
        }
        void WriteToTheSecond()
        {
            using var session = test.Registry.Write(Official);
            Assert.Equal(1, session.HeightOf(1));
            Add(session, 2, "b");
            session.Commit();
        }
        Sql(kind == DatabaseKind.Sqlite
            ? "CREATE TRIGGER untouched BEFORE UPDATE ON chain WHEN OLD.county_key = 1 BEGIN SELECT RAISE(ABORT, 'written to'); END"
            : """
              CREATE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'written to'; END $$;
              CREATE TRIGGER untouched BEFORE UPDATE ON chain FOR EACH ROW WHEN (OLD.county_key = 1) EXECUTE FUNCTION refuse();
              """);
        WriteToTheSecond();

        Sql(kind == DatabaseKind.Sqlite ? "DROP TRIGGER untouched" : "DROP TRIGGER untouched ON chain");
        Sql("UPDATE chain SET next_id = next_id + 1 WHERE county_key = 1");
        Assert.Equal(6043, Assert.Throws<ProblemException>(WriteToTheSecond).Problem.Number);
    }
}
