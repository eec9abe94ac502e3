using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Users;

/// <summary>Who may do what, where and on which days follows from the roles that users are given.</summary>
public class RoleTests
{
    private const string Village = "652902105201", Township = "652902105", County = "652902", OtherCounty = "652924";
    private static readonly Actor Installer = Actor.Operator("installer");

    private static ExampleCounties With(DatabaseKind kind, params string[] names)
    {
        var example = new ExampleCounties(kind);
        foreach (var name in names)
            new MakeUser(name).Run(example.Registry, Installer);
        return example;
    }

    private static long Give(ExampleCounties example, string user, string role, string? area, int from = 0, int? until = null, string? standsInFor = null) =>
        new GiveRole(user, role, area, example.Today.AddDays(from), until is { } days ? example.Today.AddDays(days) : null, "县里的决定") { StandsInFor = standsInFor }.Run(example.Registry, Installer);

    private static Actor On(ExampleCounties example, string user, int day = 0) => ReadActor.Of(example.Registry, user, example.Today.AddDays(day))!;

    private static bool MayRead(ExampleCounties example, Actor actor) => Reach.May(example.Registry.Database, actor, Right.ReadHouseholds, example.Family);

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Nobody_is_called_as_somebody_else_but_for_the_case_or_width_of_letters_nor_as_the_program_itself(DatabaseKind kind)
    {
        using var example = With(kind, "team");
        Assert.All(new[] { "Team", "ｔｅａｍ", "operator", "Nobody" }, name => Assert.Equal(Problem.UserNameTaken().Number, Refused(() => new MakeUser(name).Run(example.Registry, Installer))));
    }

    [Theory, EachDatabase]
    public void Whoever_stands_in_has_the_role_no_longer_than_the_colleague(DatabaseKind kind)
    {
        using var example = With(kind, "colleague", "stand-in", "admin");
        Give(example, "admin", "administrator", null);
        var own = Give(example, "colleague", "village_team", Village);
        Give(example, "stand-in", "village_team", Village, until: 14, standsInFor: "colleague");
        Assert.True(MayRead(example, On(example, "stand-in")));
        new TakeRole(own, example.Today.AddDays(3), "调走").Run(example.Registry, Installer);
        Assert.True(MayRead(example, On(example, "stand-in", 2)));
        Assert.False(MayRead(example, On(example, "stand-in", 3)));
    }

    [Theory, EachDatabase]
    public void A_village_team_reads_its_own_village_and_no_other(DatabaseKind kind)
    {
        using var example = With(kind, "team");
        Assert.Empty(On(example, "team").Grants);
        Give(example, "team", "village_team", Village);

        var team = On(example, "team");
        Assert.True(MayRead(example, team));
        Assert.False(Reach.May(example.Registry.Database, team, Right.ReadHouseholds, example.Alone));
        Assert.False(team.May(Right.WriteHouseholds, example.County));
        Assert.False(team.MaySomewhere(Right.WriteUsers));
        Assert.Null(ReadActor.Of(example.Registry, "nobody", example.Today));
        Assert.Empty(Verify.Run(example.Registry, Installer));
    }

    [Theory, EachDatabase]
    public void What_one_role_allows_in_its_place_another_does_not_allow_there(DatabaseKind kind)
    {
        using var example = With(kind, "mixed");
        Give(example, "mixed", "auditor", null);
        Give(example, "mixed", "county", OtherCounty);

        var mixed = On(example, "mixed");
        Assert.True(mixed.May(Right.ReadHouseholds, example.County));
        Assert.False(mixed.MayIn(Right.WriteHouseholds, example.County));
        Assert.True(mixed.May(Right.WriteHouseholds, example.OtherCounty));
    }

    [Theory, EachDatabase]
    public void A_role_holds_from_its_first_day_and_ends_by_itself_on_its_last(DatabaseKind kind)
    {
        using var example = With(kind, "temporary");
        Give(example, "temporary", "township", Township, from: 2, until: 5);
        Assert.Equal([false, false, true, true, true, false], Enumerable.Range(0, 6).Select(day => MayRead(example, On(example, "temporary", day))));
    }

