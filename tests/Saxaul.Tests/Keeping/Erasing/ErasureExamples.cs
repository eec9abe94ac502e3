using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Tests.Intake;
using Saxaul.Tests.Journals;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>Whom the tests of erasing erase, where they are named, and what is left of them.</summary>
internal static class ErasureExamples
{
    public const int County = 1;
    public const string Name = "卡德尔·艾尔肯", Number = "999019196309248931", Born = "1963-09-24";

    public static List<Saxaul.Journal.Version> Now(Registry registry, VersionedTable table)
    {
        using var reader = registry.Database.OpenReader();
        return AsOf.Now.Read(registry.Database, reader, table, County);
    }

    public static long Id(Registry registry, string number) => Now(registry, Person.Table).Single(version => Person.From(version).Number == number).Id;

    public static long Household(Registry registry, string number) => Now(registry, Saxaul.Households.Household.Table).Single(version => Saxaul.Households.Household.From(version).Number == number).Id;

    public static EraseContent Erase(Registry registry, Actor? actor = null) => new(registry, actor ?? WholeRegistry.Official, "个人信息保护法第四十七条", "2020-04-03 来信");

    /// <summary>Everything of the database as text, secrets opened.</summary>
    public static string Everything(Registry registry)
    {
        var text = new StringBuilder();
        using var connection = registry.Database.OpenReader();
        foreach (var table in registry.Tables.SelectMany(table => new[] { table.Name, table.HistoryName }).Concat(["journal", "journal_part", "handed_file", "batch", "screening", "file_piece"]))
        {
            using var command = connection.Command($"SELECT * FROM {table}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    text.Append(reader.GetValue(i) is byte[] bytes ? Opened(registry, bytes) : reader.GetValue(i)).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Opened(Registry registry, byte[] bytes)
    {
        try
        {
            return registry.Database.Secrets.Open(bytes);
        }
        catch (ProblemException)
        {
            return Convert.ToHexString(bytes);
        }
    }

    public const string Mentioned = "阿依古丽";

    /// <summary>Every value of every state of every county, secrets opened.</summary>
    public static List<string> Values(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        return [.. FactStore.Counties(connection).Prepend(0).SelectMany(county => registry.Tables.SelectMany(table => new[] { false, true }.SelectMany(history =>
            connection.Command($"SELECT {table.SelectList(history)} FROM {(history ? table.HistoryName : table.Name)} WHERE county_key = @county", ("@county", county))
                .ToList(reader => table.Read(reader, registry.Database.Secrets)).SelectMany(version => version.Values.OfType<string>()))))];
    }

    public static List<string> Erasures(IntakeExample example, int county) => example.Now(Erasure.Table, version => Erasure.From(version).OwnerKind, county);

    /// <summary>In another county questions and leads in every state: by name, by number alone, and about somebody else.</summary>
    public static IntakeExample MentionedElsewhere(DatabaseKind kind)
    {
        var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", Mentioned, 1), IntakeExample.Row("2", "卡德尔", 2)));
        Finding Asks(string written) => new() { Kind = FindingKind.MatchForReview, Sheet = "表一", Field = "name", Written = written };
        Lead Of(string name) => new(name, "库木里村", "medical", "医保局", "2020-03", 2_500_000, WholeRegistry.Day.AddDays(90));
        void Write(int county, Action<Entry> write)
        {
            using var session = example.Registry.Write(IntakeExample.Official);
            var entry = session.Begin(county, new EntryHead("test", WholeRegistry.Day));
            write(entry);
            entry.Seal();
            session.Commit();
        }
        List<Saxaul.Journal.Version> kept = [];
        Write(IntakeExample.Kalpin, entry => kept.AddRange(new[] { Mentioned, $"{Mentioned}\t{IntakeExample.Number(1)}", $"阿衣古丽\t{IntakeExample.Number(1)}", $"外乡人\t{IntakeExample.Number(9)}" }
            .Select(written => entry.Add(Finding.Table, Asks(written).ToValues(), 2))));
        Write(IntakeExample.Kalpin, entry =>
        {
            entry.End(Finding.Table, kept[0], WholeRegistry.Day.AddDays(3));
            entry.Correct(Finding.Table, kept[1], Asks($"某人\t{IntakeExample.Number(1)}").ToValues());
            entry.Add(Lead.Table, Of(Mentioned).ToValues(), 3);
            entry.Add(Lead.Table, Of("外乡人").ToValues(), 4);
        });
        Write(0, entry => entry.Retract(Lead.Table, entry.Add(Lead.Table, Of("外乡人").ToValues(), 3)));
        Write(0, entry => kept.Add(entry.Add(Lead.Table, Of(Mentioned).ToValues(), 3)));
        Write(0, entry => entry.Retract(Lead.Table, kept[^1]));
        Assert.True(example.IsWhole());
        return example;
    }

    public static void Sql(Registry registry, string sql)
    {
        using var writer = registry.Database.OpenWriter();
        Assert.True(writer.Execute(sql) > 0, sql);
        writer.Commit();
    }

    /// <summary>The names that a county knows or knew.</summary>
    public static List<string?> AsLeft(ExampleCounties example, int county)
    {
        using var connection = example.Registry.Database.OpenReader();
        return connection.Command("SELECT name FROM person WHERE county_key = @county UNION ALL SELECT name FROM person_history WHERE county_key = @county", ("@county", county)).ToList(reader => reader.TextOrNull(0));
    }
}
