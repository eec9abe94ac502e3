using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Somebody whom no household's list knows but whose cost or loss is large: a name, a place, a reason, until it expires.</summary>
/// <param name="Amount">In fen.</param>
/// <param name="Period">The list's period as text, for example 2020-03.</param>
/// <param name="ExpiresOn">The first day on which it is no longer there, counted from the day it was kept.</param>
public sealed record Lead(string? Name, string? Place, string List, string Source, string Period, long Amount, DateOnly ExpiresOn)
{
    public static VersionedTable Table { get; } = new("lead", "lead", null,
        new Column("name", ColumnType.Text) { IsWords = true }, new Column("place", ColumnType.Text) { IsWords = true, IsOfPlace = true }, new Column("list", ColumnType.Text), new Column("source", ColumnType.Text),
        new Column("period", ColumnType.Text), new Column("amount", ColumnType.Integer), new Column("expires_on", ColumnType.Day))
    {
        GoesWithItsWords = true,
    };

    public object?[] ToValues() => [Name, Place, List, Source, Period, Amount, ExpiresOn];

    public static Lead From(Journal.Version version)
    {
        var v = version.Values;
        return new Lead((string?)v[0], (string?)v[1], (string)v[2]!, (string)v[3]!, (string)v[4]!, (long)v[5]!, (DateOnly)v[6]!);
    }
}

/// <summary>The leads that stand: none whose day has come, whether anybody has ended it or not.</summary>
public static class Leads
{
    /// <returns>The largest first, with the county that keeps each; 0 is the office above the counties.</returns>
    public static IReadOnlyList<(int CountyKey, long Id, Lead Lead)> Of(Registry registry, Actor actor)
    {
        var today = registry.Database.Time.Today();
        using var connection = registry.Database.OpenReader();
        return [.. actor.Where(Right.ReadHouseholds, FactStore.Counties(connection).Prepend(HandedFiles.Office))
            .SelectMany(countyKey => AsOf.Now.Read(registry.Database, connection, Lead.Table, countyKey, "expires_on > @today", command => command.Add("@today", today))
                .Select(version => (countyKey, version.Id, Lead.From(version))))
            .OrderByDescending(one => one.Item3.Amount)];
    }
}
