using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests;

public class RegistryTests
{
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly DateOnly Spring = new(2020, 4, 1);

    private static Household AHousehold(string number) => new() { Number = number, VillageId = 7, PlaceId = 7, Phone = "19900000001" };

    [Fact]
    public void A_household_entered_once_is_read_back_with_its_telephone_and_the_file_holds_no_plain_number()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("registry.db");
        using (var registry = Registry.Open(file))
        {
            using (var session = registry.Write(Official))
            {
                var entry = session.Begin(1, new EntryHead("register household", Spring));
                entry.Add(Household.Table, AHousehold("6510000001").ToValues());
                Assert.True(entry.Seal());
                session.Commit();
            }
            using var reader = registry.Database.OpenReader();
            var household = Household.From(Assert.Single(AsOf.Now.Read(registry.Database, reader, Household.Table, 1)));
            Assert.Equal("19900000001", household.Phone);
        }
        var bytes = Directory.GetFiles(Path.GetDirectoryName(file)!).SelectMany(File.ReadAllBytes).ToArray();
        Assert.True(bytes.AsSpan().IndexOf("6510000001"u8) >= 0);
        Assert.True(bytes.AsSpan().IndexOf("19900000001"u8) < 0);
    }

    [Theory, EachDatabase]
    public void A_change_entered_later_keeps_what_was_true_before_and_what_was_known_then(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var registry = test.Registry;
        var summer = new DateOnly(2020, 7, 1);
        using (var session = registry.Write(Official))
        {
            var entry = session.Begin(1, new EntryHead("register household", Spring));
            var version = entry.Add(Household.Table, AHousehold("6510000001").ToValues());
            entry.Seal();
            var moved = session.Begin(1, new EntryHead("move within county", summer));
            moved.Change(Household.Table, version, (Household.From(version) with { VillageId = 8, PlaceId = 8 }).ToValues());
            moved.Seal();
            session.Commit();
        }

        using var reader = registry.Database.OpenReader();
        long? VillageOn(DateOnly day, long height) =>
            new AsOf(day, height).Read(registry.Database, reader, Household.Table, 1).Select(version => Household.From(version).VillageId).SingleOrDefault();
        Assert.Equal(7, VillageOn(Spring, 2));
        Assert.Equal(8, VillageOn(summer, 2));
        Assert.Equal(7, VillageOn(summer, 1));
        Assert.Null(VillageOn(Spring.AddDays(-1), 2));
    }

    [Theory, EachDatabase]
    public void Without_commit_nothing_stays(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var registry = test.Registry;
        using (var session = registry.Write(Official))
        {
            var entry = session.Begin(1, new EntryHead("register household", Spring));
            entry.Add(Household.Table, AHousehold("6510000001").ToValues());
            entry.Seal();
        }
        using var reader = registry.Database.OpenReader();
        Assert.Empty(AsOf.Now.Read(registry.Database, reader, Household.Table, 1));
    }

    [Theory, EachDatabase]
    public void Nobody_writes_in_a_county_that_is_not_theirs(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var registry = test.Registry;
        var elsewhere = new Actor("team", new HashSet<Right> { Right.WriteHouseholds }, new HashSet<int> { 2 });
        using var session = registry.Write(elsewhere);

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => session.Begin(1, new EntryHead("register household", Spring))).Problem.Number);
    }

    [Theory, EachDatabase]
    public void A_field_that_a_register_gains_becomes_a_column_and_earlier_entries_stay(DatabaseKind kind)
    {
        const string before = """
            register: orchards
            labels: { zh: 果园, en: Orchards }
            belongs_to: household
            purpose: { zh: 产业帮扶, en: help with production }
            keep: 5 years after it ends
            keep_source: { zh: 验收口径, en: for acceptance }
            fields:
              - { name: area, labels: { zh: 面积, en: Area }, type: integer }
            """;
        var after = before + "\n  - { name: planted_on, labels: { zh: 种植日期, en: Planted }, type: day }";
        static Programmes With(string text) => new(new Dictionary<string, string> { ["production/registers/orchards.yaml"] = text });
        using var database = new TestDatabase(kind);
        using (var registry = Registry.Open(database.Target, programmes: With(before), keyFile: database.KeyFile))
        using (var session = registry.Write(Official))
        {
            var entry = session.Begin(1, new EntryHead("enter orchard", Spring) { HouseholdId = 5 });
            entry.Add(registry.Register("orchards").Table, [5L, 1500L]);
            entry.Seal();
            session.Commit();
        }

        using var widened = Registry.Open(database.Target, programmes: With(after), keyFile: database.KeyFile);
        using var reader = widened.Database.OpenReader();
        var version = Assert.Single(AsOf.Now.Read(widened.Database, reader, widened.Register("orchards").Table, 1));
        Assert.Equal([5L, 1500L, null], version.Values);
    }

    [Fact]
    public void A_missing_or_foreign_key_file_is_named_before_anything_is_read()
    {
        using var folder = new TemporaryFolder();
        Registry.Open(folder.File("registry.db")).Dispose();
        File.Move(folder.File("registry.db.key"), folder.File("kept.key"));

        Assert.Equal(6005, Assert.Throws<ProblemException>(() => Registry.Open(folder.File("registry.db"))).Problem.Number);
        KeyRing.Create().Save(folder.File("registry.db.key"));
        Assert.Equal(6008, Assert.Throws<ProblemException>(() => Registry.Open(folder.File("registry.db"))).Problem.Number);
        Registry.Open(folder.File("registry.db"), keyFile: folder.File("kept.key")).Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("list.csv"), string.Concat(Enumerable.Range(0, 200).Select(i => i.ToString(CultureInfo.InvariantCulture) + ",村\n")));
        var before = File.ReadAllBytes(folder.File("list.csv"));

        Assert.Equal(6001, Assert.Throws<ProblemException>(() => Registry.Open(folder.File("list.csv"))).Problem.Number);
        Assert.Equal(before, File.ReadAllBytes(folder.File("list.csv")));
    }
}
