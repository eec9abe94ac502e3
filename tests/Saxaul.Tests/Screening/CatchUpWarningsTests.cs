using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CsCheck;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Screening;

public class CatchUpWarningsTests
{
    private static readonly DateOnly Day = Screened.Day;

    /// <summary>Changes of which past days are told anew. An answer about a township's places, and what names neither household nor village, says where somebody is counted.</summary>
    private static readonly Gen<(int Kind, int A, int B, int C)> Named = RandomHistory.Change.Where(IsNamed);

    private static bool IsNamed((int Kind, int A, int B, int C) change) => change.Kind != 10 && (change.Kind != 9 || change.B % 3 == 0);

    [Theory, EachDatabase]
    public void One_changed_household_shows_at_once_and_is_gone_at_once(DatabaseKind kind)
    {
        using var screened = new Screened(kind);
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "a" });
        screened.Screen();

        screened.Example.Enter(Screened.County, id, new Known { ["house_grade"] = "d" });
        Assert.Equal(new CaughtUp(1, 0), screened.CatchUp());
        Assert.Equal(["1 housing"], screened.Warnings());

        screened.Example.Enter(Screened.County, id, new Known { ["house_grade"] = "b" });
        Assert.Equal(new CaughtUp(0, 1), screened.CatchUp());
        Assert.Empty(screened.Warnings());
    }

    /// <summary>On the pages nobody is told that there are no warnings because nobody has looked yet; a command leaves it to somebody to say for which day the first ones are.</summary>
    [Theory, EachDatabase]
    public void A_county_that_was_never_screened_is_for_today_where_that_is_wanted(DatabaseKind kind)
    {
        using var screened = new Screened(kind);
        screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "d" });
        var today = screened.Example.Registry.Database.Time.Today();
        CaughtUp Begin(Actor actor) => new CatchUpWarnings(screened.Example.Registry, actor, new FactStore(screened.Example.Registry)) { Begins = true }.Run();

        Assert.Equal(new CaughtUp(0, 0), screened.CatchUp());
        Assert.Equal(new CaughtUp(0, 0), Begin(new Actor("elsewhere", new HashSet<Right> { Right.WriteHouseholds }, new HashSet<int> { 99 })));
        Assert.Empty(screened.Warnings(today));

        Assert.Equal(new CaughtUp(1, 0), Begin(Screened.Official));
        Assert.Equal(["1 housing"], screened.Warnings(today));
        Assert.Equal(new CaughtUp(0, 0), Begin(Screened.Official));
    }

    [Fact]
    public void A_fault_of_a_village_rescreens_all_its_households_and_no_others()
    {
        using var screened = new Screened();
        screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["water_safe"] = true });
        screened.Example.Register(Screened.County, screened.Villages[0], "2", new Known());
        screened.Example.Register(Screened.County, screened.Villages[1], "3", new Known { ["water_safe"] = true });
        screened.Screen();

        screened.Example.WaterFault(Screened.County, screened.Villages[0]);
        screened.CatchUp();
        Assert.Equal(["1 water", "2 water"], screened.Warnings());
    }

    [Fact]
    public void A_household_that_moves_into_a_village_with_a_fault_is_screened_again()
    {
        using var screened = new Screened();
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["water_safe"] = true });
        screened.Example.WaterFault(Screened.County, screened.Villages[1]);
        screened.Screen();

        var household = screened.Example.Find(Screened.County, Household.Table).Single();
        screened.Example.Write(Screened.County, new EntryHead("move household", Day) { HouseholdId = id }, (_, entry) =>
            entry.Change(Household.Table, household, (Household.From(household) with { VillageId = screened.Villages[1], PlaceId = screened.Villages[1] }).ToValues()));
        screened.CatchUp();
        Assert.Equal(["1 water"], screened.Warnings());
    }

    [Theory, EachDatabase]
    public void A_held_household_is_screened_and_its_warnings_show_once_its_place_is_answered(DatabaseKind kind)
    {
        using var screened = new Screened(kind);
        var id = screened.Example.Register(Screened.County, null, "1", new Known { ["house_grade"] = "c" });
        var report = screened.Screen();
        Assert.Equal((0, 0), (report.Households, report.Flagged["housing"]));
        Assert.Equal(new HeldScreened(1, 1), report.Held);
        Assert.Empty(screened.Warnings());
        Assert.Equal(["1 housing"], screened.Warnings(held: true));
        Assert.Equal(["1 housing"], screened.Warnings(held: true, area: "652901100"));

        var household = screened.Example.Find(Screened.County, Household.Table).Single();
        screened.Example.Write(Screened.County, new EntryHead("answer", Day) { HouseholdId = id }, (_, entry) =>
            entry.Correct(Household.Table, household, (Household.From(household) with { VillageId = screened.Villages[0], PlaceId = screened.Villages[0], WrittenPlace = null }).ToValues()));
        Assert.Equal(["1 housing"], screened.Warnings());
        Assert.Empty(screened.Warnings(held: true));
        screened.CatchUp();
        Assert.Equal(["1 housing"], screened.Warnings());
        Assert.Equal((1, 1), (CountyReport(screened).Households, CountyReport(screened).Flagged["housing"]));
    }

    [Fact]
    public void Before_a_policy_was_screened_nothing_is()
    {
        using var screened = new Screened();
        screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "d" });
        Assert.Equal(new CaughtUp(0, 0), screened.CatchUp());
        Assert.Empty(screened.Warnings());
    }

    [Fact]
    public void A_child_turns_six_and_the_day_asked_for_decides()
    {
        using var screened = new Screened();
        screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known(), new Known { ["birth"] = new DateOnly(2014, 4, 10), ["schooling"] = "none" });
        screened.Screen();
        Assert.Empty(screened.Warnings());

        Assert.Equal(new CaughtUp(0, 0), screened.CatchUp(new DateOnly(2020, 4, 9)));
        Assert.Equal(new CaughtUp(1, 0), screened.CatchUp(new DateOnly(2020, 4, 10)));
        Assert.Equal(["1 dropout"], screened.Warnings(new DateOnly(2020, 4, 10)));
        Assert.Empty(screened.Warnings(new DateOnly(2020, 4, 9)));
    }

    [Theory, EachDatabase]
    public void First_seen_stays_while_figures_change_and_each_day_keeps_its_own_figures(DatabaseKind kind)
    {
        using var screened = new Screened(kind);
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "c" });
        screened.Screen();
        var later = Day.AddDays(9);
        screened.Example.Enter(Screened.County, id, new Known { ["house_grade"] = "d" }, later);
        screened.CatchUp(later);

        var before = ListWarnings.Of(screened.Example.Registry, Screened.Official, later.AddDays(-1)).Single();
        var after = ListWarnings.Of(screened.Example.Registry, Screened.Official, later).Single();
        Assert.Equal((Day, Day), (before.FirstSeen, after.FirstSeen));
        Assert.Equal(("""{"house_grade":"c"}""", """{"house_grade":"d"}"""), (before.Warning.Figures, after.Warning.Figures));
    }

    [Fact]
    public void Gone_and_back_on_one_day_was_never_gone_and_on_a_later_day_is_first_seen_anew()
    {
        using var screened = new Screened();
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "c" });
        screened.Screen();
        void Grade(string grade, DateOnly on)
        {
            screened.Example.Enter(Screened.County, id, new Known { ["house_grade"] = grade }, on);
            screened.CatchUp(on);
        }
        var (second, third) = (Day.AddDays(1), Day.AddDays(2));
        Grade("a", second);
        Grade("c", second);
        Assert.Equal(Day, ListWarnings.Of(screened.Example.Registry, Screened.Official, second).Single().FirstSeen);
        Grade("a", second);
        Grade("c", third);
        Assert.Equal(third, ListWarnings.Of(screened.Example.Registry, Screened.Official, third).Single().FirstSeen);

        var history = ListWarnings.OfHousehold(screened.Example.Registry, Screened.Official, Screened.County, id, third);
        Assert.Equal([(Day, second), (third, null)], history.Select(warning => (warning.FirstSeen, warning.GoneOn)));
    }

    /// <summary>卡德尔 spends 6,000 yuan on medicine; the line is 5,000, and 7,000 in the office's new policy.</summary>
    [Theory, EachDatabase]
    public void A_changed_policy_is_applied_to_all_when_a_day_is_asked_for_although_nothing_was_entered(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n652902,库车市,county,6529\n652902105,牙哈镇,township,652902\n652902105201,守努特村委会,village,652902105\n")), 2020)
            .Run(test.Registry, Screened.Official);
        Assert.Null(new Import(test.Registry, Screened.Official, new ImportOptions { On = Day, Kind = "roster" }).Run([test.Write("652902-库车市.csv", "县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,自付医疗费用\n库车市,牙哈镇,守努特村,6510000001,脱贫户,1,卡德尔,户主,男,6000\n")]).Files[0].Refused);
        var facts = new FactStore(test.Registry);
        new Screen(test.Registry, Screened.Official, facts, Policy.Load(test.Registry, facts.Shape, "acceptance"), Day).All();
        Assert.Equal(["medical"], ListWarnings.Of(test.Registry, Screened.Official, Day).Select(one => one.Warning.Rule));

        const string file = "early-warning/policies/acceptance/policy.yaml";
        var programmes = new Programmes(new Dictionary<string, string>(Programmes.Shipped.Files) { [file] = Programmes.Shipped.Files[file].Replace("value: 5000,", "value: 7000,", StringComparison.Ordinal) });
        using var next = Registry.Open(test.Target, programmes: programmes, keyFile: test.KeyFile);
        var store = new FactStore(next);
        Assert.Equal(new CaughtUp(0, 0), new CatchUpWarnings(next, Screened.Official, store).Run());
        Assert.Equal(new CaughtUp(0, 1), new CatchUpWarnings(next, Screened.Official, store).Run(Day));
        Assert.Equal(new CaughtUp(0, 0), new CatchUpWarnings(next, Screened.Official, store).Run(Day));
    }

    [Fact]
    public void Whoever_may_not_write_in_a_county_screens_nothing_there()
    {
        using var screened = new Screened();
        screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "d" });
        var elsewhere = new Actor("team", new HashSet<Right> { Right.WriteHouseholds, Right.ReadHouseholds }, new HashSet<int> { 2 });
        new Screen(screened.Example.Registry, elsewhere, screened.Example.Store, screened.Policy, Day).All();
        Assert.Empty(screened.Warnings());
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new Screen(screened.Example.Registry, Actor.Nobody, screened.Example.Store, screened.Policy, Day).All()).Problem.Number);

        screened.Screen();
        Assert.Empty(ListWarnings.Of(screened.Example.Registry, elsewhere, Day));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ListWarnings.OfHousehold(screened.Example.Registry, elsewhere, Screened.County, 1, Day)).Problem.Number);
        screened.Example.Enter(Screened.County, screened.Example.Find(Screened.County, Household.Table)[0].Id, new Known { ["house_grade"] = "a" });
        Assert.Equal(new CaughtUp(0, 0), new CatchUpWarnings(screened.Example.Registry, elsewhere, screened.Example.Store).Run());
    }

    /// <summary>One registry is caught up after changes, by one process or the next, or not at all for a while; the other is only ever screened as a whole at the end of a day.</summary>
    [Theory, EachDatabase]
    public void Warnings_kept_in_step_equal_warnings_screened_from_nothing(DatabaseKind kind)
    {
        Gen.Select(Gen.OneOf(RandomHistory.Change.List[1, 20], Named.List[1, 20]), Gen.Int[1, 6]).Sample((changes, pace) =>
        {
            using var kept = new Screened(kind, villages: 3);
            using var whole = new Screened(kind, villages: 3);
            foreach (var one in new[] { kept, whole })
            {
                one.Example.Register(Screened.County, one.Villages[0], "1", new Known { ["house_grade"] = "c" }, new Known { ["age"] = 5, ["schooling"] = "none" });
                one.Screen();
            }
            var days = new List<DateOnly> { Day };
            for (var i = 0; i < changes.Count; i++)
            {
                RandomHistory.Apply(kept.Example, [.. kept.Villages], changes[i], i);
                RandomHistory.Apply(whole.Example, [.. whole.Villages], changes[i], i);
                if (changes[i].C % 4 != 0)
                    kept.CatchUp(days[^1]);
                if (i % pace != pace - 1)
                    continue;
                whole.Screen(days[^1]);
                kept.CatchUp(days[^1]);
                days.Add(days[^1].AddDays(1 + changes[i].B % 5));
                whole.Screen(days[^1]);
                kept.CatchUp(days[^1]);
            }
            whole.Screen(days[^1]);
            kept.CatchUp(days[^1]);
            var named = changes.TrueForAll(IsNamed);
            foreach (var (day, held) in from day in days.Append(days[^1].AddDays(100)) from held in new[] { false, true } select (day, held))
            {
                if (named || day >= days[^1])
                    Assert.Equal(Shown(whole, day, held), Shown(kept, day, held));
            }
            Assert.Equal(Counts(whole), Counts(kept));
        }, iter: kind == DatabaseKind.Sqlite ? 60 : 6, threads: 1);
    }

    /// <summary>A roof came down on the second; it is entered on the tenth, when the county has been looked at on the fifth and on the tenth.</summary>
    [Theory, EachDatabase]
    public void What_is_entered_late_warns_from_the_day_it_happened(DatabaseKind kind)
    {
        using var screened = new Screened(kind);
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "a" });
        screened.Screen();
        var (second, fifth, tenth) = (Day.AddDays(1), Day.AddDays(4), Day.AddDays(9));
        screened.CatchUp(fifth);
        screened.CatchUp(tenth);
        var before = screened.Example.Registry.Database.Time.GetUtcNow();

        screened.Example.Enter(Screened.County, id, new Known { ["house_grade"] = "d" }, second);
        Assert.Equal(new CaughtUp(1, 0), screened.CatchUp());
        Assert.Empty(screened.Warnings(Day));
        foreach (var day in new[] { second, second.AddDays(1), fifth, tenth })
        {
            Assert.Equal(["1 housing"], screened.Warnings(day));
            Assert.Equal(second, ListWarnings.Of(screened.Example.Registry, Screened.Official, day).Single().FirstSeen);
            Assert.Empty(screened.Warnings(day, known: before));
        }
    }

    /// <summary>It was mended on the fifth, which nobody had said until the tenth.</summary>
    [Fact]
    public void What_ended_and_is_entered_late_ends_on_its_day()
    {
        using var screened = new Screened();
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "d" });
        screened.Screen();
        var (fifth, tenth) = (Day.AddDays(4), Day.AddDays(9));
        screened.CatchUp(tenth);
        screened.Example.Enter(Screened.County, id, new Known { ["house_grade"] = "a" }, fifth);
        Assert.Equal(new CaughtUp(0, 1), screened.CatchUp());
        Assert.Equal(["1 housing"], screened.Warnings(fifth.AddDays(-1)));
        Assert.Empty(screened.Warnings(fifth));
        Assert.Empty(screened.Warnings(tenth));
    }

    /// <summary>A correction says that it was never so: no day from the first look on keeps the warning.</summary>
    [Fact]
    public void A_correction_takes_the_warning_from_every_day()
    {
        using var screened = new Screened();
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known { ["house_grade"] = "d" });
        screened.Screen();
        var tenth = Day.AddDays(9);
        screened.CatchUp(tenth);
        var living = screened.Example.Registry.Register("living").Table;
        var told = screened.Example.Find(Screened.County, living).Single();
        screened.Example.Write(Screened.County, new EntryHead("correct", tenth) { HouseholdId = id }, (_, entry) => entry.Retract(living, told));
        screened.CatchUp();
        Assert.Empty(screened.Warnings(Day));
        Assert.Empty(screened.Warnings(tenth));
    }

    /// <summary>Whatever is entered late, on each day somebody looked the warnings are those that looking only now, day after day, with all that is known would give.</summary>
    [Theory, EachDatabase]
    public void Warnings_of_past_days_equal_those_of_looking_at_each_day_again(DatabaseKind kind)
    {
        Gen.Select(Named.List[1, 20], Gen.Int[1, 4]).Sample((changes, pace) =>
        {
            using var kept = new Screened(kind, villages: 3);
            using var again = new Screened(kind, villages: 3);
            foreach (var one in new[] { kept, again })
            {
                one.Example.Register(Screened.County, one.Villages[0], "1", new Known { ["house_grade"] = "c" }, new Known { ["age"] = 5, ["schooling"] = "none" });
                one.Screen();
            }
            var days = new List<DateOnly> { Day };
            for (var i = 0; i < changes.Count; i++)
            {
                RandomHistory.Apply(kept.Example, [.. kept.Villages], changes[i], i);
                RandomHistory.Apply(again.Example, [.. again.Villages], changes[i], i);
                if (changes[i].C % 4 != 0)
                    kept.CatchUp();
                if (i % pace == pace - 1)
                {
                    days.Add(days[^1].AddDays(1 + changes[i].B % 5));
                    kept.CatchUp(days[^1]);
                }
            }
            kept.CatchUp();
            foreach (var day in days)
                again.Screen(day);
            foreach (var day in days)
            {
                foreach (var held in new[] { false, true })
                    Assert.Equal(Shown(again, day, held), Shown(kept, day, held));
            }
        }, iter: kind == DatabaseKind.Sqlite ? 60 : 6, threads: 1);
    }

    // When a warning was first seen is not compared: between two looks a household is looked at on the days of which late entries speak, and whoever looks more often has heard of fewer of them at a time.
    private static string[] Shown(Screened screened, DateOnly day, bool held) =>
        [.. ListWarnings.Of(screened.Example.Registry, Screened.Official, day, held: held).Select(warning => $"{warning.Number} {warning.Warning.Rule} {warning.Warning.Figures}").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_latest_look_decides_for_whatever_day_it_was()
    {
        Gen.Select(RandomHistory.Change.List[1, 12], Gen.Int[-30, 60].List[1, 6]).Sample((changes, looks) =>
        {
            using var screened = new Screened(villages: 3);
            for (var i = 0; i < changes.Count; i++)
            {
                RandomHistory.Apply(screened.Example, [.. screened.Villages], changes[i], i);
                screened.Screen(Day.AddDays(looks[i % looks.Count]));
            }
            var last = Day.AddDays(looks[^1]);
            screened.Screen(last);
            var (fired, _) = ApplyPolicy.To(screened.Example.Store.Get(Screened.County, last), screened.Policy);
            var standing = new[] { false, true }.SelectMany(held => ListWarnings.Of(screened.Example.Registry, Screened.Official, last, held: held)).Where(warning => warning.Warning.Policy == screened.Policy.Name);
            Assert.Equal(fired.Select(one => (one.HouseholdId, one.Rule, one.Figures)).Order(), standing.Select(one => (one.HouseholdId, one.Warning.Rule, one.Warning.Figures)).Order());
        }, iter: 40, threads: 1);
    }

    private static ScreenReport CountyReport(Screened screened)
    {
        using var session = screened.Example.Registry.Write(Screened.Official);
        return LastScreening.Read(session, Screened.County, screened.Policy.Name)!.Report;
    }

    private static string Counts(Screened screened)
    {
        var report = CountyReport(screened);
        (report.New, report.Gone) = (0, 0);
        return JsonSerializer.Serialize(report, ReportJson.Options);
    }
}
