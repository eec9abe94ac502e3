using System;
using System.Collections.Generic;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class CorrectHouseholdTests
{
    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Number_telephone_and_natural_village_are_put_right(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new CorrectHousehold(example.Alone, new Dictionary<string, string?> { ["household_number"] = "6510000022", ["phone"] = "19900000005", ["natural_village"] = "二组" }, null, "核对").Run(example.Registry, ExampleCounties.Official);
        var household = example.Read(example.Alone).Household;
        Assert.Equal(("6510000022", "19900000005", "二组"), (household.Number, household.Phone, household.NaturalVillage));
        Assert.Equal(example.Alone, example.Find("6510000022"));
    }

    [Theory, EachDatabase]
    public void A_village_entered_wrongly_was_always_the_right_one(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new CorrectHousehold(example.Alone, new Dictionary<string, string?>(), null, "登记错村") { VillageId = example.Village("652902105201") }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal("守努特村委会", example.Read(example.Alone).Place[^1].Name);
    }

    [Theory, EachDatabase]
    public void A_number_of_another_household_is_refused(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Correct(string field, string? value, string reason = "核对", Actor? actor = null) =>
            Refused(() => new CorrectHousehold(example.Alone, new Dictionary<string, string?> { [field] = value }, null, reason).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4012, Correct("household_number", "6510000001"));
        Assert.Equal(4033, Correct("religion", "某"));
        Assert.Equal(4014, Correct("phone", null, " "));
        Assert.Equal(7001, Correct("phone", null, actor: Actor.Nobody));
    }
}
