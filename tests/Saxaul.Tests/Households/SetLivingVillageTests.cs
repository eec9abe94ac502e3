using System;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class SetLivingVillageTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Where_a_household_lives_stands_beside_where_it_is_registered_and_counted(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var living = example.Village("652902105208");
        new SetLivingVillage(example.Family, living, May).Run(example.Registry, ExampleCounties.Official);
        var card = example.Read(example.Family, May);
        Assert.Equal(("守努特村委会", "玉奇玉吉买村委会"), (card.Place[^1].Name, card.LivingPlace[^1].Name));
        Assert.Equal(example.Village("652902105201"), example.VillageInFacts(example.Family, May));
        new MoveHousehold(example.Family, living, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Empty(example.Read(example.Family, June).LivingPlace);
    }

    [Theory, EachDatabase]
    public void A_village_of_another_county_is_refused(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal(4011, Refused(() => new SetLivingVillage(example.Family, 987654, May).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7001, Refused(() => new SetLivingVillage(example.Family, null, May).Run(example.Registry, Actor.Nobody)));
    }
}
