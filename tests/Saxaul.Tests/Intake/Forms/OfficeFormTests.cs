using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>Whatever form an office uses, the same households make the same registry.</summary>
public class OfficeFormTests
{
    private const string Name = "652902-库车市-户信息";
    private static readonly DateOnly Day = new(2020, 4, 1);
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly Lazy<string[]> Expected = new(() => Imported($"{Name}.csv", FormFile.Csv(OfficeForms.Plain.Sheets(InventedHouseholds.All), new UTF8Encoding(false))).Picture);

    public static TheoryData<string> Forms => [.. OfficeForms.All.Keys];

    private static (FileReport Report, string[] Picture) Imported(string name, byte[] content, IReadOnlyDictionary<string, string>? columns = null)
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", InventedHouseholds.AreaCodes)), 2020).Run(test.Registry, Official);
        File.WriteAllBytes(test.File(name), content);
        var report = new Import(test.Registry, Official, new ImportOptions { On = Day, Columns = columns ?? new Dictionary<string, string>() }).Run([test.File(name)]).Files.Single();
        return (report, RegistryPicture.Of(test.Registry, Official, Day));
    }

    private static void IsTheSame((FileReport Report, string[] Picture) imported)
    {
        Assert.Null(imported.Report.Refused?.En);
        Assert.Empty(imported.Report.Findings);
        Assert.Equal(Expected.Value, imported.Picture);
        Assert.Equal((10, 22), (imported.Report.Households, imported.Report.Persons));
    }

    [Fact]
    public void The_plain_form_meets_every_rule_and_leaves_no_fact_unknown()
    {
        Assert.Equal(32, Expected.Value.Length);
        Assert.DoesNotContain(Expected.Value, line => line.Contains("=?", StringComparison.Ordinal));
        string[] rules = ["income", "income-fall", "medical", "schooling", "disaster", "rigid-spending", "dropout", "housing", "water", "uninsured", "no-work", "severe-health"];
        Assert.Empty(rules.Except(Expected.Value.SelectMany(line => line.Split(' '))));
    }

    [Theory, MemberData(nameof(Forms))]
    public void As_an_xlsx(string form) => IsTheSame(Imported($"{Name}.xlsx", FormFile.Xlsx(OfficeForms.All[form].Sheets(InventedHouseholds.All))));

    [Theory]
    [InlineData("three rows of headings, household cells merged")]
    [InlineData("a sheet a village, named after it")]
    [InlineData("amounts as numbers, days as days")]
    [InlineData("explanations, codes and a hidden old list beside it")]
    public void As_an_xls(string form) => IsTheSame(Imported($"{Name}.xls", FormFile.Xls(OfficeForms.All[form].Sheets(InventedHouseholds.All))));

    [Theory]
    [InlineData("utf-8", ',', true, "other words")]
    [InlineData("utf-8", ';', false, "three rows of headings")]
    [InlineData("utf-8", '\t', false, "a title, a filling note, column numbers, totals and signatures")]
    [InlineData("gb18030", ',', false, "other words in another order")]
    [InlineData("gb18030", '\t', false, "household cells given once")]
    [InlineData("utf-16", '\t', true, "columns nobody knows, blank and repeated ones")]
    public void As_text_in_any_encoding(string encoding, char delimiter, bool mark, string form)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = FormFile.Csv(OfficeForms.All[form].Sheets(InventedHouseholds.All), encoding == "utf-8" ? new UTF8Encoding(mark) : Encoding.GetEncoding(encoding), delimiter);
        IsTheSame(Imported($"{Name}.csv", bytes));
    }

    [Fact]
    public void Text_that_a_system_saved_under_the_name_of_a_workbook() =>
        IsTheSame(Imported($"{Name}.xls", FormFile.Csv(OfficeForms.OtherWords.Sheets(InventedHouseholds.All), new UTF8Encoding(true), '\t')));

    [Fact]
    public void Thousands_of_formatted_blank_rows_below_the_last_one()
    {
        var sheet = OfficeForms.Plain.Sheets(InventedHouseholds.All)[0];
        IsTheSame(Imported($"{Name}.xlsx", FormFile.Xlsx([sheet with { Rows = [.. sheet.Rows, .. Enumerable.Repeat<IReadOnlyList<FormCell>>([new FormCell(" "), new FormCell("")], 20_000)] }])));
    }

    [Fact]
    public void Columns_nobody_knows_are_reported_and_what_nobody_may_keep_is_passed_over()
    {
        var (report, _) = Imported($"{Name}.xlsx", FormFile.Xlsx(OfficeForms.All["columns nobody knows, blank and repeated ones"].Sheets(InventedHouseholds.All)));

        Assert.Equal(["脱贫年度", "文化程度", "健康码", "家庭总收入(元)", "人均纯收入(元)", "医疗报销金额", "是否参加大病保险", "是否参加养老保险"], report.UnknownColumns.Select(column => column.Heading));
        Assert.Contains(report.Notes, note => note.Zh.Contains("“民族”按规定不收集", StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_of_ethnicity_cannot_be_read_as_anything_whatever_is_answered()
    {
        var refused = Assert.Throws<ProblemException>(() => Imported("表.csv", "x"u8.ToArray(), new Dictionary<string, string> { ["民 族"] = "natural_village" }));
        Assert.Equal(2061, refused.Problem.Number);
    }

    [Fact]
    public void A_heading_of_an_office_s_own_is_mapped_once_and_remembered()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", InventedHouseholds.AreaCodes)), 2020).Run(test.Registry, Official);
        FileReport Import(string name, Dictionary<string, string> columns)
        {
            File.WriteAllBytes(test.File(name), FormFile.Xlsx(OfficeForms.Plain.With("budget.wages", "在外面挣的钱").Sheets(InventedHouseholds.All)));
            return new Import(test.Registry, Official, new ImportOptions { On = Day, Columns = columns }).Run([test.File(name)]).Files.Single();
        }

        Assert.Equal(["在外面挣的钱"], Import($"{Name}.xlsx", []).UnknownColumns.Select(column => column.Heading));
        Assert.Contains(RegistryPicture.Of(test.Registry, Official, Day), line => line.Contains("wages=?", StringComparison.Ordinal));
        Assert.Empty(Import($"{Name}.xlsx", new Dictionary<string, string> { ["在外面挣的钱"] = "budget.wages" }).UnknownColumns);
        Assert.Equal(Expected.Value, RegistryPicture.Of(test.Registry, Official, Day));
        Assert.Empty(Import($"{Name}-四月.xlsx", []).UnknownColumns);
    }

    [Fact]
    public void A_column_that_is_missing_altogether_leaves_the_fact_unknown_and_not_zero()
    {
        var (report, picture) = Imported($"{Name}.xlsx", FormFile.Xlsx(OfficeForms.OtherWords.Without("budget.medical").Sheets(InventedHouseholds.All)));

        Assert.Null(report.Refused);
        Assert.Equal(10, picture.Count(line => line.Contains("medical_spending=?", StringComparison.Ordinal)));
        Assert.DoesNotContain(picture, line => line.Contains("rigid-spending", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name", "姓名")]
    [InlineData("village", "行政村")]
    public void A_necessary_column_that_is_missing_refuses_the_file_by_its_name(string field, string named)
    {
        var (report, picture) = Imported($"{Name}.xlsx", FormFile.Xlsx(OfficeForms.Plain.Without(field).Sheets(InventedHouseholds.All)));

        Assert.Equal(2023, report.Refused!.Number);
        Assert.Contains(named, report.Refused.Zh, StringComparison.Ordinal);
        Assert.Empty(picture);
    }

    [Fact]
    public void Two_columns_that_both_claim_to_be_the_name_are_named_in_the_refusal()
    {
        var (report, _) = Imported($"{Name}.xlsx", FormFile.Xlsx(OfficeForms.Plain.And(0, new OfficeColumn(["家庭成员姓名"], null, _ => "某某")).Sheets(InventedHouseholds.All)));

        Assert.Equal(2023, report.Refused!.Number);
        Assert.Contains("A、K", report.Refused.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Scattered_rows_that_only_a_head_s_name_could_sort_are_refused_when_two_heads_share_it()
    {
        // In the order of birth a daughter of the first household follows the second's and a third one's members.
        var twins = new[] { 0, 2 }.Select(i => InventedHouseholds.All[i]).Select(household => household with
        {
            Own = new Dictionary<string, string>(household.Own) { ["head_name"] = "张建国" },
            Members = [new Dictionary<string, string>(household.Members[0]) { ["name"] = "张建国" }, .. household.Members.Skip(1)],
        }).Append(InventedHouseholds.All[3]).ToList();
        var (report, _) = Imported($"{Name}.xlsx", FormFile.Xlsx((OfficeForms.Plain.Without("household_number") with { SortedBy = "birth_date" }).Sheets(twins)));

        Assert.Equal(2062, report.Refused!.Number);
    }
}
