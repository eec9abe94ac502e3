using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class CsvWorkbookTests
{
    static CsvWorkbookTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Workbook Open(string text, string encoding = "utf-8") => Open(Encoding.GetEncoding(encoding).GetBytes(text));

    private static Workbook Open(byte[] bytes) => Workbook.Open(new MemoryStream(bytes), "受灾农户.csv");

    public static TheoryData<byte[]> Encodings
    {
        get
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            const string text = "户主,村,损失\n艾合买提·司马义,吐孜别勒村,1181\n";
            return [
                Encoding.UTF8.GetBytes(text),
                (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
                Encoding.GetEncoding("GB18030").GetBytes(text),
                (byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
                (byte[])[.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_same_list_in_every_encoding(byte[] bytes)
    {
        using Workbook workbook = Open(bytes);
        Assert.Equal(["1: 户主|村|损失", "2: 艾合买提·司马义|吐孜别勒村|1181"], Rows.Of(workbook));
        Assert.Equal("受灾农户", workbook.Sheets[0].Name);
        Assert.Empty(workbook.Notes);
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(';')]
    public void The_delimiter_is_found_under_a_title_row(char delimiter)
    {
        using Workbook workbook = Open($"乌什县,阿合雅镇受灾农户名单\n姓名{delimiter}村{delimiter}损失\n张三{delimiter}一村{delimiter}\"1,200\"\n李四{delimiter}二村{delimiter}3\n");
        Assert.EndsWith($"3: 张三|一村|1,200", Rows.Of(workbook)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_line_breaks_and_leading_zeros()
    {
        using Workbook workbook = Open("a,\"多\r\n行\",\"他说\"\"是\"\"\"\r\n\r\n=\"00123\",x\"y,'7\r\n");
        Assert.Equal(["1: a|多\r\n行|他说\"是\"", "3: 00123|x\"y|'7"], Rows.Of(workbook));
    }

    [Fact]
    public void A_delimiter_line_is_no_row()
    {
        using Workbook workbook = Open("sep=;\r\na;b,c\r\n");
        Assert.Equal(["1: a|b,c"], Rows.Of(workbook));
    }

    [Fact]
    public void A_last_line_without_end_is_a_row()
    {
        using Workbook workbook = Open("a,b\rc,d");
        Assert.Equal(["1: a|b", "2: c|d"], Rows.Of(workbook));
    }

    [Fact]
    public void Characters_that_cannot_be_decoded_are_reported_with_their_cell()
    {
        byte[] bytes = [.. Encoding.GetEncoding("GB18030").GetBytes("姓名,村\n张三,"), 0xFF, 0xFF, (byte)'\n'];
        using Workbook workbook = Open(bytes);
        Rows.Of(workbook);
        WorkbookNote note = Assert.Single(workbook.Notes);
        Assert.Equal((2, 1), (note.Row, note.Column));
    }

    [Fact]
    public void A_quotation_mark_that_never_closes_is_refused_with_its_row()
    {
        using Workbook workbook = Open("a,b\n\"c,d\ne,f\n");
        Problem problem = Assert.Throws<ProblemException>(() => Rows.Of(workbook)).Problem;
        Assert.Equal(2013, problem.Number);
        Assert.Contains("2", problem.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_texts_are_one_string()
    {
        using Workbook workbook = Open("阿合雅镇\n阿合雅镇\n");
        using SheetRows rows = workbook.Rows(workbook.Sheets[0]);
        Assert.True(rows.Read());
        string first = rows[0].Text;
        Assert.True(rows.Read());
        Assert.Same(first, rows[0].Text);
    }

    [Fact]
    public void Whatever_is_written_by_the_rules_comes_back()
    {
        Gen<string> cell = Gen.String[Gen.Char["ab张,\";\t\r\n'="], 1, 6].Select(static text => "k" + text + "k");
        Gen.Select(cell.Array[3].Array[1, 40], Gen.Bool).Sample((table, chinese) =>
        {
            string text = string.Concat(table.Select(static row => string.Join(',', row.Select(static c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
            using Workbook workbook = Open(text, chinese ? "GB18030" : "utf-8");
            var read = new List<string[]>();
            using SheetRows rows = workbook.Rows(workbook.Sheets[0]);
            while (rows.Read()) read.Add([.. rows.Cells.ToArray().Select(static c => c.Text)]);
            Assert.Equal(table, read);
        }, iter: 300);
    }
}
