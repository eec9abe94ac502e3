using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class PeriodTests
{
    [Theory]
    [InlineData("医保局-2020年3月自付费用.xlsx", "2020-03")]
    [InlineData("2.金额单位为元，期间为2019年3月至2020年2月。", "2019-03/2020-02")]
    [InlineData("２０１９年３月—２０２０年２月", "2019-03/2020-02")]
    [InlineData("2019.3-2020.2收入表", "2019-03/2020-02")]
    [InlineData("201903-202002", "2019-03/2020-02")]
    [InlineData("2020年1-3月", "2020-01/2020-03")]
    [InlineData("2020年1月至3月", "2020-01/2020-03")]
    [InlineData("2020年第一季度", "2020-01/2020-03")]
    [InlineData("2020年4季度", "2020-10/2020-12")]
    [InlineData("2020年上半年", "2020-01/2020-06")]
    [InlineData("2019年度收入情况表", "2019-01/2019-12")]
    [InlineData("自付费用202003.xls", "2020-03")]
    [InlineData("2019年3月1日至2020年2月29日", "2019-03/2020-02")]
    public void Periods_as_titles_notes_and_file_names_give_them(string text, string period) => Assert.Equal(period, Period.In(text)?.ToString());

    [Theory]
    [InlineData("乌什县脱贫户信息采集表")]
    [InlineData("652927-乌什县-户信息.xlsx")]
    [InlineData("截至2020年3月31日")]
    [InlineData("2020年13月")]
    [InlineData("2020年2月至2019年3月")]
    [InlineData("近12个月")]
    [InlineData("2020年防返贫监测对象")]
    public void What_is_no_period(string text) => Assert.Null(Period.In(text));
}
