using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class HeadingTextTests
{
    [Theory]
    [InlineData("工资性收入", null)]
    [InlineData("工资性收入(元)", "元")]
    [InlineData("工资性收入（元）", "元")]
    [InlineData("工资性收入[万元]", "万元")]
    [InlineData("工资性收入【元】", "元")]
    [InlineData("工资性收入/元", "元")]
    [InlineData("工资性收入\n(单位：万元)", "万元")]
    [InlineData("工资性收入 元", "元")]
    [InlineData("12.工资性收入*", null)]
    [InlineData("（3）工资性 收入", null)]
    [InlineData("三、工资性收入※", null)]
    [InlineData("*工资性收入(必填)", null)]
    [InlineData("工资性收入（元，必填）", "元")]
    [InlineData("工资性收入(元)(必填)", "元")]
    [InlineData("工资性收入：", null)]
    public void One_heading_in_the_ways_it_is_typed(string written, string? unit)
    {
        HeadingText heading = HeadingText.Of(written);
        Assert.Equal("工资性收入", heading.KeyWithoutUnit);
        Assert.Equal(unit, heading.Unit);
    }

    [Theory]
    [InlineData("县(市)", "县(市)")]
    [InlineData("人均纯收入(上年)", "人均纯收入(上年)")]
    [InlineData("2020年收入", "2020年收入")]
    [InlineData("1.5倍线", "1.5倍线")]
    [InlineData("是否户主", "是否户主")]
    [InlineData("身份证号码(18位)", "身份证号码")]
    [InlineData("面积(亩)", "面积")]
    public void Only_units_and_instructions_are_taken_off(string written, string key) => Assert.Equal(key, HeadingText.Of(written).KeyWithoutUnit);

    [Fact]
    public void A_group_carries_its_unit_among_other_words() => Assert.Equal("元", HeadingText.Of("收入情况（近12个月，元）").Unit);
}
