using System;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Areas;
using Xunit;

namespace Saxaul.Tests.Areas;

public sealed class AreaListTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private const string Kuqa = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        """;

    private string Write(string name, string text, Encoding? encoding = null)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    private int Refused(string text) => Assert.Throws<ProblemException>(() => AreaList.Read(Write("list.csv", text))).Problem.Number;

    [Fact]
    public void A_prefecture_s_list_names_its_province_by_code_alone()
    {
        var areas = AreaList.Read(Write("list.csv", Kuqa));

        Assert.Equal(["65", "6529", "652902", "652902105", "652902105201"], areas.Select(area => area.Code));
        Assert.Equal("新疆维吾尔自治区", areas[0].Name);
        Assert.Equal([AreaLevel.Province, AreaLevel.Prefecture, AreaLevel.County, AreaLevel.Township, AreaLevel.Village], areas.Select(area => area.Level));
        Assert.Equal("652902105", areas[4].Parent);
    }

    [Fact]
    public void Level_and_parent_may_be_left_out_since_the_code_says_them()
    {
        var bare = Write("list.csv", "name,code\n库车市,652902\n阿克苏地区,6529\n");

        Assert.Equal(["65", "6529", "652902"], AreaList.Read(bare).Select(area => area.Code));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public void Whatever_the_spreadsheet_saved_it_as_is_read(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Write("list.csv", Kuqa, encoding == "utf-8" ? new UTF8Encoding(true) : Encoding.GetEncoding(encoding));

        Assert.Equal("守努特村委会", AreaList.Read(path)[^1].Name);
    }

    [Fact]
    public void Quoted_cells_full_width_codes_and_spaces_are_read_as_what_they_mean()
    {
        var path = Write("list.csv", "code,name\r\n6529,阿克苏地区\r\n\" 652902 \",\"库车市\"\r\n６５２９０２１０５,\"牙哈镇\"\r\n652902105201,\"守努特村\n委会\"\r\n");

        Assert.Equal(["阿克苏地区", "库车市", "牙哈镇", "守努特村 委会"], AreaList.Read(path).Skip(1).Select(area => area.Name));
    }

    [Fact]
    public void A_folder_of_json_files_gives_the_same_list()
    {
        Write("country/2.json", """{ "6529": "阿克苏地区" }""");
        Write("country/345/6529.json", """{ "6529": { "652902": "库车市" }, "652902": { "652902105": "牙哈镇" }, "652902105": { "652902105201": "守努特村委会" } }""");

        Assert.Equal(AreaList.Read(Write("list.csv", Kuqa)).Select(area => (area.Code, area.Name, area.Parent)),
            AreaList.Read(folder.File("country")).Select(area => (area.Code, area.Name, area.Parent)));
    }

    [Theory]
    [InlineData("代码,名称\n6529,阿克苏地区", 3002)]
    [InlineData("code,name\n6529,阿克苏地区\n65290,库车市", 3003)]
    [InlineData("code,name\n6529,阿克苏地区\n65290A,库车市", 3003)]
    [InlineData("code,name\n6529,阿克苏地区\n,库车市", 3003)]
    [InlineData("code,name,level\n6529,阿克苏地区,prefecture\n652902,库车市,township", 3004)]
    [InlineData("code,name,level\n6529,阿克苏地区,prefecture\n652902,库车市,县级市", 3001)]
    [InlineData("code,name\n6529,阿克苏地区\n652902105,牙哈镇", 3005)]
    [InlineData("code,name\n9929,无此省\n992902,无此县", 3005)]
    [InlineData("code,name\n6529,阿克苏地区\n652902,库车市\n652902,龟兹市", 3006)]
    [InlineData("code,name\n6529,阿克苏地区\n652902, ", 3007)]
    [InlineData("code,name\n6529,阿克苏地区", 3009)]
    [InlineData("code,name", 3009)]
    [InlineData("code,name,parent\n6529,阿克苏地区,65\n652902,库车市,6530", 3015)]
    public void What_is_wrong_with_a_list_is_said(string text, int problem) => Assert.Equal(problem, Refused(text));

    [Fact]
    public void A_row_that_stands_twice_alike_is_one() =>
        Assert.Equal(3, AreaList.Read(Write("list.csv", "code,name\n6529,阿克苏地区\n652902,库车市\n652902,库车市")).Count);

    [Theory]
    [InlineData("not json", 3008)]
    [InlineData("[1, 2]", 3008)]
    [InlineData("""{ "6529": ["652902"] }""", 3008)]
    [InlineData("""{ "6529": { "652902": 5 } }""", 3008)]
    [InlineData("""{ "6530": { "652902": "库车市" } }""", 3015)]
    [InlineData("{}", 3009)]
    public void What_is_wrong_with_a_folder_is_said(string text, int problem)
    {
        Write("country/one.json", text);

        Assert.Equal(problem, Assert.Throws<ProblemException>(() => AreaList.Read(folder.File("country"))).Problem.Number);
    }

    [Fact]
    public void Two_editions_in_one_folder_are_noticed()
    {
        Write("country/2020.json", """{ "6529": "阿克苏地区", "652902": "库车县" }""");
        Write("country/2021.json", """{ "6529": "阿克苏地区", "652902": "库车市" }""");

        Assert.Equal(3006, Assert.Throws<ProblemException>(() => AreaList.Read(folder.File("country"))).Problem.Number);
    }

    public void Dispose() => folder.Dispose();
}
