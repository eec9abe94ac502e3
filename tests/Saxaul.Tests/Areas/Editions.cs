using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;

namespace Saxaul.Tests.Areas;

/// <summary>Editions of area codes for a test, a few lines each.</summary>
internal static class Editions
{
    public static readonly Actor Official = Actor.Operator("official");

    public static AreaImport Import(this TestRegistry test, int edition, string codes, string? map = null)
    {
        var list = AreaList.Read(test.Write($"{edition}.csv", "code,name\n" + codes));
        var answers = map is null ? null : AreaAnswer.Read(test.Write("map.csv", "from,to\n" + map));
        return new ImportAreas(list, edition, answers).Run(test.Registry, Official);
    }

    public static Gazetteer On(this TestRegistry test, int year, int month = 1, int day = 1) => Gazetteer.Read(test.Registry.Database, on: new DateOnly(year, month, day));

    public static AreaKey Key(this TestRegistry test, string code, int year = 2020) => test.On(year).ByCode(code)!.Key;

    /// <summary>Registers a household in a village, and returns its id.</summary>
    public static long Household(this TestRegistry test, AreaKey village)
    {
        using var session = test.Registry.Write(Official);
        var entry = session.Begin(village.CountyKey, new EntryHead("register household", new DateOnly(2020, 4, 1)));
        var id = entry.Add(Saxaul.Households.Household.Table, new Household { VillageId = village.Id, PlaceId = village.Id }.ToValues()).Id;
        entry.Seal();
        session.Commit();
        return id;
    }

    public static IEnumerable<string> Rows(this AreaImport done) => done.Proposals.Select(row => $"{row.What} {row.From}>{row.To}");

    public static long Heights(this TestRegistry test)
    {
        using var connection = test.Registry.Database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM journal";
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
