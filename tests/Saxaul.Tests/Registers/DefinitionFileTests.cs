using System.Linq;
using Saxaul.Registers;
using Xunit;

namespace Saxaul.Tests.Registers;

public class DefinitionFileTests
{
    private const string Orchard = """
        register: orchards
        labels: { zh: 果园, en: Orchards }
        belongs_to: household
        purpose: { zh: 产业帮扶, en: help with production }
        keep: 5 years after it ends
        keep_source: { zh: 验收口径, en: for acceptance }
        fields:
          - name: area
            labels: { zh: 面积, en: Area }
            type: integer
            fact: orchard_area
            words: [面积, 果园面积]
          - name: kind
            labels: { zh: 树种, en: Kind }
            type: choice
            choices:
              - { code: walnut, labels: { zh: 核桃, en: Walnut }, words: [核桃, 薄皮核桃] }
        """;

    [Fact]
    public void A_definition_gives_a_typed_table_whose_first_column_is_the_owner()
    {
        var register = DefinitionFile.ReadRegister("orchards.yaml", Orchard);

        Assert.Equal("register_orchards", register.Table.Name);
        Assert.Equal(["household_id", "area", "kind"], register.Table.Columns.Select(column => column.Name));
        Assert.Equal("核桃", register.Field("kind").Choice("walnut")!.Labels.In("zh-CN"));
    }

    [Theory]
    [InlineData("register: orchards", "register: 果园", "果园")]
    [InlineData("labels: { zh: 果园, en: Orchards }", "labels: { zh: 果园 }", "orchards")]
    [InlineData("type: integer", "type: float", "line 10")]
    [InlineData("type: integer", "type: Number", "text, integer, money, day, yes_no, choice")]
    [InlineData("belongs_to: household", "belongs_to: household\nowner: me", "owner")]
    [InlineData("name: kind", "name: area", "twice")]
    public void What_it_does_not_know_is_refused_with_the_file_and_what_to_mend(string good, string bad, string named)
    {
        var refused = Assert.Throws<ProblemException>(() => DefinitionFile.ReadRegister("orchards.yaml", Orchard.Replace(good, bad)));

        Assert.Equal(5001, refused.Problem.Number);
        Assert.Contains("orchards.yaml", refused.Problem.Zh);
        Assert.Contains(named, refused.Problem.En);
        Assert.DoesNotContain("Requested value", refused.Problem.Zh);
    }

    [Theory]
    [InlineData("[", 100_000, "nested too deeply")]
    [InlineData("# ", 1_000_000, "too large")]
    public void What_was_written_to_keep_the_reader_busy_is_refused_before_it_does(string text, int times, string named)
    {
        var refused = Assert.Throws<ProblemException>(() => DefinitionFile.ReadRegister("orchards.yaml", Orchard + "\nmore: " + string.Concat(Enumerable.Repeat(text, times))));

        Assert.Equal(5001, refused.Problem.Number);
        Assert.Contains(named, refused.Problem.En);
    }

    private const string Skills = """
        register: skills
        labels: { zh: 技能, en: Skills }
        belongs_to: person
        purpose: { zh: 就业帮扶, en: offers of work }
        keep: 3 years after it ends
        keep_source: { zh: 验收口径, en: for acceptance }
        fields:
          - { name: trade, labels: { zh: 工种, en: Trade }, type: text }
          - { name: certified_on, labels: { zh: 取证日期, en: Certified on }, type: day, keep: 10 years after leaving }
        """;

    [Theory]
    [InlineData("purpose: { zh: 就业帮扶, en: offers of work }\n", "", 5005, "line 7")]
    [InlineData("zh: 就业帮扶, en: offers of work", "zh: 就业帮扶", 5005, "line 8")]
    [InlineData("keep: 3 years after it ends\n", "", 5006, "trade")]
    [InlineData("keep: 3 years after it ends", "keep: for ever", 5001, "for ever")]
    [InlineData("keep: 3 years after it ends", "keep: 3 years after trade", 5001, "day")]
    [InlineData("keep_source: { zh: 验收口径, en: for acceptance }\n", "", 5001, "keep_source")]
    public void What_says_something_about_people_is_kept_for_a_purpose_and_a_time_or_not_at_all(string good, string bad, int number, string named)
    {
        var refused = Assert.Throws<ProblemException>(() => DefinitionFile.ReadRegister("skills.yaml", Skills.ReplaceLineEndings("\n").Replace(good, bad)));

        Assert.Equal(number, refused.Problem.Number);
        Assert.Contains(named, refused.Problem.En);
    }

    [Fact]
    public void A_field_without_a_purpose_or_time_of_its_own_has_those_of_its_register()
    {
        var skills = DefinitionFile.ReadRegister("skills.yaml", Skills);

        Assert.Equal("offers of work", skills.PurposeOf(skills.Field("trade"))!.In("en"));
        Assert.Equal("3 years after it ends", skills.KeepOf(skills.Field("trade"))!.ToString());
        Assert.Equal(new System.DateOnly(2020, 2, 28), skills.KeepOf(skills.Field("certified_on"))!.OverUntil(new System.DateOnly(2030, 2, 28)));
    }

    [Fact]
    public void Every_shipped_register_and_list_can_be_read()
    {
        var registers = Programmes.Shipped.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)).ToList();
        var lists = Programmes.Shipped.In("lists").Select(file => DefinitionFile.ReadList(file.File, file.Text)).ToList();

        Assert.Contains(registers, register => register.Register == "budget");
        Assert.Contains(lists, list => list.About == ListAbout.Roster);
        Assert.All(lists.SelectMany(list => list.Registers).Concat(lists.Where(list => list.Records is not null).Select(list => list.Records!.Register)),
            name => Assert.Contains(registers, register => register.Register == name));
    }

    [Fact]
    public void No_heading_of_a_list_means_two_things()
    {
        var registers = Programmes.Shipped.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)).ToDictionary(register => register.Register);
        foreach (var list in Programmes.Shipped.In("lists").Select(file => DefinitionFile.ReadList(file.File, file.Text)))
        {
            var words = list.Columns.SelectMany(column => column.Words)
                .Concat(list.Registers.SelectMany(name => registers[name].Fields.SelectMany(field => field.Words.Concat(field.Choices.SelectMany(choice => choice.Columns)))));
            Assert.Empty(words.GroupBy(word => word).Where(group => group.Count() > 1).Select(group => $"{list.List}: {group.Key}"));
        }
    }
}