    [Theory, EachDatabase]
    public void Who_stands_in_has_the_role_until_the_day_and_only_one_that_the_colleague_has(DatabaseKind kind)
    {
        using var example = With(kind, "colleague", "stand-in");
        Assert.Equal(7017, Refused(() => Give(example, "stand-in", "village_team", Village, until: 3, standsInFor: "colleague")));
        Give(example, "colleague", "village_team", Village);
        Assert.Equal(7016, Refused(() => Give(example, "stand-in", "village_team", Village, standsInFor: "colleague")));
        Assert.Equal(7451, Refused(() => Give(example, "stand-in", "village_team", Village, until: 367, standsInFor: "colleague")));
        // Who might see what on a day that is over stays as it was.
        Assert.Equal(7450, Refused(() => Give(example, "stand-in", "village_team", Village, from: -1)));
        Give(example, "stand-in", "village_team", Village, until: 3, standsInFor: "colleague");

        Assert.True(MayRead(example, On(example, "stand-in", 2)));
        Assert.False(MayRead(example, On(example, "stand-in", 3)));
        Assert.Equal(7017, Refused(() => Give(example, "colleague", "village_team", Village, until: 3, standsInFor: "stand-in")));
    }

    [Theory, EachDatabase]
    public void The_same_role_is_not_given_twice_for_the_same_days(DatabaseKind kind)
    {
        using var example = With(kind, "admin", "colleague");
        Give(example, "admin", "administrator", null);
        var first = Give(example, "colleague", "village_team", Village, from: 2, until: 5);
        Assert.Equal(7420, Refused(() => Give(example, "colleague", "village_team", Village, from: 2, until: 5)));
        Assert.Equal(7420, Refused(() => Give(example, "colleague", "village_team", Village)));
        Assert.Equal(7420, Refused(() => Give(example, "colleague", "village_team", Village, from: 4)));
        Give(example, "colleague", "village_team", Village, until: 2);
        Give(example, "colleague", "village_team", Village, from: 5, until: 9);
        Give(example, "colleague", "village_team", "652902105208", from: 2, until: 5);
        new TakeRole(first, example.Today, "换人").Run(example.Registry, Installer);
        Give(example, "colleague", "village_team", Village, from: 2, until: 5);
    }

    [Theory, EachDatabase]
    public void A_role_that_is_taken_and_a_user_who_ended_allow_nothing_more(DatabaseKind kind)
    {
        using var example = With(kind, "admin", "team");
        Give(example, "admin", "administrator", null);
        var given = Give(example, "team", "village_team", Village);
        Give(example, "team", "village_team", "652902105208", until: 9);
        new TakeRole(given, example.Today, "调走").Run(example.Registry, Installer);
        Assert.False(MayRead(example, On(example, "team")));
        Assert.Equal(7018, Refused(() => new TakeRole(given, example.Today, "再一次").Run(example.Registry, Installer)));
        Assert.NotEmpty(On(example, "team").Grants);

        new EndUser("team", "离职").Run(example.Registry, Installer);
        Assert.Null(ReadActor.Of(example.Registry, "team", example.Today));
        Assert.Equal(7011, Refused(() => new MakeUser("team").Run(example.Registry, Installer)));
        Assert.Empty(Verify.Run(example.Registry, Installer));
    }

    [Theory, EachDatabase]
    public void Nobody_gives_a_role_to_themselves_and_somebody_always_looks_after_users(DatabaseKind kind)
    {
        using var example = With(kind, "admin", "second");
        var given = Give(example, "admin", "administrator", null);
        var admin = On(example, "admin");
        Assert.False(admin.MaySomewhere(Right.ReadHouseholds));
        Assert.Equal(7015, Refused(() => new GiveRole("admin", "county", County, example.Today, null, "我要看").Run(example.Registry, admin)));
        Assert.Equal(7019, Refused(() => new TakeRole(given, example.Today, "不干了").Run(example.Registry, admin)));
        Assert.Equal(7019, Refused(() => new EndUser("admin", "不干了").Run(example.Registry, admin)));
        new GiveRole("second", "administrator", null, example.Today, null, "两个人轮换").Run(example.Registry, admin);
        new EndUser("admin", "退休").Run(example.Registry, On(example, "second"));
    }

