using System;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>Departments' lists under other words and in other shapes do what the plain list does.</summary>
public class DepartmentFormTests
{
    private static readonly DateOnly Day = new(2020, 4, 1);
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly Lazy<string[]> Before = new(() => After("", "").Picture);

    private static string NumberOf(int household, int member) => InventedHouseholds.All[household].Members[member]["document_number"];

    /// <summary>What the registry is after the rosters and then this list; picture cells between bars.</summary>
    private static (FileReport? Report, string[] Picture) After(string name, string picture, params string[] merges)
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", InventedHouseholds.AreaCodes)), 2020).Run(test.Registry, Official);
        FileReport Import(string file, byte[] content)
        {
            File.WriteAllBytes(test.File(file), content);
            return new Import(test.Registry, Official, new ImportOptions { On = Day }).Run([test.File(file)]).Files.Single();
        }

        Import("652902-库车市-户信息.csv", FormFile.Csv(OfficeForms.Plain.Sheets(InventedHouseholds.All), new UTF8Encoding(false)));
        var report = picture.Length == 0 ? null : Import(name, new RawXlsx().Sheet(Table.Xml(picture), after: Table.Merges(merges)).Bytes().ToArray());
        return (report, RegistryPicture.Of(test.Registry, Official, Day));
    }

    private static void AddsTo(string head, string fact, long fen, (FileReport? Report, string[] Picture) after)
    {
        Assert.Null(after.Report!.Refused?.En);
        Assert.Equal((1, 0, 0), (after.Report.Rows == after.Report.Matched ? 1 : 0, after.Report.ForReview, after.Report.Unknown));
        Assert.Empty(after.Report.UnknownColumns);
        var changed = Assert.Single(after.Picture.Except(Before.Value));
        Assert.StartsWith(head, changed, StringComparison.Ordinal);
        Assert.Contains($" {fact}={fen} ", changed, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_stays_in_hospital_are_added_up() => AddsTo("张建国", "medical_spending", 500_000, After("医保局-2020年3月.xlsx", $"""
        姓名|身份证号|住院日期|总费用|自付费用
        王秀英|'{NumberOf(1, 1)}|2020-03-05|9000|1500.5
        王秀英|'{NumberOf(1, 1)}|2020-03-20|9000|2499.5
        张小雨|'{NumberOf(1, 2)}|2020-03-21|3000|1000
        """));

    [Fact]
    public void Two_rows_of_headings_a_title_with_the_period_totals_and_signatures() => AddsTo("张建国", "medical_spending", 500_000, After("名单.xlsx", $"""
        库车市2020年3月住院自付费用超5000元人员名单
        填报单位:库车市医疗保障局|||||单位:万元
        序号|参保人||费用||
        |患者姓名|社会保障号码|医疗费用总额|医保报销金额|个人自付
        1|王秀英|'{NumberOf(1, 1)}|1.2|0.7|0.5
        合计|1人||1.2|0.7|0.5
        填表人:某|||审核人:某||
        """, "A1:F1", "A3:A4", "B3:C3", "D3:F3"));

    [Fact]
    public void By_household_number_and_the_name_of_any_member() => AddsTo("张建国", "medical_spending", 500_000, After("医保局-2020年3月.xlsx", """
        户编码|患者|政策范围内个人自付费用(元)
        6510000002|张小雨|5000
        """));

    [Fact]
    public void By_the_head_and_the_village_beside_the_patient_s_name() => AddsTo("张建国", "medical_spending", 500_000, After("医保局-2020年3月.xlsx", """
        所在乡镇|所在村|户主姓名|姓名|自负金额(元)
        牙哈镇|守努特|张建国|王秀英|5000
        """));

    [Fact]
    public void Somebody_who_does_not_live_with_the_head_named_beside_them_waits_for_a_person()
    {
        var (report, picture) = After("医保局-2020年3月.xlsx", """
            所在乡镇|所在村|户主姓名|姓名|自负金额(元)
            牙哈镇|守努特|张建国|陈伟|5000
            """);
        Assert.Equal((0, 1, 0), (report!.Matched, report.ForReview, report.Unknown));
        Assert.Equal(Before.Value, picture);
    }

    [Fact]
    public void Losses_by_the_head_and_village_under_other_words() => AddsTo("陈伟", "disaster_loss", 1_299_900, After("应急局-2020年3月.xlsx", """
        库车市应急管理局2020年3月大风灾害受灾农户统计表
        受灾乡镇|受灾村|受灾户主|灾害种类|发生时间|直接经济损失(万元)|备注
        哈尼喀塔木乡|英买里村村民委员会|陈 伟|大风|2020.3.12|1|
        """, "A1:G1"));

    [Fact]
    public void A_village_without_water_under_other_words()
    {
        var (report, picture) = After("水利局-2020年3月.xlsx", """
            乡(镇)|停水村|停水原因|涉及户数(户)|涉及人口(人)
            牙哈镇|玉奇玉吉买|管道破裂|3|8
            """);
        Assert.Equal((1, 0), (report!.Matched, report.Unknown));
        Assert.Equal(3, picture.Except(Before.Value).Count(line => line.Contains("water_fault=1", StringComparison.Ordinal) && line.Contains("water", StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_columns_of_which_either_may_be_the_amount_are_refused_by_name()
    {
        var (report, picture) = After("医保局-2020年3月.xlsx", $"""
            姓名|身份证号|自付金额|自费金额
            王秀英|'{NumberOf(1, 1)}|5000|300
            """);
        Assert.Equal(2023, report!.Refused!.Number);
        Assert.Contains("C、D", report.Refused.Zh, StringComparison.Ordinal);
        Assert.Equal(Before.Value, picture);
    }
}
