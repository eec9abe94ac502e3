using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Indicators;

/// <summary>Totals of areas: an official's examples, then what must hold of any registry.</summary>
public sealed class ReadIndicatorsTests
{
    private const int Luntai = 1;
    private const string County = "652822", Township = "652822100", FirstVillage = "652822100200", SecondVillage = "652822100201";
    private static readonly DateOnly Day = ExampleRegistry.Day;
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly Known Adult = new() { ["age"] = 40 };

    private static Known Exited(bool relocated = false) => new() { ["kind"] = "exited", ["relocated"] = relocated };

    private static AreaIndicators Read(ExampleRegistry example, string code, DateOnly? on = null, DateTimeOffset? known = null, Actor? actor = null) =>
        new ReadIndicators(code, on ?? Day, known).Run(example.Registry, example.Store, IndicatorSet.Of(example.Registry, example.Shape), actor ?? Official);

    private static long Of(ExampleRegistry example, string code, string indicator, DateTimeOffset? known = null) =>
        Read(example, code, known: known) is var read ? read.Of(read.Area, indicator) : 0;

    [Theory, EachDatabase]
    public void A_household_counts_in_its_village_and_in_everything_that_the_village_lies_in(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 2);
        example.Register(Luntai, villages[0], "1", Exited(relocated: true), Adult, Adult, Adult);
        example.Register(Luntai, villages[0], "2", new Known { ["kind"] = "edge" }, Adult);
        example.Register(Luntai, villages[1], "3", Exited(), Adult, Adult);

