using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Saxaul.Tests.Intake.Forms;
using Saxaul.Tests.Journals;
using Xunit;
using static Saxaul.Tests.Keeping.Erasing.ErasureExamples;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>Files that hold somebody are destroyed and known again; names that senders gave go.</summary>
public class ErasedFilesTests
{
    [Fact]
    public void The_same_roster_handed_in_again_does_not_bring_an_erased_person_back()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        whole.Import("医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,总费用,自付费用\n古丽,999037196307227961,2020-03-05,9000,1500\n");
        var report = Erase(whole.Registry).Person(County, Id(whole.Registry, "999037196307227961"));

        Assert.Equal(2, report.Files.Count);
        Assert.Equal(0, whole.Import("医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,总费用,自付费用\n古丽,999037196307227961,2020-03-05,9000,1500\n").Changed);
        Assert.DoesNotContain("古丽", Everything(whole.Registry), StringComparison.Ordinal);
        Assert.Empty(whole.Problems());
    }

    [Fact]
    public void Nor_does_a_roster_with_a_held_village_or_one_whose_import_was_followed_by_an_undo()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var roster = IntakeExample.Roster(IntakeExample.Row("1", "买买提", 1), IntakeExample.Row("2", "古丽", 2, village: "守奴特村"));
        example.Import("652902-库车市.csv", roster);
        var costs = example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"买买提,{IntakeExample.Number(1)},,,2020-03-05,10"));
        Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1)));
        new UndoBatch(costs.BatchId!.Value, null).Run(example.Registry, WholeRegistry.Official);

        var again = example.Import("652902-库车市.csv", roster).Files[0];
        Assert.True(again.Already);
        Assert.Contains(again.Notes, note => note.En.Contains("erased", StringComparison.Ordinal));
        Assert.DoesNotContain(Values(example.Registry), value => value.Contains("买买提", StringComparison.Ordinal));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_file_whose_name_or_report_changed_while_names_were_read_is_read_again(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("6510000001", Mentioned, 1)));
        var files = new FilesHolding(example.Registry.Database, new KnownBy([Mentioned], [], []));
        using var session = example.Registry.Write(IntakeExample.Official);
        Assert.Empty(files.Named(session));
        RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "name = @name", "county_key = 0", ("@name", $"{Mentioned}.csv"));
        Assert.Single(files.Named(session));
    }

    [Theory]
    [InlineData("<headerFooter><oddFooter>&amp;L户主王伟&amp;R阿依古丽</oddFooter></headerFooter>", "")]
    [InlineData("<dataValidations><dataValidation prompt=\"阿依古丽\"/></dataValidations>", "")]
    [InlineData("", "<si><t>阿依古丽 19900000001</t></si>")]
    public void A_workbook_that_names_them_beside_its_cells_is_destroyed(string after, string unused)
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", Mentioned, 1), IntakeExample.Row("2", "买买提", 2)));
        var rows = string.Join('\n', IntakeExample.Roster(IntakeExample.Row("2", "买买提", 2, wages: "32000")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Replace(',', '|')));
        var workbook = example.Write("652902-库车市-七月.xlsx", "");
        var raw = new RawXlsx().Sheet(Table.Xml(rows), after: after);
        File.WriteAllBytes(workbook, (unused.Length > 0 ? raw.Shared(unused) : raw).Bytes().ToArray());
        Assert.Null(new Import(example.Registry, IntakeExample.Official, new ImportOptions { On = IntakeExample.Day.AddDays(80) }).Run([workbook]).Files[0].Refused);

        Assert.Equal(2, Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1))).Files.Count);
        Assert.True(example.IsWhole());
    }

    /// <summary>In a print footer nothing stands between a short name and the words before it; in another's cell a short name is a part of theirs.</summary>
    [Theory]
    [InlineData("&L户主王伟&R", "", true)]
    [InlineData("", "王伟明", false)]
    public void A_short_name_that_runs_together_with_other_words_is_read_beside_the_cells_and_not_in_them(string footer, string unused, bool goes)
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", "王伟", 1), IntakeExample.Row("2", "买买提", 2)));
        var rows = string.Join('\n', IntakeExample.Roster(IntakeExample.Row("2", "买买提", 2, wages: "32000")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Replace(',', '|')));
        var workbook = example.Write("652902-库车市-七月.xlsx", "");
        var raw = new RawXlsx().Sheet(Table.Xml(rows), after: footer.Length > 0 ? $"<headerFooter><oddFooter>{footer.Replace("&", "&amp;", StringComparison.Ordinal)}</oddFooter></headerFooter>" : "");
        File.WriteAllBytes(workbook, (unused.Length > 0 ? raw.Shared($"<si><t>{unused}</t></si>") : raw).Bytes().ToArray());
        Assert.Null(new Import(example.Registry, IntakeExample.Official, new ImportOptions { On = IntakeExample.Day.AddDays(80) }).Run([workbook]).Files[0].Refused);

        Assert.Equal(goes ? 2 : 1, Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1))).Files.Count);
    }

    [Theory]
    [InlineData("&C填表人：阿依古丽 19900000001", true)]
    [InlineData("&C填表人：买买提", false)]
    public void An_xls_that_names_them_in_its_print_footer_is_destroyed(string footer, bool goes)
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", Mentioned, 1), IntakeExample.Row("2", "买买提", 2)));
        var rows = IntakeExample.Roster(IntakeExample.Row("2", "买买提", 2, wages: "32000")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(IReadOnlyList<FormCell> (row) => [.. row.Split(',').Select(cell => new FormCell(cell, Stored.Text))]);
        var workbook = example.Write("652902-库车市-七月.xls", "");
        File.WriteAllBytes(workbook, new RawXls([new FormSheet("表一", [.. rows], [])]) { Footer = footer }.Bytes());
        Assert.Null(new Import(example.Registry, IntakeExample.Official, new ImportOptions { On = IntakeExample.Day.AddDays(80) }).Run([workbook]).Files[0].Refused);

        Assert.Equal(goes ? 2 : 1, Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1))).Files.Count);
        Assert.True(example.IsWhole());
    }

    /// <summary>What others are called is theirs, and nobody can find it afterwards: whoever erases is told which households they are.</summary>
    [Theory, EachDatabase]
    public void A_remark_in_anothers_name_and_a_households_number_that_bear_the_name_are_reported(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", "达吾提·玉素甫", 1), IntakeExample.Row("2", "古丽（达吾提·玉素甫之妹）", 2), IntakeExample.Row("达吾提·玉素甫家", "买买提", 3),
            IntakeExample.Row("4", "达吾提·玉素甫江", 4), IntakeExample.Row("5", "达吾提·玉素甫", 5)));
        HouseholdKey[] named = [.. new[] { "2", "达吾提·玉素甫家" }.Select(number => new HouseholdKey(IntakeExample.Kuqa, Household(example.Registry, number)))];
        var person = Id(example.Registry, IntakeExample.Number(1));
        Assert.Equal(named, new EraseContent(example.Registry, IntakeExample.Official, "个人信息保护法第四十七条", "来信") { DryRun = true }.Person(IntakeExample.Kuqa, person).StillNaming);
        Assert.Equal(named, Erase(example.Registry).Person(IntakeExample.Kuqa, person).StillNaming);
    }

    /// <summary>A number is compared as the name is, whatever its letters' case, and a rare character is one character.</summary>
    [Theory, EachDatabase]
    public void A_households_number_bears_a_name_in_any_case_and_any_character(DatabaseKind kind)
    {
        foreach (var (name, number) in new[] { ("gulnur", "Gulnur家"), ("𠮷买提", "𠮷买提家") })
        {
            using var example = new IntakeExample(kind);
            example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", name, 1), IntakeExample.Row(number, "买买提", 3)));
            Assert.Equal([new HouseholdKey(IntakeExample.Kuqa, Household(example.Registry, number))], Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1))).StillNaming);
        }
    }

    [Theory, EachDatabase]
    public void A_heading_that_is_a_short_name_goes(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import(new ImportOptions { On = IntakeExample.Day, Columns = new Dictionary<string, string> { ["王伟"] = "ignore" } },
            ("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", "王伟", 1), IntakeExample.Row("2", "买买提", 2))));
        Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1)));
        Assert.DoesNotContain(Values(example.Registry), value => value.Contains("王伟", StringComparison.Ordinal));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Rosters_and_lists_are_compared_though_an_erased_member_was_given_a_number_or_made_head(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", "卡德尔", 1), IntakeExample.Row("1", "古丽", 2, relation: "配偶")));
        var (person, home) = (Id(example.Registry, IntakeExample.Number(2)), Household(example.Registry, "1"));
        Erase(example.Registry).Person(IntakeExample.Kuqa, person);
        // No act writes there any more; what an earlier version of the program let through is read all the same.
        using (var session = example.Registry.Write(IntakeExample.Official))
        {
            var entry = session.Begin(IntakeExample.Kuqa, new EntryHead("give document", IntakeExample.Day) { HouseholdId = home });
            var (given, member) = (Timeline.Read(session, Person.Table, IntakeExample.Kuqa, "id", person).Single(), Timeline.Read(session, Membership.Table, IntakeExample.Kuqa, "person_id", person).Single());
            given.SetAlways("number", IntakeExample.Number(5));
            given.SetAlways("number_verified", true);
            member.Set("relation", Membership.Head, IntakeExample.Day.AddDays(1));
            given.WriteTo(entry);
            member.WriteTo(entry);
            entry.Seal();
            session.Commit();
        }

        Assert.Null(example.Import("652902-库车市-五月.csv", IntakeExample.Roster(IntakeExample.Row("3", "买买提", 3))).Files[0].Refused);
        Assert.Null(example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs("外乡人,,牙哈镇,守努特村,2020-03-05,6000")).Files[0].Refused);
    }
}
