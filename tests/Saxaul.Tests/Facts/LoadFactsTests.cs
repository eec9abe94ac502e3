using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Facts;

public abstract class LoadFactsTests : IDisposable
{
    private const int County = 1;
    private static readonly DateOnly Day = ExampleRegistry.Day;
    private readonly ExampleRegistry example;
    private readonly List<long> villages;

    protected LoadFactsTests(DatabaseKind kind)
    {
        example = new ExampleRegistry(kind);
        villages = example.County(County, "652901", 2);
    }

    public void Dispose() => example.Dispose();

    private long? Of(long household, string fact, DateOnly? on = null)
    {
        var facts = example.Store.Get(County, on ?? Day);
        return facts.OfHouseholds[facts.Shape.HouseholdIndex(fact)][facts.RowOf(household)];
    }

    private List<long?> OfMembers(long household, string fact, DateOnly? on = null)
    {
        var facts = example.Store.Get(County, on ?? Day);
        return [.. facts.MembersOf(facts.RowOf(household)).ToArray().Select(row => facts.OfPersons[facts.Shape.MemberIndex(fact)][row])];
    }

    [Fact]
    public void Facts_are_what_was_written_and_the_rest_is_unknown()
    {
        var id = example.Register(County, villages[0], "1",
            new Known { ["kind"] = "edge", ["relocated"] = true, ["wages"] = 1_200_000L, ["last_year_net_income_per_head"] = 450_000L },
            new Known { ["age"] = 8, ["sex"] = "female", ["schooling"] = "primary", ["insured"] = false }, new Known());
        Assert.Equal(2, Of(id, "kind"));
        Assert.Equal(1, Of(id, "relocated"));
        Assert.Equal(1_200_000, Of(id, "wages"));
        Assert.Null(Of(id, "medical_spending"));
        Assert.Null(Of(id, "house_grade"));
        Assert.Equal(0, Of(id, "water_fault"));
        Assert.Equal([8L, null], OfMembers(id, "age"));
        Assert.Equal([1L, null], OfMembers(id, "sex"));
        Assert.Equal([0L, null], OfMembers(id, "insured"));
    }

    [Fact]
    public void A_list_adds_to_the_total_only_after_its_period_and_not_after_the_day()
    {
        var id = example.Register(County, villages[0], "1", new Known { ["medical_spending"] = 100_000L });
        example.AddAmount(County, id, "medical", 1, new DateOnly(2020, 2, 1), "inside the total's period");
        example.AddAmount(County, id, "medical", 20, new DateOnly(2020, 3, 1), "after it");
        example.AddAmount(County, id, "medical", 300, new DateOnly(2020, 5, 1), "after the day");
        Assert.Equal(100_020, Of(id, "medical_spending"));
        Assert.Equal(100_320, Of(id, "medical_spending", new DateOnly(2020, 5, 1)));
    }

    [Fact]
    public void Lists_without_a_total_leave_the_fact_unknown()
    {
        var id = example.Register(County, villages[0], "1", new Known());
        example.AddAmount(County, id, "disaster", 2_500_000, new DateOnly(2020, 3, 1));
        Assert.Null(Of(id, "disaster_loss"));
    }

    [Fact]
    public void The_total_of_the_latest_period_holds_and_what_was_added_before_its_end_is_in_it()
    {
        var id = example.Register(County, villages[0], "1", new Known { ["medical_spending"] = 100_000L });
        example.AddAmount(County, id, "medical", 20, new DateOnly(2020, 3, 1));
        example.Write(County, new EntryHead("enter", Day) { HouseholdId = id }, (_, entry) => entry.Add(example.Budget.Table,
            ExampleRegistry.BudgetValues(example.Budget, id, "medical", 55_000, "total", "采集表", new DateOnly(2019, 4, 1), new DateOnly(2020, 3, 31))));
        Assert.Equal(55_000, Of(id, "medical_spending"));
    }

    [Fact]
    public void A_total_is_not_known_before_its_period_is_over()
    {
        var id = example.Register(County, villages[0], "1", new Known());
        example.Write(County, new EntryHead("enter", Day) { HouseholdId = id }, (_, entry) => entry.Add(example.Budget.Table,
            ExampleRegistry.BudgetValues(example.Budget, id, "wages", 7, "total", "采集表", new DateOnly(2020, 1, 1), Day)));
        Assert.Null(Of(id, "wages"));
        Assert.Equal(7, Of(id, "wages", Day.AddDays(1)));
    }

    [Fact]
    public void An_amount_that_could_not_be_read_makes_the_sum_unknown()
    {
        var id = example.Register(County, villages[0], "1", new Known { ["medical_spending"] = 100_000L });
        example.AddAmount(County, id, "medical", null, new DateOnly(2020, 3, 1));
        Assert.Null(Of(id, "medical_spending"));
    }

    [Fact]
    public void A_fault_of_the_village_is_a_fact_of_each_of_its_households_and_of_no_other()
    {
        var here = example.Register(County, villages[0], "1", new Known());
        var there = example.Register(County, villages[1], "2", new Known());
        var held = example.Register(County, null, "3", new Known());
        example.WaterFault(County, villages[0]);
        Assert.Equal([1L, 0L, 0L], [Of(here, "water_fault"), Of(there, "water_fault"), Of(held, "water_fault")]);
    }