    [Theory, EachDatabase]
    public void The_last_administrator_is_not_taken_before_the_day_on_which_another_begins_nor_in_the_past(DatabaseKind kind)
    {
        using var example = With(kind, "admin", "next");
        var given = Give(example, "admin", "administrator", null);
        Give(example, "next", "administrator", null, from: 30);
        void Take(int day) => new TakeRole(given, example.Today.AddDays(day), "交接").Run(example.Registry, Installer);
        // Until the other begins, or from then on, nobody could look after users.
        Assert.Equal(7019, Refused(() => new EndUser("admin", "离职").Run(example.Registry, Installer)));
        Assert.Equal(7019, Refused(() => Take(29)));
        // Who might see what on a day that is over stays as it was.
        Assert.Equal(7466, Refused(() => Take(-1)));
        Take(30);
        Assert.True(On(example, "admin", 29).MaySomewhere(Right.WriteUsers));
        Assert.Equal((false, true), (On(example, "admin", 30).MaySomewhere(Right.WriteUsers), On(example, "next", 30).MaySomewhere(Right.WriteUsers)));
    }

    [Theory, EachDatabase]
    public void An_administrator_for_some_days_only_does_not_follow_another_for_good(DatabaseKind kind)
    {
        using var example = With(kind, "admin", "holidays", "second");
        var given = Give(example, "admin", "administrator", null);
        Give(example, "holidays", "administrator", null, until: 14);
        Assert.Equal(7019, Refused(() => new EndUser("admin", "离职").Run(example.Registry, Installer)));
        Assert.Equal(7019, Refused(() => new TakeRole(given, example.Today, "离职").Run(example.Registry, Installer)));
        Give(example, "second", "administrator", null);
        new EndUser("admin", "离职").Run(example.Registry, Installer);
    }

    [Theory, EachDatabase]
    public void Only_who_looks_after_users_makes_them_and_what_makes_no_sense_is_refused_with_what_to_do(DatabaseKind kind)
    {
        using var example = With(kind, "team");
        Give(example, "team", "county", County);
        var team = On(example, "team");
        Assert.Equal(7001, Refused(() => new MakeUser("friend").Run(example.Registry, team)));
        Assert.Equal(7001, Refused(() => new GiveRole("team", "auditor", null, example.Today, null, "r").Run(example.Registry, team with { Name = "other" })));
        foreach (var name in new[] { "", "9lives", "a b", "x\u200b", new string('x', 41), "名 字" })
            Assert.Equal(7010, Refused(() => new MakeUser(name).Run(example.Registry, Installer)));
        // Nobody is called by a telephone or a document: who did what is read by others, and stays.
        foreach (var number in new[] { "p19984738056", "p.199-8473_8056", "p1-19984738056", "家1998473.8056", "p١٩٩٨٤٧٣٨٠٥٦", "d999019196309248931", "d999019-19630924-893X" })
            Assert.Equal(Problem.NumberInWords().Number, Refused(() => new MakeUser(number).Run(example.Registry, Installer)));
        new MakeUser("team-652902105201.2").Run(example.Registry, Installer);
        Assert.Equal(7013, Refused(() => Give(example, "team", "king", null)));
        Assert.Equal(7014, Refused(() => Give(example, "team", "village_team", Township)));
        Assert.Equal(7014, Refused(() => Give(example, "team", "village_team", null)));
        Assert.Equal(7014, Refused(() => Give(example, "team", "auditor", County)));
        Assert.Equal(7016, Refused(() => Give(example, "team", "county", County, from: 3, until: 3)));
        Assert.Equal(7012, Refused(() => Give(example, "who", "county", County)));
        Assert.Equal(4014, Refused(() => new GiveRole("team", "county", County, example.Today, null, " ").Run(example.Registry, Installer)));
    }
}
