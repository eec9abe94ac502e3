using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class RecogniseFormsTests
{
    private static Form Recognise(Workbook workbook, Layout? layout = null)
    {
        using (workbook) return RecogniseForms.In(workbook, Kinds.All, layout)[0];
    }

    private static string Fields(Form form) => string.Join(' ', form.Columns.Select(static column => $"{column.Letter}={column.Field ?? column.State.ToString()}"));

    [Fact]
    public void A_plain_list_with_its_headings_in_the_first_row()
    {
        Form form = Recognise(Table.Open("""
            姓名|身份证号|住院日期|总费用|自付费用
            张三|x|2020-03-01|100|50
            """));
        Assert.Equal(FormState.Recognised, form.State);
        Assert.Equal(Kinds.Medical, form.Kind);
        Assert.Equal("A=name B=document C=date D=total E=self_paid", Fields(form));
        Assert.Equal([1], form.HeadingRows);
        Assert.Equal(2, form.FirstDataRow);
        Assert.Equal(4, form.IndexOf("self_paid"));
        Assert.Equal(-1, form.IndexOf("nothing"));
    }

    [Fact]
    public void A_roster_under_title_notes_and_groups()
    {
        Form form = Recognise(Table.Open("""
            乌什县脱贫户、边缘易致贫户信息采集表
            填报单位：乌什县扶贫办|||填报日期：|2020-04-01|单位：万元
            户基本情况|||家庭成员||收入情况(元)||支出情况
            序号|行政村|户编号|姓名|证件\n号码*|工资性收入|上年人均纯收入(千元)|医疗
            1|一村|65|张三|x|1|2|3
            """, "A1:H1", "A3:C3", "D3:E3", "F3:G3"));
        Assert.Equal(Kinds.Roster, form.Kind);
        Assert.Equal("A=Ignored B=village C=household D=name E=document F=wages G=last_year H=medical", Fields(form));
        Assert.Equal([3, 4], form.HeadingRows);
        Assert.Equal(5, form.FirstDataRow);
        Assert.Equal("乌什县脱贫户、边缘易致贫户信息采集表", form.Title);
        Assert.Equal("乌什县扶贫办", form.FilledInBy);
        Assert.Equal(new DateOnly(2020, 4, 1), form.FilledOn);
        Assert.Equal(["元", "千元", "万元"], form.Columns.Skip(5).Select(static column => column.Unit));
        Assert.Equal([1m, 1000m, 10000m], form.Columns.Skip(5).Select(static column => column.YuanPerUnit));
        Assert.Equal("支出情况", form.ColumnOf("medical")!.Group);
        Assert.Empty(form.Missing);
    }

    [Fact]
    public void Headings_merged_downwards_stand_in_the_upper_row()
    {
        Form form = Recognise(Table.Open("""
            行政村|户主信息||收入|
            |姓名|证件号码|工资性收入|生产经营性收入
            一村|张三|x|1|2
            """, "A1:A2", "B1:C1", "D1:E1"));
        Assert.Equal("A=village B=name C=document D=wages E=business", Fields(form));
        Assert.Equal([1, 2], form.HeadingRows);
        Assert.Equal("收入", form.ColumnOf("business")!.Group);
        Assert.Null(form.ColumnOf("village")!.Group);
    }

    [Fact]
    public void Two_rows_of_headings_in_a_csv_have_no_merges_to_go_by()
    {
        Form form = Recognise(Table.OpenCsv("行政村,户主,,支出情况,,报销\n,姓名,证件号码,医疗,教育,医疗\n一村,张三,x,1,2,3\n"));
        Assert.Equal("A=village B=head C=document D=medical E=Unknown F=medical_refund", Fields(form));
        Assert.Equal(["name"], form.Missing.Select(static field => field.Field));
        Assert.Equal(FormState.ColumnsMissing, form.State);
    }

    [Fact]
    public void A_group_decides_between_columns_of_one_name()
    {
        Form form = Recognise(Table.Open("""
            基本|||支出情况|报销情况
            村|姓名|证件号码|医疗|医疗
            """, "A1:C1"));
        Assert.Equal("A=village B=name C=document D=medical E=medical_refund", Fields(form));
        Form without = Recognise(Table.Open("村|姓名|证件号码|医疗\n一村|张三|x|5"));
        Assert.Equal(ColumnState.Unknown, without.Columns[3].State);
    }

    [Fact]
    public void Two_columns_that_claim_one_field_are_asked_about()
    {
        Form form = Recognise(Table.Open("村|姓名|姓名|证件号码\n一村|张三|李四|x"));
        Assert.Equal("A=village B=Ambiguous C=Ambiguous D=document", Fields(form));
        Assert.Equal(["name"], form.Columns[1].Suggestions);
        Assert.Equal(FormState.ColumnsMissing, form.State);
    }

    [Fact]
    public void An_unknown_heading_is_never_guessed_but_gets_suggestions()
    {
        Form form = Recognise(Table.Open("村|姓名|证件号码|本人自付医疗费|爱好\n一村|张三|x|5|棋"));
        Assert.Equal(FormState.Recognised, form.State);
        Assert.Equal(ColumnState.Unknown, form.Columns[3].State);
        Assert.Equal("medical", form.Columns[3].Suggestions[0]);
        Assert.Empty(form.Columns[4].Suggestions);
    }

    [Fact]
    public void What_people_answered_comes_first()
    {
        var layout = new Layout([new("本人自付医疗费（元）", "medical"), new("爱好", Layout.Ignore), new("支出/其他", "business"), new("姓名", "head")]);
        Form form = Recognise(Table.Open("""
            基本||||支出||
            村|姓名|成员|证件号码|本人自付医疗费(元)|其他|爱好
            """, "A1:D1", "E1:G1"), layout);
        Assert.Equal("A=village B=head C=Unknown D=document E=medical F=business G=Ignored", Fields(form));
    }

    [Fact]
    public void Kinds_that_fit_equally_well_are_left_to_a_person()
    {
        ListKind twin = new("outpatient", Kinds.Medical.Fields);
        using Workbook workbook = Table.Open("姓名|身份证号|自付费用\n张三|x|5");
        Form form = RecogniseForms.In(workbook, [Kinds.Medical, twin])[0];
        Assert.Equal(FormState.Ambiguous, form.State);
        Assert.Null(form.Kind);
        Assert.Equal(["medical", "outpatient"], form.Candidates.Select(static kind => kind.Code));
    }

    [Fact]
    public void A_necessary_column_that_is_missing_is_named()
    {
        Form form = Recognise(Table.Open("姓名|身份证号|总费用|住院日期\n张三|x|5|y"));
        Assert.Equal(FormState.ColumnsMissing, form.State);
        Assert.Equal("medical", form.Kind!.Code);
        Assert.Equal(["self_paid"], form.Missing.Select(static field => field.Field));
    }

    [Fact]
    public void A_table_of_something_else_is_unknown_and_shows_its_columns()
    {
        Form form = Recognise(Table.Open("""
            牲畜防疫登记
            圈舍|耳标|免疫日期|兽医
            1|2|3|甲
            """, "A1:D1"));
        Assert.Equal(FormState.Unknown, form.State);
        Assert.Equal(["圈舍", "耳标", "免疫日期", "兽医"], form.Columns.Select(static column => column.Heading));
        Assert.Equal("牲畜防疫登记", form.Title);
    }

    [Fact]
    public void Each_sheet_is_a_village_and_helper_sheets_are_none()
    {
        using Workbook workbook = new RawXlsx()
            .Sheet(Table.Xml("村|姓名|证件号码\n一村|张三|x"), "一村")
            .Sheet(Table.Xml("村|姓名|证件号码\n二村|李四|x"), "二村")
            .Sheet(Table.Xml("1.每人一行。\n2.金额单位为元，期间为2019年3月至2020年2月。"), "填表说明")
            .Sheet(Table.Xml("健康\n长期慢性病"), "Sheet4", state: "hidden")
            .Sheet(Table.Xml("村|姓名|证件号码\n旧村|王五|x"), "旧表", state: "hidden")
            .Sheet(Table.Xml("村|姓名|证件号码\n样村|某某|x"), "填写样例")
            .Sheet("", "Sheet7")
            .Open();
        IReadOnlyList<Form> forms = RecogniseForms.In(workbook, Kinds.All);
        Assert.Equal([FormState.Recognised, FormState.Recognised, FormState.Helper, FormState.Helper, FormState.Hidden, FormState.Helper, FormState.Blank],
            forms.Select(static form => form.State));
        Assert.Equal("2019-03/2020-02", forms[0].Period?.ToString());
    }

    [Fact]
    public void A_period_in_the_title_comes_before_one_in_the_files_name()
    {
        Assert.Equal("2020-02", Recognise(Table.OpenCsv("2020年2月名单\n姓名,身份证号,自付费用\n张三,x,1\n", "医保局2020年3月.csv")).Period?.ToString());
        Assert.Equal("2020-03", Recognise(Table.OpenCsv("姓名,身份证号,自付费用\n张三,x,1\n", "医保局2020年3月.csv")).Period?.ToString());
    }

    [Fact]
    public void The_day_a_form_was_filled_in_is_no_period()
    {
        Form form = Recognise(Table.Open("填报单位(盖章)：医保局  填报日期：2020年3月5日\n姓名|身份证号|自付费用\n张三|x|1"));
        Assert.Null(form.Period);
        Assert.Equal("医保局", form.FilledInBy);
        Assert.Equal(new DateOnly(2020, 3, 5), form.FilledOn);
    }

    private static string Many(int count, string word) => string.Join(',', Enumerable.Range(1, count).Select(number => $"{word}{number}"));

    [Fact]
    public void Thousands_of_columns_that_nobody_knows_do_not_hide_those_that_are_known()
    {
        Form form = Recognise(Table.OpenCsv($"姓名,身份证号,自付费用,{Many(8000, "甲乙")}\n张三,x,5,1\n"));

        Assert.Equal((FormState.Recognised, Kinds.Medical), (form.State, form.Kind));
        Assert.Equal(8003, form.Columns.Count);
        Assert.Equal(8000, form.Columns.Count(column => column.State == ColumnState.Unknown));
        Assert.Equal("A=name B=document C=self_paid", Fields(form with { Columns = [.. form.Columns.Take(3)] }));
    }

    [Fact]
    public void A_group_reaches_over_thousands_of_columns_until_the_next()
    {
        string blanks = new(',', 4000);
        Form form = Recognise(Table.OpenCsv($"甲组{blanks}乙组{blanks}\n姓名,身份证号,自付费用,{Many(7997, "项目")}\n"));

        Assert.Equal(8000, form.Columns.Count);
        Assert.All(form.Columns.Take(4000), column => Assert.Equal("甲组", column.Group));
        Assert.All(form.Columns.Skip(4000), column => Assert.Equal("乙组", column.Group));
    }

    [Fact]
    public void A_text_too_long_for_a_heading_is_shown_by_its_beginning_and_answered_so()
    {
        string stray = "这一段话本来应写在说明里" + new string('长', 30000);
        string table = $"姓名,身份证号,自付费用,{stray}\n张三,x,5,1\n";
        FormColumn shown = Recognise(Table.OpenCsv(table)).Columns[3];

        Assert.Equal(ColumnState.Unknown, shown.State);
        Assert.Equal(stray[..60] + "…", shown.Heading);
        Assert.Equal(ColumnState.Ignored, Recognise(Table.OpenCsv(table), new Layout([new(shown.Heading, Layout.Ignore)])).Columns[3].State);
    }

    [Theory]
    [InlineData("民族")]
    [InlineData("宗教信仰")]
    public void What_is_never_kept_is_not_read_however_long_its_heading(string word)
    {
        FormColumn column = Recognise(Table.OpenCsv($"姓名,身份证号,自付费用,{new string('长', 1000)}{word}\n张三,x,5,1\n")).Columns[3];
        Assert.Equal(ColumnState.NeverKept, column.State);
        Assert.Equal(61, column.Heading.Length);
    }

    [Fact]
    public void A_heading_with_long_words_on_how_to_fill_it_in_is_known()
    {
        Form form = Recognise(Table.OpenCsv($"姓名,身份证号,自付费用(填写{new string('说', 300)}),甲\n张三,x,5,1\n"));
        Assert.Equal("A=name B=document C=self_paid D=Unknown", Fields(form));
    }
}