    [Fact]
    public void What_is_said_of_a_village_is_said_of_those_joined_to_it_from_the_day_they_were()
    {
        var here = example.Register(County, villages[0], "1", new Known());
        var there = example.Register(County, villages[1], "2", new Known());
        example.WaterFault(County, villages[1]);
        Assert.Equal([0L, 1L], [Of(here, "water_fault"), Of(there, "water_fault")]);

        var joined = example.Find(County, Area.Table, "level = 'village'").Single(version => version.Id == villages[0]);
        example.Write(County, new EntryHead("import areas", Day), (_, entry) =>
        {
            entry.End(Area.Table, joined);
            entry.Add(AreaSuccession.Table, new AreaSuccession(villages[0], County, villages[1], Day.Year).ToValues());
        });
        Assert.Equal([1L, 1L], [Of(here, "water_fault"), Of(there, "water_fault")]);

        // A later fault reaches them too, by the journal alone.
        var fault = example.Find(County, example.WaterFaults.Table)[0];
        example.Write(County, new EntryHead("mend", Day) { AreaId = villages[1] }, (_, entry) => entry.Retract(example.WaterFaults.Table, fault));
        Assert.Equal([0L, 0L], [Of(here, "water_fault"), Of(there, "water_fault")]);
    }

    [Fact]
    public void Somebody_on_two_lists_is_a_member_of_both_households()
    {
        var one = example.Register(County, villages[0], "1", new Known(), new Known { ["age"] = 30 });
        var other = example.Register(County, villages[0], "2", new Known());
        var person = example.Store.Get(County, Day).Persons[0];
        example.Write(County, new EntryHead("list member", Day) { HouseholdId = other },
            (_, entry) => entry.Add(Saxaul.Households.Membership.Table, new Saxaul.Households.Membership(other, person, null).ToValues()));
        Assert.Equal([30L], OfMembers(one, "age"));
        Assert.Equal([30L], OfMembers(other, "age"));
    }

    [Theory]
    [InlineData("2014-04-01", 6)]
    [InlineData("2014-04-02", 5)]
    [InlineData("2004-02-29", 16)]
    [InlineData("2020-04-01", 0)]
    [InlineData("2020-04-02", null)]
    public void Age_is_counted_in_whole_years_on_the_day(string birth, int? years) =>
        Assert.Equal(years, (int?)LoadFacts.WholeYears(DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture), Day));

    [Fact]
    public void Born_on_29_February_one_turns_a_year_older_on_1_March()
    {
        Assert.Equal(5, LoadFacts.WholeYears(new DateOnly(2016, 2, 29), new DateOnly(2022, 2, 28)));
        Assert.Equal(6, LoadFacts.WholeYears(new DateOnly(2016, 2, 29), new DateOnly(2022, 3, 1)));
    }

    [Fact]
    public void Facts_are_those_of_the_day_and_as_known_at_the_height()
    {
        var id = example.Register(County, villages[0], "1", new Known { ["house_grade"] = "b" });
        var before = example.Store.Get(County, Day).Height;
        example.Enter(County, id, new Known { ["house_grade"] = "d" }, Day.AddDays(10));
        Assert.Equal(1, Of(id, "house_grade", Day.AddDays(9)));
        Assert.Equal(3, Of(id, "house_grade", Day.AddDays(10)));
        var asKnown = example.Store.Households(County, Day.AddDays(10), before, [id]);
        Assert.Equal(1, asKnown.OfHouseholds[example.Shape.HouseholdIndex("house_grade")][0]);
    }

    [Fact]
    public void Two_fields_cannot_share_a_fact()
    {
        var registers = example.Registry.Registers.Append(DefinitionFile.ReadRegister("x.yaml", """
            register: x
            labels: { zh: 甲, en: X }
            purpose: { zh: 试, en: test }
            keep: 1 year after it ends
            keep_source: { zh: 试, en: test }
            fields: [{ name: f, labels: { zh: 乙, en: F }, type: yes_no, fact: water_safe }]
            """));
        Assert.Equal(5101, Assert.Throws<ProblemException>(() => FactShape.Of(registers)).Problem.Number);
    }

    [Fact]
    public void A_text_cannot_be_a_fact()
    {
        var register = DefinitionFile.ReadRegister("x.yaml", """
            register: x
            labels: { zh: 甲, en: X }
            purpose: { zh: 试, en: test }
            keep: 1 year after it ends
            keep_source: { zh: 试, en: test }
            fields: [{ name: f, labels: { zh: 乙, en: F }, type: text, fact: remark }]
            """);
        Assert.Equal(5101, Assert.Throws<ProblemException>(() => FactShape.Of([register])).Problem.Number);
    }

    public sealed class OnSqlite() : LoadFactsTests(DatabaseKind.Sqlite);

    public sealed class OnPostgres() : LoadFactsTests(DatabaseKind.Postgres);
}
