using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Users;

/// <summary>Somebody opens one household they do not answer for: with a reason, for four hours, in the sight of the level above and of the household.</summary>
public sealed class EmergencyTests
{
    private const string Village = "652902105201", OtherVillage = "652902105208", Township = "652902105", County = "652902", OtherCounty = "652924";
    private static readonly Actor Installer = Actor.Operator("installer");

    private static Actor Give(ExampleCounties example, string user, string role, string? area, string? household = null)
    {
        new MakeUser(user).Run(example.Registry, Installer);
        new GiveRole(user, role, area, example.Today, null, "分工") { Household = household, List = role == "department" ? "medical_costs" : null }.Run(example.Registry, Installer);
        return ReadActor.Of(example.Registry, user, example.Today)!;
    }

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static OpenInEmergency Open(string number = "6510000001", string reason = "家里着火，要联系家人", string county = County) => new(county, number, reason);

    private static bool MayRead(ExampleCounties example, Actor actor, HouseholdKey household) => EmergencyAccess.With(example.Registry, actor) is var now && now.MayIn(Right.ReadHouseholds, household.CountyKey)
        && Reach.May(example.Registry.Database, now, Right.ReadHouseholds, household);

    [Theory, EachDatabase]
    public void It_opens_one_household_to_read_for_four_hours_and_no_other_and_nothing_else(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = Give(example, "team", "village_team", "652924100200");
        Assert.False(MayRead(example, team, example.Family));
        Assert.Equal(example.Family, Open().Run(example.Registry, team));

        var now = EmergencyAccess.With(example.Registry, team);
        Assert.Equal(3, ReadHousehold.Of(example.Registry, now, example.Family, example.Today).Members.Count);
        Assert.False(MayRead(example, team, example.Alone));
        Assert.False(now.MayIn(Right.WriteHouseholds, example.County));
        Assert.Equal(7001, Refused(() => FindArea.ToRead(example.Registry.Database, now, Village, null, null)));
        var again = Assert.Throws<ProblemException>(() => Open().Run(example.Registry, now)).Problem;
        Assert.Equal(7426, again.Number);
        Assert.Contains((example.Clock.Last + EmergencyAccess.Lasts).ToOffset(Instant.Shanghai).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), again.Zh, StringComparison.Ordinal);
        Assert.Equal(7272, Refused(() => Open().Run(example.Registry, Give(example, "neighbour", "village_team", Village))));
        Assert.Equal(["6510000001"], ReadEmergencies.Own(example.Registry, now).Select(one => one.Number));

        example.Clock.Advance(TimeSpan.FromHours(4));
        Assert.False(MayRead(example, team, example.Family));
        Assert.Empty(Verify.Run(example.Registry, Installer));
    }

    [Theory, EachDatabase]
    public void The_household_and_the_level_above_see_who_when_and_why_and_a_second_person_says_that_they_looked(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (registry, team) = (example.Registry, Give(example, "team", "village_team", OtherVillage));
        var (township, family, elsewhere) = (Give(example, "township", "township", Township), Give(example, "family", "household", County, "6510000001"), Give(example, "elsewhere", "county", OtherCounty));
        Open().Run(registry, team);

        Assert.Equal(("team", "家里着火，要联系家人", (string?)null), ReadEmergencies.Of(registry, family, example.Family).Select(one => (one.UserName, one.Reason, one.SeenBy)).Single());
        var listed = Assert.Single(ReadEmergencies.ToLookAt(registry, township, 10));
        Assert.Empty(ReadEmergencies.ToLookAt(registry, elsewhere, 10));
        Assert.Empty(ReadEmergencies.ToLookAt(registry, family, 10));
        Assert.Equal(7001, Refused(() => new SeeEmergency(example.County, listed.Id).Run(registry, elsewhere)));
        Assert.Equal(7002, Refused(() => new SeeEmergency(example.County, listed.Id).Run(registry, EmergencyAccess.With(registry, team))));
        new SeeEmergency(example.County, listed.Id).Run(registry, township);
        Assert.Equal("township", ReadEmergencies.Of(registry, family, example.Family)[0].SeenBy);
        Assert.Equal(7274, Refused(() => new SeeEmergency(example.County, listed.Id).Run(registry, township)));
        Assert.True(example.FactsAreCaughtUp(example.County, ExampleCounties.Spring));
        Assert.Empty(Verify.Run(registry, Installer));
    }

    [Theory, EachDatabase]
    public void An_attempt_on_a_number_that_is_nobodys_is_kept_too_and_no_more_than_five_are_made_a_day(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = Give(example, "team", "village_team", OtherVillage);
        Assert.Equal(7270, Refused(() => Open(county: Township).Run(example.Registry, team)));
        Assert.Equal(4014, Refused(() => Open(reason: " ").Run(example.Registry, team)));
        for (var attempt = 0; attempt < 4; attempt++)
            Assert.Equal(7273, Refused(() => Open($"651000010{attempt}").Run(example.Registry, team)));
        Open().Run(example.Registry, team);
        Assert.Equal(7271, Refused(() => Open("6510000109").Run(example.Registry, team)));

        var county = Give(example, "county", "county", County);
        Assert.Equal(4, ReadEmergencies.ToLookAt(example.Registry, county, 10).Count(one => one.Number is null));
        example.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(7273, Refused(() => Open("6510000109").Run(example.Registry, team)));
    }

    [Theory, EachDatabase]
    public void A_number_is_found_as_it_was_typed_on_any_keyboard_and_a_reason_of_one_letter_looks_nothing_up(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = Give(example, "team", "village_team", OtherVillage);
        foreach (var reason in new[] { "x", "。", "xxx", "急！" })
            Assert.Equal(7276, Refused(() => Open("6510000109", reason).Run(example.Registry, team)));
        Assert.Empty(ReadEmergencies.ToLookAt(example.Registry, Give(example, "county", "county", County), 10));
        Assert.Equal(example.Family, Open("６５１００００００１", "着火").Run(example.Registry, team));
        Assert.Equal(example.Family, Open(" 6510 000 001 ").Run(example.Registry, Give(example, "other", "village_team", OtherVillage)));
    }

    [Theory, EachDatabase]
    public void Households_departments_administrators_and_auditors_do_not_open_so(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        foreach (var (role, area, household) in new[] { ("household", County, "6510000002"), ("department", County, null), ("administrator", null, null), ("auditor", null, (string?)null) })
            Assert.Equal(7001, Refused(() => Open().Run(example.Registry, Give(example, role, role, area, household))));
        Assert.Empty(ReadEmergencies.Of(example.Registry, Installer, example.Family));
    }

    [Theory, EachDatabase]
    public void What_somebody_wrote_of_a_household_goes_when_it_is_erased(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Open().Run(example.Registry, Give(example, "team", "village_team", OtherVillage));
        new EraseContent(example.Registry, Installer, "个人信息保护法第四十七条", "来信").Household(example.County, example.Family.Id);
        using var reader = example.Registry.Database.OpenReader();
        Assert.Equal(0L, reader.Command("SELECT COUNT(*) FROM emergency_access WHERE reason IS NOT NULL").ExecuteScalar());
        Assert.Empty(Verify.Run(example.Registry, Installer));
    }
}
