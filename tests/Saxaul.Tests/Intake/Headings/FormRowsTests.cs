using System.Collections.Generic;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class FormRowsTests
{
    private static (List<int> Data, List<SkippedRow> Skipped, int Blank) Read(Workbook workbook)
    {
        using (workbook)
        {
            Form form = RecogniseForms.In(workbook, Kinds.All)[0];
            using var rows = new FormRows(workbook, form);
            var data = new List<int>();
            while (rows.Read()) data.Add(rows.RowNumber);
            Assert.Equal(data.Count, rows.DataRows);
            return (data, [.. rows.Skipped], rows.BlankRows);
        }
    }

    [Fact]
    public void Only_data_comes_out_and_everything_else_is_counted()
    {
        var (data, skipped, blank) = Read(Table.Open("""
            名单
            村|姓名|证件号码|医疗
            甲|1|2|3
            例：|张某|x|5
            一村|张三|x|5
            一村|李四|x|6
            小计|||11

            村|姓名|证件号码|医疗
            二村|王五|x|7
            | 合　计 ||18
            注：金额单位为元
            填表人：某某||审核人：|
            """));
        Assert.Equal([5, 6, 10], data);
        Assert.Equal([
            new(3, FormRowKind.ColumnNumbers), new(4, FormRowKind.Example), new(7, FormRowKind.Totals), new(9, FormRowKind.RepeatedHeading),
            new(11, FormRowKind.Totals), new(12, FormRowKind.Note), new(13, FormRowKind.Signature)], skipped);
        Assert.Equal(1, blank);
        Assert.Equal(13 - 2, data.Count + skipped.Count + blank);
    }

    [Theory]
    [InlineData("合计")]
    [InlineData("总 计")]
    [InlineData("全村合计")]
    [InlineData("合计：")]
    [InlineData("共计(元)")]
    public void Totals_by_their_word(string word)
    {
        var (data, skipped, _) = Read(Table.Open($"村|姓名|证件号码\n一村|张三|x\n{word}||5"));
        Assert.Equal([2], data);
        Assert.Equal(FormRowKind.Totals, Assert.Single(skipped).Kind);
    }

    [Theory]
    [InlineData("计生村|张三|x")]
    [InlineData("一村|共计明|x")]
    [InlineData("一村|单位|x")]
    [InlineData("日期村|张三|x")]
    [InlineData("|张三|x")]
    [InlineData("一村||x")]
    [InlineData("注滨村|张三|")]
    public void People_are_never_taken_for_totals_or_signatures(string row)
    {
        var (data, skipped, _) = Read(Table.Open($"村|姓名|证件号码\n一村|李四|y\n{row}"));
        Assert.Equal([2, 3], data);
        Assert.Empty(skipped);
    }

    [Fact]
    public void Household_cells_merged_downwards_are_on_every_row()
    {
        using Workbook workbook = Table.Open("村|户编号|姓名|证件号码\n一村|65|张三|x\n||李四|y\n一村|66|王五|z", "A2:A3", "B2:B3");
        Form form = RecogniseForms.In(workbook, Kinds.All)[0];
        using var rows = new FormRows(workbook, form);
        int household = form.IndexOf("household");
        var seen = new List<(string, bool)>();
        while (rows.Read()) seen.Add((rows[household].Text, rows[household].FromMerge));
        Assert.Equal([("65", false), ("65", true), ("66", false)], seen);
    }

    [Fact]
    public void A_column_that_is_not_there_reads_blank()
    {
        using Workbook workbook = Table.Open("村|姓名|证件号码\n一村|张三|x");
        Form form = RecogniseForms.In(workbook, Kinds.All)[0];
        using var rows = new FormRows(workbook, form);
        Assert.True(rows.Read());
        Assert.True(rows[form.IndexOf("wages")].IsBlank);
    }
}
