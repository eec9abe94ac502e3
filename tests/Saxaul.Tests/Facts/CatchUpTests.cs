using System;
using CsCheck;
using Saxaul.Facts;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Facts;

public class CatchUpTests
{
    private const int County = 1;

    [Theory, EachDatabase]
    public void Any_changes_caught_up_with_equal_a_load_from_nothing(DatabaseKind kind)
    {
        Gen.Select(RandomHistory.Change.List[1, 25], Gen.Int[0, 40]).Sample((changes, days) =>
        {
            using var example = new ExampleRegistry(kind);
            var villages = example.County(County, "652901", 3);
            var on = ExampleRegistry.Day.AddDays(days);
            example.Register(County, villages[0], "1", new Known { ["kind"] = "exited" }, new Known { ["age"] = 40 });
            for (var i = 0; i < changes.Count; i++)
            {
                RandomHistory.Apply(example, villages, changes[i], i);
                if (i % 3 == 0)
                    Assert.Equal(FromNothing(example, on), example.Store.Get(County, on).ToBytes());
                if (i % 5 == 0)
                    example.Store.Save();
            }
            Assert.Equal(FromNothing(example, on), example.Store.Get(County, on).ToBytes());
            Assert.Equal(FromNothing(example, on), new FactStore(example.Registry).Get(County, on).ToBytes());
        }, iter: kind == DatabaseKind.Sqlite ? 300 : 20, threads: 1);
    }

    private static byte[] FromNothing(ExampleRegistry example, DateOnly on)
    {
        using var connection = example.Registry.Database.OpenReader();
        return LoadFacts.County(example.Registry.Database, example.Shape, connection, null, County, on, FactStore.HeightOf(connection, County)).ToBytes();
    }
}
