using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class ImportTests
{
    private static readonly string Kuqa_s = Roster(Row("1", "卡德尔", 1, medical: "4000"), Row("2", "古丽", 2, "玉奇玉吉麦村"));

    [Theory, EachDatabase]
    public void A_dry_run_says_what_would_change_and_writes_nothing(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Kuqa_s);
        var state = example.State();
        var changed = Roster(Row("1", "艾山", 3, relation: "之子"), Row("2", "古丽", 2, "玉奇玉吉麦村"), Row("3", "买买提", 4, number: "12345"));

        var result = example.Import(new ImportOptions { DryRun = true }, ("652902-库车市-更正.csv", changed), ("医保局-2020年3月.csv", Costs($"艾山,{Number(3)},,,2020-03-05,10")));

        var report = result.Files[0];
        Assert.Null(result.BatchId);
        Assert.Equal((2, 1, 1, 1), (report.Households, report.New, report.Changed - report.New, report.Held.Households));
        Assert.Equal(1, report.Findings[FindingKind.NoLongerListed]);
        Assert.Equal(1, result.Files[1].Matched);
        Assert.Equal(state, example.State());
        Assert.Empty(result.Touched);
    }

    [Theory, EachDatabase]
    public void A_dry_run_considers_answers_about_places_and_does_not_keep_them(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Kuqa_s);
        var state = example.State();
        var places = example.Write("answers.csv", "township,written,code\n牙哈镇,玉奇玉吉麦村,652902105208\n");

        var result = example.Import(new ImportOptions { DryRun = true, Places = places }, ("652902-库车市-更正.csv", Kuqa_s + "\n"));

        Assert.Equal((1, 0), (result.Released, result.Files[0].Held.Households));
        Assert.Equal(state, example.State());
    }

    [Theory, EachDatabase]
    public void In_a_dry_run_a_file_that_is_refused_midway_takes_nothing_from_the_next(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var result = example.Import(new ImportOptions { DryRun = true },
            ("名册.csv", Kuqa_s + Row("7", "某人", 7).Replace("库车市", "") + "\n" + Row("8", "某人", 8, county: "没有县") + "\n"), ("652902-库车市.csv", Kuqa_s));

        Assert.Equal(2025, result.Files[0].Refused?.Number);
        Assert.Equal(2, result.Files[1].New);
        Assert.Empty(example.Now(Household.Table, version => version));
    }

    [Theory, EachDatabase]
    public void Somebody_on_two_lists_is_one_person_in_both_households_and_asked_about_once(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var list = Roster(Row("1", "卡德尔", 1), Row("2", "古丽", 2), Row("2", "卡德尔", 1, relation: "之父"));
        Assert.Equal(1, example.Import("652902-库车市.csv", list).Files[0].Findings[FindingKind.ListedTwice]);
        Assert.Equal(2, example.Now(Person.Table, version => version).Count);
        Assert.Equal(2, example.Now(Membership.Table, Membership.From).GroupBy(member => member.PersonId).Max(person => person.Count()));

        Assert.Equal(1, example.Import("652902-库车市-再报.csv", list + "\n").Files[0].Findings[FindingKind.ListedTwice]);
        Assert.Single(example.Findings(FindingKind.ListedTwice));
    }

    [Theory, EachDatabase]
    public void Somebody_on_the_lists_of_two_counties_is_a_member_in_both_and_asked_about_once(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var (kuqa, kalpin) = (Roster(Row("1", "卡德尔", 1)), Roster(Row("9", "卡德尔", 1, "库木里村", "柯坪镇", "柯坪县")));
        example.Import("652902-库车市.csv", kuqa);
        Assert.Equal(1, example.Import("652929-柯坪县.csv", kalpin).Files[0].Findings[FindingKind.ListedElsewhere]);
        Assert.Single(example.Now(Membership.Table, version => version));
        Assert.Single(example.Now(Membership.Table, version => version, Kalpin));

        Assert.Empty(example.Import("652902-库车市-再报.csv", kuqa + "\n").Files[0].Findings);
        Assert.Equal(1, example.Import("652929-柯坪县-再报.csv", kalpin + "\n").Files[0].Findings[FindingKind.ListedElsewhere]);
        Assert.Empty(example.Findings(FindingKind.ListedElsewhere));
        Assert.Single(example.Findings(FindingKind.ListedElsewhere, Kalpin));
    }

    private static readonly string Odd = Kuqa_s.Replace("自付医疗费用", "看病花的钱").Replace("联系电话", "狗的名字");

    private static string Columns(params IEnumerable<UnknownColumn> columns) => string.Join(' ', columns.Select(column => column.Heading));

    [Theory, EachDatabase]
    public void A_heading_that_nobody_knows_is_reported_can_be_mapped_or_ignored_and_is_remembered(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Assert.Equal("狗的名字 看病花的钱", Columns(example.Import("652902-库车市.csv", Odd).Files[0].UnknownColumns));

        var answers = new Dictionary<string, string> { ["看病花的钱"] = "budget.medical", ["狗的名字"] = Layout.Ignore };
        Assert.Empty(example.Import(new ImportOptions { Columns = answers }, ("652902-库车市.csv", Odd)).Files[0].UnknownColumns);
        Assert.Contains(example.Now(example.Budget.Table, version => version), version => version.Values[1] is "medical" && version.Values[2] is 400_000L);

        var next = example.Import("652902-库车市-四月.csv", Odd.Replace("4000", "6000").Replace("看病花的钱", "看病 花的钱")).Files[0];
        Assert.Empty(next.UnknownColumns);
        Assert.Equal(["1 medical"], example.Warnings());
    }

    [Theory, EachDatabase]
    public void An_answer_about_a_heading_can_be_changed_and_taken_back(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        FileReport Import(string name, params (string, string)[] answers) =>
            example.Import(new ImportOptions { Columns = answers.ToDictionary(one => one.Item1, one => one.Item2) }, (name, Odd)).Files[0];
        Import("652902-库车市.csv", ("看病花的钱", Layout.Ignore), ("狗的名字", Layout.Ignore));
        Import("652902-库车市-2.csv", ("看病花的钱", "budget.medical"));
        Assert.Contains(example.Now(example.Budget.Table, version => version), version => version.Values[1] is "medical");

        Assert.Equal("狗的名字", Columns(Import("652902-库车市-3.csv", ("狗的名字", Layout.Forget)).UnknownColumns));
        Assert.Equal(2065, Assert.Throws<ProblemException>(() => Import("652902-库车市-4.csv", ("从未见过", Layout.Forget))).Problem.Number);
    }

    [Fact]
    public void A_heading_mapped_to_no_field_is_refused_before_anything_is_written()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var refused = Assert.Throws<ProblemException>(() => example.Import(new ImportOptions { Columns = new Dictionary<string, string> { ["看病花的钱"] = "medicine" } }, ("652902-库车市.csv", Odd)));

        Assert.Equal(2026, refused.Problem.Number);
        Assert.Empty(example.Now(Household.Table, version => version));
    }

    [Fact]
    public void A_kind_of_list_that_there_is_not_is_refused_with_those_that_there_are()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var refused = example.Import(new ImportOptions { Kind = "nix" }, ("652902-库车市.csv", Kuqa_s)).Files[0].Refused;

        Assert.Equal(2020, refused?.Number);
        Assert.All(example.Registry.Lists, list => Assert.Contains(list.Labels.In("zh"), refused!.Zh));
    }

    [Theory, EachDatabase]
    public void A_name_too_long_to_be_one_is_asked_about_and_kept_as_written(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var stray = string.Concat(Enumerable.Range(0, 4000).Select(number => (char)('一' + number)));
        var report = example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1), Row("1", stray, 11, relation: "配偶"))).Files[0];

        Assert.Null(report.Refused);
        Assert.Equal((1, 2), (report.Households, report.Persons));
        Assert.Equal(stray, Assert.Single(example.Findings(FindingKind.UnreadableValue)).Written);
        Assert.Equal(["", "卡德尔"], example.Now(Person.Table, version => Person.From(version).Name).Order(System.StringComparer.Ordinal));
        Assert.True(example.IsWhole());
    }
}
