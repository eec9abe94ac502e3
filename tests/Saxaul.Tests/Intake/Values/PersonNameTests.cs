using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class PersonNameTests
{
    [Theory]
    [InlineData("古丽娜尔·玉苏普")]
    [InlineData("古丽娜尔•玉苏普")]
    [InlineData("古丽娜尔.玉苏普")]
    [InlineData("古丽娜尔．玉苏普")]
    [InlineData("古丽娜尔・玉苏普")]
    [InlineData("古丽娜尔‧玉苏普")]
    [InlineData("古丽娜尔∙玉苏普")]
    [InlineData("古丽娜尔⋅玉苏普")]
    [InlineData("古丽娜尔●玉苏普")]
    [InlineData("古丽娜尔。玉苏普")]
    [InlineData("古丽娜尔 · 玉苏普")]
    [InlineData("  古丽娜尔·玉苏普\u200B")]
    public void One_name_with_any_dot_is_one_name(string written)
    {
        Assert.Equal("古丽娜尔·玉苏普", PersonName.Read(Cell.OfText(written)).Value);
    }

    [Fact]
    public void A_name_without_its_dot_is_kept_and_still_matches()
    {
        Assert.Equal("古丽娜尔玉苏普", PersonName.Read(Cell.OfText("古丽娜尔玉苏普")).Value);
        Assert.Equal(PersonName.Key("古丽娜尔·玉苏普"), PersonName.Key("古丽娜尔玉苏普"));
    }

    [Theory]
    [InlineData("张 三", "张三")]
    [InlineData("张\u3000三", "张三")]
    [InlineData("𠮷 田", "𠮷田")]
    [InlineData("㑇·买买提", "㑇·买买提")]
    [InlineData("阿卜杜热合曼·阿卜杜热依木·阿卜杜克热木", "阿卜杜热合曼·阿卜杜热依木·阿卜杜克热木")]
    [InlineData("Anna Maria Smith", "Anna Maria Smith")]
    [InlineData("J. Smith", "J. Smith")]
    [InlineData("ئابدۇراخمان تۇرسۇن", "ئابدۇراخمان تۇرسۇن")]
    [InlineData("ད་ལྷ་མོ", "ད་ལྷ་མོ")]
    public void Names_of_every_script(string written, string name)
    {
        Assert.Equal(name, PersonName.Read(Cell.OfText(written)).Value);
    }

    [Fact]
    public void The_key_ignores_dots_spaces_width_and_case()
    {
        Assert.Equal(PersonName.Key("Anna Smith"), PersonName.Key("ＡＮＮＡ　smith"));
        Assert.NotEqual(PersonName.Key("张三"), PersonName.Key("张叁"));
    }

    [Fact]
    public void Digits_in_a_name_are_remarked_on_and_kept()
    {
        Reading<string> reading = PersonName.Read(Cell.OfText("张三1"));
        Assert.Equal("张三1", reading.Value);
        Assert.Equal(PersonName.HasDigits, reading.Remark);
    }

    [Fact]
    public void What_has_no_letter_is_no_name()
    {
        Assert.Equal(PersonName.NotAName, PersonName.Read(Cell.OfText("12345")).Remark);
        Assert.Equal(PersonName.NotAName, PersonName.Read(Cell.OfNumber(5)).Remark);
        Assert.Equal(PersonName.NotAName, PersonName.Read(Cell.OfText("\uD800")).Remark);
        Assert.Equal(ReadingOutcome.WroteNone, PersonName.Read(Cell.OfText("无")).Outcome);
        Assert.Equal(ReadingOutcome.Blank, PersonName.Read(default).Outcome);
        Assert.Equal(Remark.ErrorValue, PersonName.Read(Cell.OfError("#NAME?")).Remark);
    }

    [Fact]
    public void Reading_what_was_read_changes_nothing_more()
    {
        Gen.String[Gen.Char["张三古丽·.• 。aB\u3000\u200Bئ"], 1, 12].Sample(text =>
        {
            Reading<string> once = PersonName.Read(Cell.OfText(text));
            if (!once.HasValue) return;
            Reading<string> twice = PersonName.Read(Cell.OfText(once.Value));
            Assert.Equal(once.Value, twice.Value);
            Assert.False(twice.Differs);
            Assert.Equal(PersonName.Key(text), PersonName.Key(once.Value));
        });
    }

    [Fact]
    public void A_text_too_long_for_a_name_is_none()
    {
        Assert.True(PersonName.Read(Cell.OfText(new string('长', 200))).HasValue);
        Assert.Equal(PersonName.TooLong, PersonName.Read(Cell.OfText(new string('长', 201))).Remark);
    }

    [Theory]
    [InlineData("古丽\u200B娜尔", true)]
    [InlineData("\u202Eلگ", true)]
    [InlineData("古丽\u0007", true)]
    [InlineData("古丽😀", true)]
    [InlineData("古丽❤\uFE0F", true)]
    [InlineData("古\uFE0F丽", true)]
    [InlineData("古丽\u061C", true)]
    [InlineData("古丽娜尔·玉苏普", false)]
    [InlineData("古丽娜尔●玉苏普", false)]
    [InlineData("𠮷田⺁〇\uE815", false)]
    [InlineData("Anna-María O'Neil Jr.", false)]
    [InlineData("گۈلنار يۈسۈپ", false)]
    [InlineData("ئا\u200Cب", false)]
    public void Signs_that_nobody_sees_or_that_are_no_writing_are_told_apart_from_names(string written, bool unwritable) => Assert.Equal(unwritable, PersonName.HasUnwritable(written));
}
