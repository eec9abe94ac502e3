using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CsCheck;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Screening;

public class CatchUpWarningsTests
{
    private static readonly DateOnly Day = Screened.Day;

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
        Gen.Select(RandomHistory.Change.List[1, 20], Gen.Int[1, 6]).Sample((changes, pace) =>
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
            foreach (var day in days.Append(days[^1].AddDays(100)))
            {
                Assert.Equal(whole.WarningsInFull(day, held: false), kept.WarningsInFull(day, held: false));
                Assert.Equal(whole.WarningsInFull(day, held: true), kept.WarningsInFull(day, held: true));
            }
            Assert.Equal(Counts(whole), Counts(kept));
        }, iter: kind == DatabaseKind.Sqlite ? 60 : 6, threads: 1);
    }

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
