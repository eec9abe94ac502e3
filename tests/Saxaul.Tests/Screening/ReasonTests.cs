using System.Linq;
using Saxaul.Screening;
using Saxaul.Tests.Facts;
using Xunit;

namespace Saxaul.Tests.Screening;

/// <summary>What officials read of a warning: why, and how far it is to the line.</summary>
public class ReasonTests
{
    private static (string Reason, string? Gap) Of(Known household, string rule, string language = "zh")
    {
        using var screened = new Screened();
        screened.Example.Register(Screened.County, screened.Villages[0], "1", household, new Known());
        screened.Screen();
        var figures = ListWarnings.Of(screened.Example.Registry, Screened.Official, Screened.Day).Single(warning => warning.Warning.Rule == rule).Warning.Figures;
        return (Reason.Of(screened.Policy, rule, figures, language), Reason.Gap(screened.Policy, rule, figures, language));
    }

    [Theory]
    [InlineData("zh", "人均还差 688 元")]
    [InlineData("en", "688 yuan a head below the line")]
    public void A_household_below_the_line_of_income_is_told_apart_by_how_far(string language, string gap) =>
        Assert.Equal(gap, Of(new Known { ["wages"] = 431_200L, ["business"] = 0L, ["property"] = 0L, ["transfer"] = 0L, ["business_cost"] = 0L }, "income", language).Gap);

    [Fact]
    public void What_is_over_a_line_says_by_how_much_and_what_is_just_at_it_says_nothing()
    {
        Assert.Equal("超出标准 1,200 元", Of(new Known { ["kind"] = "exited", ["medical_spending"] = 620_000L }, "medical").Gap);
        Assert.Equal("超出标准 500 元", Of(new Known { ["kind"] = "edge", ["medical_spending"] = 2_050_000L }, "medical").Gap);
        Assert.Null(Of(new Known { ["kind"] = "exited", ["medical_spending"] = 500_000L }, "medical").Gap);
        Assert.Null(Of(new Known { ["house_grade"] = "d" }, "housing").Gap);
    }

    [Fact]
    public void A_kind_that_is_unknown_is_said_where_it_belongs_and_measured_against_the_higher_line()
    {
        var (zh, gap) = Of(new Known { ["medical_spending"] = 2_500_000L }, "medical");
        Assert.Equal("自付医疗费用 25,000 元，达到标准（户类型：不详；边缘易致贫户 20,000 元，其他户 5,000 元）", zh);
        Assert.Equal("超出标准 5,000 元", gap);
        Assert.StartsWith("Self-paid medical spending is 25,000 yuan", Of(new Known { ["medical_spending"] = 2_500_000L }, "medical", "en").Reason, System.StringComparison.Ordinal);
    }
}
