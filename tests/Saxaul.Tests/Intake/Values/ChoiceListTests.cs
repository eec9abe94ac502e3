using System;
using System.Linq;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class ChoiceListTests
{
    private static readonly ChoiceList Health = new([
        new("1", "健康", []),
        new("2", "长期慢性病", ["慢性病", "患有长期慢性病"]),
        new("3", "患有大病", ["大病"]),
        new("4", "残疾", []),
    ]);

    private static readonly ChoiceList Houses = new([new("A", "A级", ["A"]), new("D", "D级", [])]);

    [Theory]
    [InlineData("长期慢性病")]
    [InlineData(" 长期 慢性病")]
    [InlineData("慢性病")]
    [InlineData("2")]
    [InlineData("２")]
    [InlineData("2.长期慢性病")]
    [InlineData("2-慢性病")]
    public void A_choice_is_found_by_code_label_or_other_word(string written) => Assert.Equal("2", Health.Read(Cell.OfText(written)).Value);

    [Fact]
    public void Case_and_width_do_not_matter()
    {
        Assert.Equal("A", Houses.Read(Cell.OfText("ａ级")).Value);
        Assert.Equal("D", Houses.Read(Cell.OfText("d")).Value);
    }

    [Fact]
    public void A_code_that_lost_its_zero_is_still_the_code()
    {
        var relation = new ChoiceList([new("01", "户主", []), new("10", "配偶", [])]);
        Assert.Equal("01", relation.Read(Cell.OfNumber(1)).Value);
        Assert.Equal("10", relation.Read(Cell.OfNumber(10)).Value);
    }

    [Fact]
    public void What_is_not_in_the_list_is_not_guessed_but_suggested()
    {
        Assert.Equal(ChoiceList.NotAChoice, Health.Read(Cell.OfText("长期慢性疾病")).Remark);
        Assert.Equal("2", Health.Suggest("长期慢性疾病").First().Code);
        Assert.Empty(Health.Suggest("乡镇"));
    }

    [Fact]
    public void Code_and_label_that_contradict_each_other_are_no_choice()
    {
        Assert.Equal(ChoiceList.NotAChoice, Health.Read(Cell.OfText("1.残疾")).Remark);
    }

    [Fact]
    public void Blank_dash_and_error_are_told_apart()
    {
        Assert.Equal(ReadingOutcome.Blank, Health.Read(default).Outcome);
        Assert.Equal(ReadingOutcome.WroteNone, Health.Read(Cell.OfText("无")).Outcome);
        Assert.Equal(ReadingOutcome.WroteNone, Health.Read(Cell.OfText("/")).Outcome);
        Assert.Equal(Remark.ErrorValue, Health.Read(Cell.OfError("#N/A")).Remark);
    }

    [Fact]
    public void Two_choices_with_one_word_are_a_mistake_of_the_definition()
    {
        Assert.Throws<ArgumentException>(() => new ChoiceList([new("1", "甲", ["丙"]), new("2", "乙", ["丙"])]));
    }
}
