using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Keeping;

/// <summary>
/// Somebody asks that what is kept of them be erased. Name, number and telephone stand in the registry in every way there is: now and in history, in a file that was handed over, in a list of a department, in an upload
/// that waits with what comparing it said, in a copy to practise on, and, encrypted and hashed, in the columns by which people are found. At once, when the act is done, no file holds a byte of it.
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
        using (var staging = new StageFiles(example.Registry, IntakeExample.Official))
        {
            staging.Begin("六月.csv");
            staging.Write(Encoding.UTF8.GetBytes(Roster(Phone, "31000")));
            new CompareStaged(staging.Finish(IntakeExample.Day.AddDays(60))).Run(example.Registry, IntakeExample.Official, stop: TestContext.Current.CancellationToken);
        }
        return example;
    }

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
        }
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
                if (sought.Take(24).Any(one => plain.AsSpan().IndexOf(one.Item2) >= 0))
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
            return Directory.EnumerateFiles(Path.GetDirectoryName(example.Target)!).Where(file => !file.EndsWith(".csv", StringComparison.Ordinal)).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))).ToList();
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
        // Where the server's folder can be read, its files too held the name.
        Assert.True(kind == DatabaseKind.Sqlite || !Files(example, kind).Any(file => char.IsAsciiDigit(file.File[0])) || before.Exists(one => char.IsAsciiDigit(one[0]) && one.EndsWith($"{Name} in utf-8", StringComparison.Ordinal)));

        Erase(example);

        Assert.Empty(Found(example, kind, sought));
        Assert.True(example.IsWhole());
    }

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
