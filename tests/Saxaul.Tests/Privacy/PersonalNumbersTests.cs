using System.Collections.Generic;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Xunit;

namespace Saxaul.Tests.Privacy;

/// <summary>Numbers by which a person could be misused, in what somebody wrote in their own words.</summary>
public class PersonalNumbersTests
{
    [Theory]
    [InlineData("电话 19900005678 改了")]
    [InlineData("199 0000 5678")]
    [InlineData("199-0000-5678")]
    [InlineData("身份证 999037196307227961")]
    [InlineData("999037 19630722 7961")]
    [InlineData("99903719630722796x")]
    [InlineData("９９９０３７１９６３０７２２７９６１")]
    [InlineData("卡号 6222 0212 3456 7890 123")]
    public void A_number_stands_in_it_however_it_is_written(string text) => Assert.True(PersonalNumbers.Stand(text));

    [Theory]
    [InlineData("2020-04-01 到 2020-05-01")]
    [InlineData("户编号 652901000001，区划 652902105201")]
    [InlineData("由 28,850 元改为 2,885 元")]
    [InlineData("3 份材料，共 120 页")]
    public void Days_amounts_and_codes_are_none(string text) => Assert.False(PersonalNumbers.Stand(text));

    [Fact]
    public void What_somebody_looks_for_takes_none_either()
    {
        var rules = new PrivacyRules { Purposes = [new PurposeDefinition { Code = "other", InWords = true }] };
        Assert.Equal(7421, Assert.Throws<ProblemException>(() => AskedFor.Read(rules, "other", "和 19900005678 通过电话")).Problem.Number);
        Assert.Equal("和本人通过电话", AskedFor.Read(rules, "other", "和本人通过电话").Words);
    }

    [Theory, EachDatabase]
    public void A_reason_which_stays_in_the_journal_for_good_takes_none(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var correct = new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "三组" }, null, "和 19900005678 通过电话");
        Assert.Equal(4090, Assert.Throws<ProblemException>(() => correct.Run(example.Registry, ExampleCounties.Official)).Problem.Number);
        (correct with { Reason = "和本人通过电话" }).Run(example.Registry, ExampleCounties.Official);
    }
}
