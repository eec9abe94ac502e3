using System;
using System.Linq;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class XlsxWorkbookTests
{
    [Fact]
    public void Cells_are_read_as_they_are_stored()
    {
        using Workbook workbook = new RawXlsx()
            .Shared("<si><t>阿合雅镇</t></si>", "<si><r><t>张</t></r><r><t xml:space=\"preserve\"> 三</t></r><rPh sb=\"0\" eb=\"1\"><t>zhang</t></rPh></si>")
            .Styles("<numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>", 0, 14, 176)
            .Sheet("""
                <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>12.5</v></c><c r="D2" s="1"><v>43922</v></c><c r="E2" s="2"><v>43922.5</v></c>
                <c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#REF!</v></c><c r="H2" t="inlineStr"><is><t>自带</t></is></c><c r="I2" t="str"><f>A1&amp;"x"</f><v>结果</v></c>
                <c r="K2" t="d"><v>2020-04-01T00:00:00</v></c></row>
                """)
            .Open();
        Assert.Equal(["2: 阿合雅镇|张 三|12.5|2020-04-01|2020-04-01 12:00:00|TRUE|#REF!|自带|结果||2020-04-01"], Rows.Of(workbook));
        Assert.Equal([CellKind.Text, CellKind.Text, CellKind.Number, CellKind.Date, CellKind.Date, CellKind.Truth, CellKind.Error, CellKind.Text, CellKind.Text, CellKind.Blank, CellKind.Date],
            Rows.KindsOfFirst(workbook));
    }

    [Fact]
    public void Row_numbers_are_those_of_the_file_and_blank_rows_are_passed_over()
    {
        using Workbook workbook = new RawXlsx().Sheet("""
            <row r="3"><c r="A3"><v>1</v></c></row><row r="4"/><row r="5"><c r="A5" s="0"/><c r="B5" t="inlineStr"><is><t>  </t></is></c></row><row r="9"><c r="B9"><v>2</v></c></row><row><c><v>3</v></c></row>
            """).Open();
        Assert.Equal(["3: 1", "9: |2", "10: 3"], Rows.Of(workbook));
        using SheetRows rows = workbook.Rows(workbook.Sheets[0]);
        Assert.True(rows.Read() && rows.Read());
        Assert.Equal(5, rows.BlankRowsBefore);
        Assert.True(rows[99].IsBlank);
    }

    [Fact]
    public void A_merged_cell_shows_its_value_in_every_cell_it_covers()
    {
        using Workbook workbook = new RawXlsx().Sheet("""
            <row r="1"><c r="A1" t="inlineStr"><is><t>表</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>户一</t></is></c><c r="B2"><v>1</v></c></row>
            <row r="3"><c r="B3"><v>2</v></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>户二</t></is></c><c r="B4"><v>3</v></c></row>
            """, after: "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>").Open();
        Assert.Equal(["1: 表|表^|表^", "2: 户一|1", "3: 户一^|2", "4: 户二|3"], Rows.Of(workbook));
        Assert.Equal([new MergedRange(1, 0, 1, 2), new MergedRange(2, 0, 3, 0)], workbook.MergedRanges(workbook.Sheets[0]));
    }

    [Fact]
    public void A_row_that_only_a_merge_reaches_into_is_blank()
    {
        using Workbook workbook = new RawXlsx().Sheet("""<row r="1"><c r="A1"><v>7</v></c></row><row r="2"/><row r="3"><c r="B3"><v>8</v></c></row>""",
            after: "<mergeCells><mergeCell ref=\"A1:A9\"/></mergeCells>").Open();
        Assert.Equal(["1: 7", "3: 7^|8"], Rows.Of(workbook));
    }

    [Fact]
    public void Dates_of_the_1904_system_are_the_same_days()
    {
        using Workbook workbook = new RawXlsx { WorkbookProperties = "<workbookPr date1904=\"1\"/>" }
            .Styles("", 14).Sheet("<row><c><v>42460</v></c></row>").Open();
        Assert.Equal(["1: 2020-04-01"], Rows.Of(workbook));
    }

    [Fact]
    public void A_formula_without_stored_result_is_reported_with_its_cell()
    {
        using Workbook workbook = new RawXlsx().Sheet("""<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c></row>""").Open();
        Assert.Equal([CellKind.NoResult, CellKind.Number], Rows.KindsOfFirst(workbook));
        Rows.Of(workbook);
        WorkbookNote note = Assert.Single(workbook.Notes);
        Assert.Equal((1, 0), (note.Row, note.Column));
        Assert.Contains("A1", note.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_below_many_blank_rows_is_read_and_spoken_of()
    {
        using Workbook workbook = new RawXlsx().Sheet("""<row r="1"><c r="A1"><v>1</v></c></row><row r="5000"><c r="A5000"><v>2</v></c></row>""").Open();
        Assert.Equal(["1: 1", "5000: 2"], Rows.Of(workbook));
        Assert.Equal(2, Assert.Single(workbook.Notes).Row);
        Rows.Of(workbook);
        Assert.Single(workbook.Notes);
    }

    [Fact]
    public void A_million_formatted_blank_rows_are_not_walked_through()
    {
        string blank = string.Concat(Enumerable.Repeat("<row><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/></row>", 400_000));
        using Workbook workbook = new RawXlsx().Sheet("<row><c><v>1</v></c></row>" + blank).Open();
        using SheetRows rows = workbook.Rows(workbook.Sheets[0]);
        Assert.True(rows.Read());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(rows.Read());
        // Parsing 2,400,000 cells would allocate their attributes; reading as far as the parser looks ahead allocates little.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
    }

    [Fact]
    public void A_title_merged_over_all_columns_does_not_make_rows_endless()
    {
        using Workbook workbook = new RawXlsx().Sheet("""<row r="1"><c r="A1"><v>1</v></c></row>""", after: "<mergeCells><mergeCell ref=\"A1:XFD1\"/></mergeCells>").Open();
        using SheetRows rows = workbook.Rows(workbook.Sheets[0]);
        Assert.True(rows.Read());
        Assert.InRange(rows.Cells.Length, 1, 512);
    }

    [Fact]
    public void Hidden_sheets_and_rows_are_read_and_spoken_of()
    {
        using Workbook workbook = new RawXlsx()
            .Sheet("""<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>""", "明细")
            .Sheet("<row><c><v>3</v></c></row>", "字典", state: "veryHidden").Open();
        Assert.Equal([("明细", true), ("字典", false)], workbook.Sheets.Select(static sheet => (sheet.Name, sheet.Visible)));
        Assert.Equal(["1: 1", "2: 2"], Rows.Of(workbook));
        Assert.Contains("隐藏", Assert.Single(workbook.Notes).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Macros_are_left_alone_and_spoken_of()
    {
        using Workbook workbook = new RawXlsx().Sheet("<row><c><v>1</v></c></row>").Part("xl/vbaProject.bin", "Sub Auto_Open()").Open();
        Assert.Contains("宏", Assert.Single(workbook.Notes).Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_with_a_prefix_and_escaped_characters_are_read()
    {
        using Workbook workbook = new RawXlsx().SheetXml("""
            <x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a_x000D_b &lt;&#x4E00;</x:t></x:is></x:c></x:row></x:sheetData>
            <x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>
            """).Open();
        Assert.Equal(["1: a\rb <一|a\rb <一^"], Rows.Of(workbook));
    }

    [Fact]
    public void A_style_shows_dates_only_if_its_first_section_does()
    {
        foreach (string code in (string[])["yyyy/m/d", "yyyy\"年\"m\"月\"", "[$-804]yyyy-mm-dd;@", "[h]:mm", "m/d/yy h:mm"]) Assert.True(XlsxStyles.IsDate(code), code);
        foreach (string code in (string[])["General", "G/通用格式", "0.00", "#,##0;[Red]-#,##0", "\"日期\"0", "0\\d", "@", "¥#,##0.00", "0.00E+00", "_ * #,##0.00_ ", "0.0\"months\""]) Assert.False(XlsxStyles.IsDate(code), code);
        Assert.True(XlsxStyles.IsBuiltInDate(31));
        Assert.False(XlsxStyles.IsBuiltInDate(2));
    }
}