        long[] Numbers(string code) => [.. new[] { "households", "persons", "exited_households", "exited_persons", "relocated_households", "relocated_persons" }.Select(name => Of(example, code, name))];
        Assert.Equal([2, 4, 1, 3, 1, 3], Numbers(FirstVillage));
        Assert.Equal([1, 2, 1, 2, 0, 0], Numbers(SecondVillage));
        Assert.Equal([3, 6, 2, 5, 1, 3], Numbers(Township));
        Assert.Equal([3, 6, 2, 5, 1, 3], Numbers(County));
    }

    [Theory, EachDatabase]
    public void A_household_whose_village_nobody_knows_counts_only_as_held_where_it_is_held(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 1);
        example.Register(Luntai, null, "1", Exited(), Adult, Adult);
        example.Register(Luntai, villages[0], "2", Exited(), Adult);

        Assert.Equal((1, 1, 2), (Of(example, Township, "households"), Of(example, Township, "held_households"), Of(example, Township, "held_persons")));
        Assert.Equal((1, 1), (Of(example, County, "exited_households"), Of(example, County, "held_households")));
        Assert.Equal(0, Of(example, FirstVillage, "held_households"));
    }

    [Theory, EachDatabase]
    public void Somebody_who_belongs_to_two_households_counts_in_both(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 1);
        example.Register(Luntai, villages[0], "1", Exited(), Adult);
        var second = example.Register(Luntai, villages[0], "2", Exited());
        var person = example.Find(Luntai, Person.Table).Single().Id;
        example.Write(Luntai, new EntryHead("join household", Day) { HouseholdId = second }, (_, entry) => entry.Add(Membership.Table, new Membership(second, person, null).ToValues()));

        Assert.Equal(2, Of(example, County, "persons"));
    }

    [Theory, EachDatabase]
    public void What_is_unknown_is_not_counted(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 1);
        example.Register(Luntai, villages[0], "1", [], Adult);

        Assert.Equal((1, 0, 0), (Of(example, County, "households"), Of(example, County, "exited_households"), Of(example, County, "relocated_households")));
    }

    [Theory, EachDatabase]
    public void A_household_with_two_warnings_is_one_warned_household_and_counts_under_both_rules(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 1);
        example.Register(Luntai, villages[0], "1", new Known { ["house_grade"] = "d", ["water_safe"] = false }, Adult);
        example.Register(Luntai, null, "2", new Known { ["house_grade"] = "d" }, Adult);
        new Screen(example.Registry, Official, example.Store, Policy.Load(example.Registry, example.Shape, "acceptance"), Day).All();

        Assert.Equal((1, 1, 1), (Of(example, FirstVillage, "warned_households"), Of(example, FirstVillage, "warnings.housing"), Of(example, FirstVillage, "warnings.water")));
        Assert.Equal((1, 1), (Of(example, County, "warnings.housing"), Of(example, County, "held_warned_households")));
    }

    [Theory, EachDatabase]
    public void Totals_follow_each_entry_and_can_be_read_as_they_were_known_before_it(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 1);
        var household = example.Register(Luntai, villages[0], "1", Exited(), Adult);
        Assert.Equal(0, Of(example, County, "relocated_households"));
        var before = example.Clock.Last;

        example.Enter(Luntai, household, new Known { ["relocated"] = true });
        example.Register(Luntai, villages[0], "2", Exited(), Adult);

        Assert.Equal((2, 1), (Of(example, County, "households"), Of(example, County, "relocated_households")));
        Assert.Equal((1, 0), (Of(example, County, "households", before), Of(example, County, "relocated_households", before)));
    }

    [Theory, EachDatabase]
    public void Another_day_is_counted_without_being_kept(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 1);
        example.Register(Luntai, villages[0], "1", Exited(), Adult);

        var read = Read(example, County, Day.AddDays(40));
        Assert.Equal(1, read.Of(read.Area, "households"));
        using var connection = example.Registry.Database.OpenReader();
        Assert.Equal(0L, connection.Command("SELECT COUNT(*) FROM total_state").ToList(reader => reader.GetInt64(0)).Single());
        _ = Read(example, County);
        Assert.Equal(1L, connection.Command("SELECT COUNT(*) FROM total_state").ToList(reader => reader.GetInt64(0)).Single());
    }

    [Theory, EachDatabase]
    public void Above_the_counties_totals_are_sums_of_counties(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        new ImportAreas(
        [
            new ListedArea("65", "某区", AreaLevel.Province, null, "areas.csv", 0), new ListedArea("6528", "某州", AreaLevel.Prefecture, "65", "areas.csv", 0),
            new ListedArea("652822", "甲县", AreaLevel.County, "6528", "areas.csv", 0), new ListedArea("652823", "乙县", AreaLevel.County, "6528", "areas.csv", 0),
            new ListedArea("652822100", "甲乡", AreaLevel.Township, "652822", "areas.csv", 0), new ListedArea("652823100", "乙乡", AreaLevel.Township, "652823", "areas.csv", 0),
            new ListedArea("652822100200", "甲村", AreaLevel.Village, "652822100", "areas.csv", 0), new ListedArea("652823100200", "乙村", AreaLevel.Village, "652823100", "areas.csv", 0),
        ], 2020).Run(example.Registry, Official);
        var (first, second) = (Gazetteer.Read(example.Registry.Database).ByCode("652822100200")!, Gazetteer.Read(example.Registry.Database).ByCode("652823100200")!);
        example.Register(first.CountyKey, first.Id, "1", Exited(), Adult, Adult);
        example.Register(second.CountyKey, second.Id, "2", Exited(), Adult);

        var prefecture = Read(example, "6528");
        Assert.Equal((2, 3), (prefecture.Of(prefecture.Area, "households"), prefecture.Of(prefecture.Area, "persons")));
        Assert.Equal([2L, 1L], prefecture.Area.Children.Select(county => prefecture.Of(county, "persons")));
        Assert.Equal(3, Of(example, "65", "persons"));

        var ofOne = new Actor("甲县", new HashSet<Right> { Right.ReadHouseholds }, new HashSet<int> { first.CountyKey });
        Assert.Equal(1, Read(example, "652822", actor: ofOne) is var own ? own.Of(own.Area, "households") : 0);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Read(example, "652823", actor: ofOne)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Read(example, "6528", actor: ofOne)).Problem.Number);
    }

    [Fact]
    public void Nobody_reads_anything_and_an_unknown_code_says_what_to_do()
    {
        using var example = new ExampleRegistry();
        example.County(Luntai, County, 1);

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Read(example, County, actor: Actor.Nobody)).Problem.Number);
        Assert.Equal(5201, Assert.Throws<ProblemException>(() => Read(example, "999999")).Problem.Number);
    }

    [Theory, EachDatabase]
    public void A_total_opens_down_to_the_households_it_counts(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, County, 2);
        example.Register(Luntai, villages[0], "1", Exited(), Adult);
        example.Register(Luntai, villages[1], "2", Exited(), Adult);
        example.Register(Luntai, villages[1], "3", new Known { ["kind"] = "edge" }, Adult);
        example.Register(Luntai, villages[1], "4", Exited(), Adult);

        CountedHouseholds List(string code, int skip, int take) =>
            new ListCounted(code, "exited_households", Day, null, skip, take).Run(example.Registry, example.Store, IndicatorSet.Of(example.Registry, example.Shape), Official);
        Assert.Equal(["1", "2", "4"], List(County, 0, 10).Households.Select(household => household.Number));
        Assert.Equal((2, "4"), (List(SecondVillage, 1, 10).Count, List(SecondVillage, 1, 10).Households.Single().Number));
        Assert.Equal(["2"], List(County, 1, 1).Households.Select(household => household.Number));
    }

    [Fact]
    public void Whatever_is_entered_the_kept_totals_are_those_that_a_new_count_gives_and_areas_add_up()
    {
        var change = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 3]);
        change.Array[1, 12].Sample(changes =>
        {
            using var example = new ExampleRegistry();
            var villages = example.County(Luntai, County, 2);
            var households = new List<long>();
            foreach (var (what, village, relocated, members) in changes)
            {
                if (what < 3 || households.Count == 0)
                    households.Add(example.Register(Luntai, village == 2 ? null : villages[village], $"{households.Count}", Exited(relocated), [.. Enumerable.Repeat(Adult, members)]));
                else
                    example.Enter(Luntai, households[^1], new Known { ["relocated"] = relocated, ["kind"] = what == 4 ? "edge" : "exited" });
                if (what == 5)
                    _ = Read(example, County);
            }
            var township = Read(example, Township);
            Assert.Empty(VerifyTotals.Run(example.Registry));
            foreach (var indicator in township.Indicators.Where(one => !one.Held))
                Assert.Equal(township.Of(township.Area, indicator.Name), township.Area.Children.Sum(child => township.Of(child, indicator.Name)));
            Assert.Equal(households.Count, township.Of(township.Area, "households") + township.Of(township.Area, "held_households"));
        }, iter: 25, threads: 1);
    }
}
