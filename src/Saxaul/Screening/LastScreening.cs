using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>What the warnings of a county and policy reflect.</summary>
/// <param name="Day">The day for which facts and figures hold.</param>
/// <param name="Height">The county's journal height.</param>
/// <param name="PolicyVersion">The policy's version, and with <paramref name="Shape"/> the definitions it was applied with.</param>
/// <param name="Report">What was counted in the county.</param>
/// <param name="Looked">The days for which all households were looked at, in order; the last is <paramref name="Day"/>.</param>
internal sealed record LastScreening(DateOnly Day, long Height, int PolicyVersion, string Shape, ScreenReport Report, IReadOnlyList<DateOnly> Looked)
{
    private sealed record Kept(int PolicyVersion, string Shape, ScreenReport Report, IReadOnlyList<DateOnly> Looked);

    /// <summary>Whether the policy still is the one that was applied.</summary>
    public bool IsOf(Policy policy) => PolicyVersion == policy.Version && Shape == policy.Shape.Fingerprint;

    public static LastScreening? Read(WriteSession session, int countyKey, string policy)
    {
        using var command = session.Writer.Command("SELECT day, height, report FROM screening WHERE county_key = @county AND policy = @policy", ("@county", countyKey), ("@policy", policy));
        return command.ToList(From).SingleOrDefault();
    }

    private static LastScreening From(DbDataReader reader)
    {
        var kept = JsonSerializer.Deserialize<Kept>(reader.GetString(2), ReportJson.Options)!;
        return new LastScreening(reader.Day(0), reader.GetInt64(1), kept.PolicyVersion, kept.Shape, kept.Report, kept.Looked);
    }

    /// <summary>Those of every county, in order.</summary>
    public static IReadOnlyList<(int CountyKey, string Policy, LastScreening Last)> All(DbConnection connection) =>
        connection.Command("SELECT day, height, report, county_key, policy FROM screening ORDER BY county_key, policy").ToList(reader => (reader.GetInt32(3), reader.GetString(4), From(reader)));

    /// <summary>The counties in whose journals something stands that their warnings do not reflect, in order.</summary>
    public static IReadOnlyList<(int CountyKey, string Policy)> Behind(DbConnection connection) => connection.Command("""
        SELECT screening.county_key, screening.policy FROM screening JOIN chain ON chain.county_key = screening.county_key
        WHERE screening.height < chain.height ORDER BY screening.county_key, screening.policy
        """).ToList(reader => (reader.GetInt32(0), reader.GetString(1)));

    /// <summary>The policies that a county was screened with, each with the day for which its warnings hold.</summary>
    public static IReadOnlyList<(string Policy, DateOnly Day)> Days(DbConnection connection, int countyKey) =>
        connection.Command("SELECT policy, day FROM screening WHERE county_key = @county ORDER BY policy", ("@county", countyKey)).ToList(reader => (reader.GetString(0), reader.Day(1)));

    public void Write(WriteSession session, int countyKey, string policy)
    {
        const string one = "county_key = @county AND policy = @policy";
        (string, object?)[] values =
        [
            ("@county", countyKey), ("@policy", policy), ("@day", Day), ("@height", Height),
            ("@report", JsonSerializer.Serialize(new Kept(PolicyVersion, Shape, Report, Looked), ReportJson.Options)),
        ];
        if (RowSeal.Update(session.Writer, session.Database.Secrets, "screening", "day = @day, height = @height, report = @report", one, values) > 0)
            return;
        session.Writer.Execute("INSERT INTO screening (county_key, policy, day, height, report) VALUES (@county, @policy, @day, @height, @report)", values);
        RowSeal.Put(session.Writer, session.Database.Secrets, "screening", one, values);
    }
}
