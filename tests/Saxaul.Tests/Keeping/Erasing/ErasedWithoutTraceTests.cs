using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>
/// Somebody asks that what is kept of them be erased. Name, number and telephone stand in the registry in every way there is: now and in history, in a file that was handed over, in a list of a department, in an upload
/// that waits with what comparing it said, in a copy to practise on, and, encrypted and hashed, in the columns by which people are found; the name also in whatever people wrote in their own words, of the household and
/// of others, and in the names of a file and of a sheet. At once, when the act is done, no file holds a byte of it.
/// </summary>
public class ErasedWithoutTraceTests
{
    private const string Name = "卡德尔·艾尔肯·吐尔逊", NameKey = "卡德尔艾尔肯吐尔逊", Phone = "19954321768", OtherPhone = "19954321769", Household = "6510000771";
    private static readonly string Number = IntakeExample.Number(371);

    private static IntakeExample Begin(DatabaseKind kind)
    {
        var example = new IntakeExample(kind);
        string Roster(string phone, string wages) => IntakeExample.Roster(IntakeExample.Row(Household, Name, 371, phone: phone, wages: wages, medical: "6200"), IntakeExample.Row("6510000002", "买买提", 2));
        example.Import("652902-库车市.csv", Roster(Phone, "30000"));
        example.Import(new ImportOptions { On = IntakeExample.Day.AddDays(30) }, ("652902-库车市-五月.csv", Roster(OtherPhone, "约3万")));
        example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"{Name},,,,2020-03-05,6000"));
        example.Warnings();
        using (var looks = new LookLog(example.Registry.Database))
            looks.Add(IntakeExample.Official, [new HouseholdKey(IntakeExample.Kuqa, Id(example))], LookPurpose.Card, sensitive: true, new AskedFor("visit", $"与{Name}核对电话 {Phone}"));
        WriteOf(example);
        using (var staging = new StageFiles(example.Registry, IntakeExample.Official))
        {
            staging.Begin("六月.csv");
            staging.Write(Encoding.UTF8.GetBytes(Roster(Phone, "31000")));
            new CompareStaged(staging.Finish(IntakeExample.Day.AddDays(60))).Run(example.Registry, IntakeExample.Official, stop: TestContext.Current.CancellationToken);
        }
        return example;
    }

    private const string Elsewhere = "6510000002", OfOther = "院子里的路修好了";

    /// <summary>The name stands in reasons of every kind, in what people asked for, and in what a sender called a file, a sheet and a column.</summary>
    private static void WriteOf(IntakeExample example)
    {
        var (registry, facts, official, colleague) = (example.Registry, new FactStore(example.Registry), IntakeExample.Official, Actor.Operator("colleague"));
        var (family, other) = (new HouseholdKey(IntakeExample.Kuqa, Id(example)), new HouseholdKey(IntakeExample.Kuqa, Id(example, Elsewhere)));
        var policies = new Policies(registry, facts);
        CorrectHousehold Named(HouseholdKey household, string group, string reason) => new(household, new Dictionary<string, string?> { ["natural_village"] = group }, null, reason);
        new EnterEvent(new MoveHousehold(family, example.Counties.ByCode("652902105208")!.Id, IntakeExample.Day.AddDays(40)) { Reason = $"{Name}家搬到玉奇玉吉买村" }).Run(registry, official, facts, policies, Uncounted.AtTheMachine);
        Named(family, "一组", $"与{Name}核对").Run(registry, official);
        Named(other, "一组", $"和{Name}一家同住一个院子").Run(registry, official);
        // Where others live, as it was written.
        Named(other, $"{Name}家东边", OfOther).Run(registry, official);
        var proposer = new Actor("family", new HashSet<Right> { Right.ProposeCorrections, Right.ReadHouseholds }, null);
        var waiting = new[] { "三组", "四组", "五组" }.Select(group => new EnterCorrection(Named(family, group, $"{Name}说的"), $"{Name}的户口本").Run(registry, proposer, facts, policies, Uncounted.AtTheMachine).Waiting!.Value).ToList();
        new ConfirmCorrection(IntakeExample.Kuqa, waiting[1], $"看过{Name}的户口本").Run(registry, colleague, Uncounted.AtTheMachine);
        new DeclineCorrection(IntakeExample.Kuqa, waiting[2], $"{Name}没有搬").Run(registry, colleague);
        var batch = example.Import(new ImportOptions { On = IntakeExample.Day.AddDays(50) }, ("652902-库车市-补.csv", IntakeExample.Roster(IntakeExample.Row("6510000003", "艾力", 3)))).BatchId!.Value;
        var undone = Id(example, "6510000003");
        new UndoBatch(batch, $"把{Name}的邻居登错了").Run(registry, official);
        // On whose word somebody else was erased.
        new EraseContent(registry, official, $"个人信息保护法第四十七条（{Name}代为提出）", "来信").Household(IntakeExample.Kuqa, undone);
        new EnterRequest(family, RequestKind.Access, AskedBy.Self, $"{Name}想看看登记了什么", IntakeExample.Day.AddDays(60)).Run(registry, official);
        new EnterRequest(other, RequestKind.Objection, AskedBy.Self, $"不要和{Name}比", IntakeExample.Day.AddDays(60)).Run(registry, official);
        var team = new Actor("team", new HashSet<Right> { Right.OpenInEmergency }, null);
        new OpenInEmergency("652902", Household, $"{Name}家着火").Run(registry, team);
        Assert.Throws<ProblemException>(() => new OpenInEmergency("652902", "6510009999", $"找{Name}的家人").Run(registry, team));
        // An export's purpose is one of the office's list: there is no room for words.
        Assert.Throws<ProblemException>(() => new RecordExport(ExportKind.Book, [IntakeExample.Kuqa], null, 2, $"给{Name}").Run(registry, official));
        // A file that bears the name and holds nobody of it, and one of whose sheets does.
        example.Import(new ImportOptions { On = IntakeExample.Day.AddDays(70) }, ($"652902-库车市-{Name}邻居.csv", IntakeExample.Roster(IntakeExample.Row(Elsewhere, "买买提", 2, wages: "31000", number: "999"))));
        var rows = string.Join('\n', IntakeExample.Roster(IntakeExample.Row(Elsewhere, "买买提", 2, wages: "32000")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Replace(',', '|')));
        var workbook = example.Write("652902-库车市-七月.xlsx", "");
        File.WriteAllBytes(workbook, new RawXlsx().Sheet(Table.Xml(rows), $"{Name}等").Bytes().ToArray());
        Assert.Null(new Import(registry, official, new ImportOptions { On = IntakeExample.Day.AddDays(80) }).Run([workbook]).Files[0].Refused);
        // How a column was called.
        Assert.Null(example.Import(new ImportOptions { On = IntakeExample.Day.AddDays(90), Columns = new Dictionary<string, string> { [$"{Name}工资"] = "ignore" } },
            ("652902-库车市-八月.csv", IntakeExample.Roster(IntakeExample.Row(Elsewhere, "买买提", 2, wages: "33000")))).Files[0].Refused);
        // Who signs in as the household.
        new MakeUser("yaru", Name).Run(registry, official);
        new GiveRole("yaru", "household", "652902", registry.Database.Time.Today(), null, $"{Name}来窗口申请") { Household = Household }.Run(registry, official);
        new Invite("yaru").Run(registry, official);
        using var looks = new LookLog(registry.Database);
        looks.Add(official, [other], LookPurpose.Card, sensitive: true, new AskedFor("other", $"{Name}的邻居"));
        looks.Add(colleague, [other], LookPurpose.Card, sensitive: true, new AskedFor("other", OfOther));
    }

    private static long Id(IntakeExample example, string number) => example.Now(Saxaul.Households.Household.Table, version => (version.Id, Saxaul.Households.Household.From(version).Number)).Single(one => one.Number == number).Id;

    private static long Id(IntakeExample example) => example.Now(Saxaul.Households.Household.Table, version => (version.Id, Saxaul.Households.Household.From(version).Number)).Single(one => one.Number == Household).Id;

    private static void Erase(IntakeExample example) =>
        Assert.True(new EraseContent(example.Registry, IntakeExample.Official, "个人信息保护法第四十七条", "2020-07-03 来信").Household(IntakeExample.Kuqa, Id(example)).IsOverwritten);

    /// <summary>What is looked for: each value as it is written in any encoding, the hashes it is found by, and every cell that holds it encrypted, as it rests.</summary>
    private static List<(string What, byte[] Bytes)> Sought(Registry registry)
    {
        var sought = new List<(string, byte[])>();
        foreach (var value in new[] { Name, NameKey, Number, Phone, OtherPhone, Household, Number.ToLowerInvariant(), Pinyin })
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
                sought.Add(($"{value} in {encoding.WebName}", encoding.GetBytes(value)));
            // As JSON writes it.
            sought.Add(($"{value} escaped", Encoding.ASCII.GetBytes(JsonSerializer.Serialize(value).Trim('"'))));
        }
        var written = sought.ToList();
        foreach (var value in new[] { Number, Phone, OtherPhone })
        {
            sought.Add(($"hash of {value}", registry.Database.Secrets.Hash(value)));
            sought.Add(($"hash of the last four of {value}", registry.Database.Secrets.HashLastFour(value)!));
        }
        using var connection = registry.Database.OpenReader();
        foreach (var column in SealedColumns.Of(registry))
        {
            foreach (var cell in connection.Command($"SELECT {column.Name} FROM {column.Table} WHERE {column.Name} IS NOT NULL").ToList(reader => reader.GetFieldValue<byte[]>(0)))
            {
                var plain = registry.Database.Secrets.OpenBytes(cell);
                if (written.Exists(one => plain.AsSpan().IndexOf(one.Item2) >= 0))
                    sought.Add(($"what {column.Table}.{column.Name} held", cell.Length > 64 ? cell[..64] : cell));
            }
        }
        return sought;
    }

    /// <summary>The initials by which the name is found.</summary>
    private const string Pinyin = "kdeaketex";

    /// <summary>Every file of the registry, or every file of the database on the server with every row of every table as text; the names of files that are not the registry's are passed over.</summary>
    private static IEnumerable<(string File, byte[] Bytes)> Files(IntakeExample example, DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
            return Directory.EnumerateFiles(Path.GetDirectoryName(example.Target)!).Where(file => !file.EndsWith(".csv", StringComparison.Ordinal) && !file.EndsWith(".xlsx", StringComparison.Ordinal)).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))).ToList();
        using var connection = example.Registry.Database.OpenReader();
        var tables = connection.Command("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace").ToList(reader => reader.GetString(0));
        var all = tables.ConvertAll(table => (table, Encoding.UTF8.GetBytes(string.Join('\n', connection.Command($"SELECT row_to_json(t)::text FROM {table} t").ToList(reader => reader.GetString(0))))));
        connection.Command("CHECKPOINT").ExecuteNonQuery();
        var folder = connection.Command("SELECT current_setting('data_directory') || '/base/' || (SELECT oid FROM pg_database WHERE datname = current_database())").ExecuteScalar() as string;
        if (Directory.Exists(folder))
            all.AddRange(Directory.EnumerateFiles(folder).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))));
        return all;
    }

    private static List<string> Found(IntakeExample example, DatabaseKind kind, List<(string What, byte[] Bytes)> sought) =>
        [.. Files(example, kind).SelectMany(file => sought.Where(one => file.Bytes.AsSpan().IndexOf(one.Bytes) >= 0 || kind == DatabaseKind.Postgres
            && file.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(one.Bytes))) >= 0).Select(one => $"{file.File}: {one.What}"))];

    [Theory, EachDatabase]
    public void No_byte_of_the_name_the_number_or_a_telephone_is_left_in_any_file(DatabaseKind kind)
    {
        using var example = Begin(kind);
        if (kind == DatabaseKind.Sqlite)
            PracticeCopy.Make(example.Registry, 1).Dispose();
        var sought = Sought(example.Registry);
        var before = Found(example, kind, sought);
        Assert.Contains(before, one => one.EndsWith($"{Name} in utf-8", StringComparison.Ordinal));
        Assert.Contains(before, one => one.EndsWith($"hash of {Phone}", StringComparison.Ordinal));
        Assert.Contains(before, one => one.EndsWith("what file_piece.content held", StringComparison.Ordinal));
        Assert.Contains(before, one => one.EndsWith("what staged_upload.preview held", StringComparison.Ordinal));
        Assert.Contains(before, one => one.EndsWith("what household_history.phone held", StringComparison.Ordinal));
        foreach (var words in new[] { "entry_reason.words", "look.words", "emergency_access.reason", "privacy_request.what", "waiting_correction.correction", "waiting_correction.evidence", "waiting_correction.decided_reason" })
            Assert.Contains(before, one => one.EndsWith($"what {words} held", StringComparison.Ordinal));
        // Where the server's folder can be read, its files too held the name.
        Assert.True(kind == DatabaseKind.Sqlite || !Files(example, kind).Any(file => char.IsAsciiDigit(file.File[0])) || before.Exists(one => char.IsAsciiDigit(one[0]) && one.EndsWith($"{Name} in utf-8", StringComparison.Ordinal)));

        Erase(example);

        Assert.Empty(Found(example, kind, sought));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void What_people_wrote_of_others_stays_and_of_what_went_it_is_said_that_it_was_erased(DatabaseKind kind)
    {
        using var example = Begin(kind);
        var other = new HouseholdKey(IntakeExample.Kuqa, Id(example, Elsewhere));
        Erase(example);

        var corrected = ReadHousehold.Of(example.Registry, IntakeExample.Official, other, IntakeExample.Day.AddDays(90)).History.Where(line => line.Act == "correct household").ToList();
        Assert.Equal([(OfOther, false), (null, true)], corrected.Select(line => (line.Reason, line.IsReasonErased)));
        Assert.Equal([OfOther, null], ReadLooks.Of(example.Registry, IntakeExample.Official, other, 10).Where(look => look.For is not null).Select(look => look.For!.Words).Order().Reverse());
        // That they asked, that somebody opened it, and that a file came stays.
        Assert.Null(ReadRequests.OfHousehold(example.Registry, IntakeExample.Official, other).Single().Request.What);
        using var connection = example.Registry.Database.OpenReader();
        Assert.Equal(0L, connection.Command("SELECT COUNT(*) FROM emergency_access WHERE reason IS NOT NULL").ExecuteScalar());
        Assert.Equal(1L, connection.Command("SELECT COUNT(*) FROM emergency_access WHERE household_id = 0").ExecuteScalar());
        var names = connection.Command("SELECT name, erased_at FROM handed_file ORDER BY id").ToList(reader => (Name: reader.GetString(0), Erased: !reader.IsDBNull(1)));
        Assert.Contains((HandedFiles.Unnamed, false), names);
        Assert.Contains(("652902-库车市-七月.xlsx", true), names);
        Assert.Contains(("652902-库车市-八月.csv", false), names);
    }

    [Theory, EachDatabase]
    public void Who_signs_in_as_the_household_ends_and_whoever_of_the_same_name_works_here_stays(DatabaseKind kind)
    {
        using var example = Begin(kind);
        var (registry, official) = (example.Registry, IntakeExample.Official);
        new MakeUser("cadre", Name).Run(registry, official);
        new GiveRole("cadre", "county", "652902", registry.Database.Time.Today(), null, "值班").Run(registry, official);
        new GiveRole("cadre", "household", "652902", registry.Database.Time.Today(), null, "也是这一户的人") { Household = Household }.Run(registry, official);
        new MakeUser("neighbour", "买买提").Run(registry, official);
        new GiveRole("neighbour", "household", "652902", registry.Database.Time.Today(), null, "来窗口申请") { Household = Elsewhere }.Run(registry, official);

        Erase(example);

        var users = ListUsers.Of(registry, official);
        Assert.Equal(["cadre", "neighbour"], users.Select(user => user.Name));
        Assert.Equal([true, true], users.Select(user => user.FullName is Name or "买买提"));
        Assert.Equal(["county", "household"], users.Select(user => Assert.Single(user.Roles).Role));
        using var connection = registry.Database.OpenReader();
        Assert.Equal(0L, connection.Command("SELECT COUNT(*) FROM sign_in_invitation").ExecuteScalar());
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Of_one_member_go_the_reasons_that_name_them_and_not_those_that_name_somebody_of_a_longer_name(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row(Household, "王伟", 371), IntakeExample.Row(Household, "王伟强", 2, relation: "之子")));
        var (registry, family) = (example.Registry, new HouseholdKey(IntakeExample.Kuqa, Id(example)));
        string[] reasons = ["与王伟强核对", "王伟说的", "村里核对", "王伟强替王伟来办"];
        for (var i = 0; i < reasons.Length; i++)
            new CorrectHousehold(family, new Dictionary<string, string?> { ["natural_village"] = $"{i}组" }, null, reasons[i]).Run(registry, IntakeExample.Official);

        var erase = new EraseContent(registry, IntakeExample.Official, "个人信息保护法第四十七条", "2020-07-03 来信");
        Assert.Equal(7380, Assert.Throws<ProblemException>(() => new EraseContent(registry, IntakeExample.Official, "个人信息保护法第四十七条", "王伟来信").Person(IntakeExample.Kuqa, Member(example, "王伟"))).Problem.Number);
        erase.Person(IntakeExample.Kuqa, Member(example, "王伟"));

        Assert.Equal([null, "村里核对", null, "与王伟强核对"], ReadHousehold.Of(registry, IntakeExample.Official, family, IntakeExample.Day.AddDays(90)).History.Where(line => line.Act == "correct household").Select(line => line.Reason));
        Assert.Equal("2020-07-03 来信", ReadHousehold.Of(registry, IntakeExample.Official, family, IntakeExample.Day.AddDays(90)).History[0].Reason);
        Assert.True(example.IsWhole());
        // Why somebody was erased outlives what is kept of the household.
        erase.Household(IntakeExample.Kuqa, family.Id);
        using var connection = registry.Database.OpenReader();
        Assert.Equal(2, connection.Command("SELECT words FROM entry_reason WHERE words IS NOT NULL").ToList(reader => registry.Database.Secrets.Open(reader.GetFieldValue<byte[]>(0))).Count(reason => reason == "2020-07-03 来信"));
        Assert.True(example.IsWhole());
    }

    /// <summary>Elsewhere somebody is called 王伟明. In words about 王伟's own household 王伟 is the likelier one to be meant; in those about others' the longer name stands.</summary>
    [Theory, EachDatabase]
    public void In_their_own_household_a_name_followed_by_another_word_goes_though_somewhere_somebody_is_called_so(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row(Household, "王伟", 371), IntakeExample.Row(Household, "王伟强", 2, relation: "之子"), IntakeExample.Row(Elsewhere, "王伟明", 3)));
        HouseholdKey Key(string number) => new(IntakeExample.Kuqa, Id(example, number));
        List<string?> Reasons(HouseholdKey of) => [.. ReadHousehold.Of(example.Registry, IntakeExample.Official, of, IntakeExample.Day.AddDays(90)).History.Where(line => line.Act == "correct household").Select(line => line.Reason)];
        foreach (var (household, reason, group) in new[] { (Household, "王伟强在家", "一组"), (Household, "王伟明天来办手续", "二组"), (Elsewhere, "王伟明在家", "一组"), (Elsewhere, "王伟来过", "二组") })
            new CorrectHousehold(Key(household), new Dictionary<string, string?> { ["natural_village"] = group }, null, reason).Run(example.Registry, IntakeExample.Official);

        new EraseContent(example.Registry, IntakeExample.Official, "个人信息保护法第四十七条", "2020-07-03 来信").Person(IntakeExample.Kuqa, Member(example, "王伟"));

        Assert.Equal([null, "王伟强在家"], Reasons(Key(Household)));
        Assert.Equal([null, "王伟明在家"], Reasons(Key(Elsewhere)));
        Assert.True(example.IsWhole());
    }

    /// <summary>Of a file that is kept, only what names them goes out of what was said of it; that it was refused stays said.</summary>
    [Theory, EachDatabase]
    public void Of_what_was_said_of_a_file_only_what_names_them_goes(DatabaseKind kind)
    {
        using var example = Begin(kind);
        using (var session = example.Registry.Write(IntakeExample.Official))
        {
            var said = new FileReport
            {
                File = "652902-库车市-九月.csv", Rows = 7, UnknownColumns = [new UnknownColumn("表一", "C", $"{Name}工资", ["wages"]), new UnknownColumn("表一", "D", "备注一", ["wages"])],
                Notes = [new Sentence("第 3 行是合计，没有读。", "Row 3 is a total and was not read."), new Sentence($"工作表“{Name}”没有读。", $"The sheet '{Name}' was not read.")],
                Refused = Problem.FileChangedMeanwhile($"{Name}.csv"),
            };
            RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "report = @report", "county_key = 0 AND id = (SELECT MAX(id) FROM handed_file)", ("@report", JsonSerializer.Serialize(said, ReportJson.Options)));
            session.Commit();
        }
        Erase(example);

        using var connection = example.Registry.Database.OpenReader();
        var left = JsonSerializer.Deserialize<FileReport>(connection.Command("SELECT report FROM handed_file ORDER BY id DESC LIMIT 1").ToList(reader => reader.GetString(0))[0], ReportJson.Options)!;
        Assert.Equal(("652902-库车市-九月.csv", 7, Problem.FileChangedMeanwhile("").Number), (left.File, left.Rows, left.Refused!.Number));
        Assert.Equal(["（名称已清除 name erased）", "备注一"], left.UnknownColumns.Select(column => column.Heading));
        Assert.Equal(["第 3 行是合计，没有读。"], left.Notes.Select(note => note.Zh));
        Assert.Empty(Found(example, kind, [("the name as JSON writes it", Encoding.ASCII.GetBytes(JsonSerializer.Serialize(Name).Trim('"'))), ("the name", Encoding.UTF8.GetBytes(Name))]));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void The_same_file_is_known_again_though_its_name_was_erased(DatabaseKind kind)
    {
        using var example = Begin(kind);
        Erase(example);
        var again = example.Import(new ImportOptions { On = IntakeExample.Day.AddDays(100) }, ("652902-库车市-邻居.csv", IntakeExample.Roster(IntakeExample.Row(Elsewhere, "买买提", 2, wages: "31000", number: "999"))));
        Assert.True(again.Files[0].Already);
    }

    private static long Member(IntakeExample example, string name) => example.Now(Person.Table, version => (version.Id, Person.From(version).Name)).Single(one => one.Name == name).Id;

    [Theory, EachDatabase]
    public void Totals_of_past_days_are_what_they_were(DatabaseKind kind)
    {
        using var example = Begin(kind);
        long[] Totals(DateOnly on)
        {
            var facts = new FactStore(example.Registry);
            var read = new ReadIndicators("652902", on).Run(example.Registry, facts, IndicatorSet.Of(example.Registry, facts.Shape), IntakeExample.Official);
            return [.. read.Indicators.SelectMany(indicator => read.Area.Children.Prepend(read.Area).Select(place => read.Of(place, indicator.Name)))];
        }
        DateOnly[] days = [IntakeExample.Day, IntakeExample.Day.AddDays(1), IntakeExample.Day.AddDays(29), IntakeExample.Day.AddDays(30), IntakeExample.Day.AddDays(400)];
        var before = days.Select(Totals).ToList();
        Assert.All(before, totals => Assert.Contains(2, totals));

        Erase(example);

        Assert.Equal(before, days.Select(Totals));
        Assert.True(example.IsWhole());
        // Today counts what is left.
        Assert.NotEqual(before[^1], Totals(example.Registry.Database.Time.Today()));
    }
}
