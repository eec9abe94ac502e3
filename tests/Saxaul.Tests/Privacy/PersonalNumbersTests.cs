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
    [InlineData("９９９０３７1963 0722 7961")]
    [InlineData("号999037196307227961家")]
    [InlineData("卡号 6222 0212 3456 7890 123")]
    public void A_number_stands_in_it_however_it_is_written(string text) => Assert.True(PersonalNumbers.Stand(text));

    [Theory]
    [InlineData("2020-04-01 到 2020-05-01")]
    [InlineData("户编号 652901000001，区划 652902105201")]
    [InlineData("由 28,850 元改为 2,885 元")]
    [InlineData("3 份材料，共 120 页")]
    [InlineData("三年收入 30000 28000 26500 24 元")]
    public void Days_amounts_and_codes_are_none(string text) => Assert.False(PersonalNumbers.Stand(text));

    [Theory, EachDatabase]
    public void A_name_and_what_a_place_is_called_take_none(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        void Refused(System.Action act) => Assert.Equal(7427, Assert.Throws<ProblemException>(act).Problem.Number);
        var official = ExampleCounties.Official;
        Refused(() => new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "号999037196307227961" }, null, "看错了").Run(example.Registry, official));
        Refused(() => new RecordBirth(example.Family, new Newcomer { Name = "号999037196307227961", Relation = "son" }, ExampleCounties.Spring).Run(example.Registry, official));
        Refused(() => new Saxaul.Users.MakeUser("zhang", "张三 999037196307227961").Run(example.Registry, official));
    }

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
