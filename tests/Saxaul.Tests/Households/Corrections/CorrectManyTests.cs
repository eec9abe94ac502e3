using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

/// <summary>One field of both households of the county; 买买提's house is unsafe (grade D), and he is warned for it.</summary>
public class CorrectManyTests
{
    private static readonly Actor Cadre = Actor.Operator("village cadre"), Township = Actor.Operator("township official");

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static CorrectMany Many(ExampleCounties example, string? register, string field, string? value, string reason = "核实") => new([example.Family, example.Alone], register, field, value, null, reason);

    [Theory, EachDatabase]
    public void All_are_changed_in_one_batch_and_taken_back_as_one_and_the_preview_changes_nothing(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = new Policies(example.Registry, example.Facts);
        new CorrectHousehold(example.Alone, new Dictionary<string, string?> { ["natural_village"] = "二组" }, null, "核实").Run(example.Registry, Cadre);
        var many = Many(example, null, "natural_village", "二组");
        var preview = many.Preview(example.Registry, Cadre, example.Facts, policies);
        Assert.Equal([(example.Family, null, null), (example.Alone, "二组", 4070)], preview.Households.Select(one => (one.Household, one.Present, one.Refused?.Number)));
        Assert.Null(example.Read(example.Family, example.Today).Household.NaturalVillage);

        var done = many.Run(example.Registry, Cadre, example.Facts, policies);
        Assert.Equal((1, 0, 1), (done.Changed.Count(), done.Waiting.Count(), done.Unchanged.Count()));
        Assert.Equal("二组", example.Read(example.Family, example.Today).Household.NaturalVillage);
        var other = Many(example, null, "natural_village", "三组").Run(example.Registry, Cadre, example.Facts, policies);
        Assert.Equal(2, new UndoAct(other.Batch!.Value, "改错了").Run(example.Registry, Cadre).Count);
        Assert.Equal(["二组", "二组"], new[] { example.Family, example.Alone }.Select(one => example.Read(one, example.Today).Household.NaturalVillage));
    }

    [Theory, EachDatabase]
    public void Whose_warning_would_go_waits_for_a_second_person_while_the_others_are_changed(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = new Policies(example.Registry, example.Facts);
        new Screen(example.Registry, Township, example.Facts, policies["acceptance"], ExampleCounties.Spring).All();
        var many = Many(example, "living", "house_grade", "B级", "全村住房重新鉴定");
        var preview = many.Preview(example.Registry, Cadre, example.Facts, policies);
        Assert.Equal([(example.Family, 0), (example.Alone, 1)], preview.Households.Select(one => (one.Household, one.Clears.Count)));
        Assert.Equal(4141, Refused(() => many.Run(example.Registry, Cadre, example.Facts, policies)));

        var done = (many with { Evidence = "看了县住建局的鉴定书" }).Run(example.Registry, Cadre, example.Facts, policies);
        Assert.Equal((1, 1), (done.Changed.Count(), done.Waiting.Count()));
        var waiting = ReadCorrections.OfHousehold(example.Registry, Township, example.Alone).Single();
        Assert.Equal("D级", example.Read(example.Alone, example.Today).Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Text("zh"));
        new ConfirmCorrection(example.County, waiting.Id, "看了同一份鉴定书").Run(example.Registry, Township, Uncounted.AtTheMachine);
        Assert.Equal("B级", example.Read(example.Alone, example.Today).Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Text("zh"));
        Assert.True(example.FactsAreCaughtUp(example.County, ExampleCounties.Spring));
    }

    [Theory, EachDatabase]
    public void When_one_of_them_changed_since_the_preview_nothing_is_changed_and_it_is_asked_again(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = new Policies(example.Registry, example.Facts);
        var many = Many(example, null, "natural_village", "二组");
        var seen = many.Preview(example.Registry, Cadre, example.Facts, policies).Height;
        new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, "核实").Run(example.Registry, Cadre);
        Assert.Equal(4073, Refused(() => (many with { SeenHeight = seen }).Run(example.Registry, Cadre, example.Facts, policies)));
        Assert.Null(example.Read(example.Alone, example.Today).Household.NaturalVillage);
        var again = many.Preview(example.Registry, Cadre, example.Facts, policies).Height;
        Assert.Equal(2, (many with { SeenHeight = again }).Run(example.Registry, Cadre, example.Facts, policies).Changed.Count());
    }

    [Theory, EachDatabase]
    public void Taking_all_of_it_back_is_for_whoever_may_change_each_of_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var batch = Many(example, null, "natural_village", "二组").Run(example.Registry, Cadre, example.Facts, new Policies(example.Registry, example.Facts)).Batch!.Value;
        var alone = new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["phone"] = "19900000009" }, null, "换号").Enter(example.Registry, Cadre).Batch!.Value;
        var team = Cadre.Within(example.County, example.Village("652902105201"));
        ActReach Of(Actor actor, long act) => ActReach.Of(example.Registry, actor, [batch, alone])[act];
        Assert.Equal((new ActReach(2, true), new ActReach(1, true)), (Of(Cadre, batch), Of(Cadre, alone)));
        Assert.Equal((new ActReach(2, false), new ActReach(1, true)), (Of(team, batch), Of(team, alone)));
        Assert.Equal(new ActReach(1, false), Of(example.OfficialOf(example.OtherCounty), alone));
    }

    [Theory, EachDatabase]
    public void Only_within_a_county_with_a_reason_a_value_that_can_be_and_not_too_many(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = new Policies(example.Registry, example.Facts);
        int Try(CorrectMany many, Actor? actor = null) => Refused(() => many.Preview(example.Registry, actor ?? Cadre, example.Facts, policies));
        Assert.Equal(4014, Try(Many(example, null, "natural_village", "二组", " ")));
        Assert.Equal(4033, Try(Many(example, "budget", "amount", "5")));
        Assert.Equal(4033, Try(Many(example, null, "number", "5")));
        // Which of them has a telephone is told to nobody.
        Assert.Equal(4033, Try(Many(example, null, "phone", "19900000001")));
        Assert.Equal(4032, Try(Many(example, "living", "house_grade", "不知道什么级")));
        Assert.Equal(4068, Try(Many(example, null, "natural_village", "二组") with { Households = [] }));
        Assert.Equal(4068, Try(Many(example, null, "natural_village", "二组") with { Households = [example.Family, new HouseholdKey(example.OtherCounty, 1)] }));
        Assert.Equal(4069, Try(Many(example, null, "natural_village", "二组") with { Households = [.. Enumerable.Repeat(example.Family, 201)] }));
        Assert.Equal(7001, Try(Many(example, null, "natural_village", "二组"), example.OfficialOf(example.OtherCounty)));
        var elsewhere = Cadre.Within(example.County, example.Village("652902105208"));
        Assert.Equal([(example.Family, 7002), (example.Alone, (int?)null)], Many(example, null, "natural_village", "二组").Preview(example.Registry, elsewhere, example.Facts, policies).Households.Select(one => (one.Household, one.Refused?.Number)));
    }
}
