using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>Whether departments' lists are compared with a household, and on what ground.</summary>
/// <param name="Since">The day on which it was signed; null for a public duty, for which nobody signs.</param>
/// <param name="Statement">What was signed; null when nothing was.</param>
public sealed record ComparisonOf(ComparisonGround Ground, DateOnly? Since, ComparisonStatement? Statement);

/// <summary>Reads it, for pages, and for whoever applies a department's list.</summary>
public static class ReadComparison
{
    /// <param name="known">The moment it is seen from; null for now.</param>
    /// <exception cref="ProblemException">7001, 7002.</exception>
    public static ComparisonOf Of(Registry registry, Actor actor, HouseholdKey household, DateOnly on, DateTimeOffset? known = null)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, household);
        using var connection = registry.Database.OpenReader();
        var asOf = new AsOf(on, known is { } moment ? AsOf.HeightAt(connection, household.CountyKey, moment) : null);
        return asOf.Read(registry.Database, connection, ComparisonStatement.Table, household.CountyKey, "id = @id", command => command.Add("@id", household.Id)).FirstOrDefault() is not { } version
            ? new ComparisonOf(ComparisonGround.PublicDuty, null, null)
            : new ComparisonOf(ComparisonStatement.From(version).Allowed ? ComparisonGround.Authorised : ComparisonGround.Withdrawn, version.TrueFrom, ComparisonStatement.From(version));
    }

    /// <summary>The households of all counties that withdrew, as a session sees them now.</summary>
    internal static HashSet<(int CountyKey, long Id)> Withdrawn(WriteSession session)
    {
        session.Flush();
        return [.. session.Writer.Command("SELECT county_key, id FROM comparison WHERE NOT allowed").ToList(reader => (reader.GetInt32(0), reader.GetInt64(1)))];
    }

    /// <summary>Whether one household did.</summary>
    internal static bool IsWithdrawn(WriteSession session, HouseholdKey household) =>
        session.Find(ComparisonStatement.Table, household.CountyKey, household.Id) is { } version && !ComparisonStatement.From(version).Allowed;
}
