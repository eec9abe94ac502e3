using System;
using System.Linq;
using Saxaul.Indicators;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Indicators;

public sealed class VerifyTotalsTests
{
    private const int Luntai = 1;

    private static ExampleRegistry WithTotals(DatabaseKind kind)
    {
        var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, "652822", 1);
        example.Register(Luntai, villages[0], "1", new Known { ["kind"] = "exited" }, [new Known { ["age"] = 30 }]);
        new ReadIndicators("652822", ExampleRegistry.Day).Run(example.Registry, example.Store, IndicatorSet.Of(example.Registry, example.Shape), Actor.Operator("official"));
        return example;
    }

    private static void Change(ExampleRegistry example, string sql)
    {
        using var writer = example.Registry.Database.OpenWriter();
        Assert.True(writer.Execute(sql) > 0);
        writer.Commit();
    }

    [Theory, EachDatabase]
    public void Totals_that_nobody_touched_are_whole(DatabaseKind kind)
    {
        using var example = WithTotals(kind);
        Assert.Empty(VerifyTotals.Run(example.Registry));
    }

    [Theory, EachDatabase]
    public void A_changed_total_is_named_with_county_area_and_indicator(DatabaseKind kind)
    {
        using var example = WithTotals(kind);
        Change(example, "UPDATE area_total SET value = 7 WHERE indicator = 'exited_persons' AND area_id = 1");

        var problem = VerifyTotals.Run(example.Registry).Single();
        Assert.Equal(5202, problem.Number);
        Assert.Contains("县652822", problem.Zh, StringComparison.Ordinal);
        Assert.Contains("'exited_persons' of 652822 县652822", problem.En, StringComparison.Ordinal);
        Assert.Contains("stored as 7 but counts 1", problem.En, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public void A_total_that_was_removed_or_invented_is_found(DatabaseKind kind)
    {
        using var example = WithTotals(kind);
        Change(example, "DELETE FROM area_total WHERE indicator = 'households' AND area_id = 1");
        Change(example, "UPDATE area_total SET indicator = 'relocated_households' WHERE indicator = 'persons' AND area_id = 1");

        Assert.Equal(3, VerifyTotals.Run(example.Registry).Count());
    }

    [Theory, EachDatabase]
    public void Totals_cannot_claim_to_know_what_the_journal_does_not(DatabaseKind kind)
    {
        using var example = WithTotals(kind);
        Change(example, "UPDATE total_state SET height = height + 1");

        Assert.Equal(5203, VerifyTotals.Run(example.Registry).Single().Number);
    }
}
