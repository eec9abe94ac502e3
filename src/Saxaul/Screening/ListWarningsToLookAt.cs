using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>The last answer to a warning, with who gave it, when and why.</summary>
/// <param name="Changed">The warning's figures are of a later day than the answer.</param>
public sealed record GivenAnswer(Look Look, string Actor, DateTimeOffset At, string? Reason, bool Changed)
{
    /// <summary>Whether there was a reason that was erased since.</summary>
    public bool IsReasonErased { get; init; }
}

/// <summary>A standing warning that somebody may look at.</summary>
/// <param name="Answer">Null when nobody has answered yet.</param>
public sealed record WarningToLookAt(int CountyKey, long Id, Warning Warning, ListedHousehold Household, GivenAnswer? Answer);

/// <summary>The standing warnings of an area.</summary>
/// <param name="Counts">How many of each rule and answer there are; an answer of null for those without one.</param>
/// <param name="Warnings">Some of those that were asked for, what was seen last first within each county.</param>
public sealed record WarningsToLookAt(Place Area, IReadOnlyList<(string Policy, string Rule, Look? Answer, int Count)> Counts, IReadOnlyList<WarningToLookAt> Warnings)
{
    /// <summary>How many there are by a rule and with an answer.</summary>
    public int Count(Func<(string Policy, string Rule, Look? Answer, int Count), bool> which) => Counts.Where(which).Sum(one => one.Count);
}

/// <summary>How many warnings of a rule and with an answer stand at a place.</summary>
internal sealed record WarningCount(string Policy, string Rule, Look? Answer, long PlaceId, int Count);

/// <summary>How many warnings of a county stand, at each place and altogether.</summary>
internal sealed class WarningCounts(IReadOnlyList<WarningCount> all)
{
    private readonly List<(string Policy, string Rule, Look? Answer, int Count)> altogether =
        [.. all.GroupBy(one => (one.Policy, one.Rule, one.Answer)).Select(same => (same.Key.Policy, same.Key.Rule, same.Key.Answer, same.Sum(one => one.Count)))];

    /// <param name="places">Only at these; null for the whole county.</param>
    public IEnumerable<(string Policy, string Rule, Look? Answer, int Count)> In(IReadOnlySet<long>? places) =>
        places is null ? altogether : all.Where(one => places.Contains(one.PlaceId)).Select(one => (one.Policy, one.Rule, one.Answer, one.Count));
}

/// <summary>Lists the warnings of an area that stand now, those of held households too, by rule and by what was answered.</summary>
/// <param name="Code">Statistical code of the area.</param>
/// <param name="Rule">Only of this rule; null for all.</param>
/// <param name="Open">Only those without an answer.</param>
/// <param name="Answer">Only those with this answer; null for any.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to list at most; with 0 only the counts are read.</param>
public sealed record ListWarningsToLookAt(string Code, string? Rule = null, bool Open = false, Look? Answer = null, int Skip = 0, int Take = 0)
{
    private const string From = """
        FROM warning w
        JOIN household h ON h.county_key = w.county_key AND h.id = w.household_id
        LEFT JOIN warning_answer a ON a.county_key = w.county_key AND a.warning_id = w.id
        """;

    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>; 7001.</exception>
    public WarningsToLookAt Run(Registry registry, Actor actor)
    {
        var area = FindArea.ToRead(registry.Database, actor, Code, null, null);
        using var connection = registry.Database.OpenReader();
        var places = area.Level > AreaLevel.County ? Gazetteer.IdsWithin(registry.Database, area) : null;
        var counts = new List<(string, string, Look?, int)>();
        var warnings = new List<WarningToLookAt>();
        var skip = Skip;
        foreach (var countyKey in FindArea.CountiesOf(area))
        {
            var here = registry.WarningCounts.Of(connection, countyKey).In(places).ToList();
            counts.AddRange(here);
            var wanted = here.Where(one => (Rule is null || one.Rule == Rule) && (Open ? one.Answer is null : Answer is null || one.Answer == Answer)).Sum(one => one.Count);
            if (skip < wanted && warnings.Count < Take)
                warnings.AddRange(List(registry, connection, countyKey, places, skip, Take - warnings.Count));
            skip = Math.Max(0, skip - wanted);
        }
        return new WarningsToLookAt(area, [.. counts.GroupBy(one => (one.Item1, one.Item2, one.Item3)).Select(same => (same.Key.Item1, same.Key.Item2, same.Key.Item3, same.Sum(one => one.Item4)))], warnings);
    }

    /// <summary>How many warnings of a county stand, by rule, answer and place.</summary>
    internal static WarningCounts Count(DbConnection connection, int countyKey) =>
        new(connection.Command($"SELECT w.policy, w.rule, a.answer, h.place_id, COUNT(*) {From} WHERE w.county_key = @county GROUP BY w.policy, w.rule, a.answer, h.place_id", ("@county", countyKey))
            .ToList(reader => new WarningCount(reader.GetString(0), reader.GetString(1), Read(reader.TextOrNull(2)), reader.GetInt64(3), reader.GetInt32(4))));

    /// <summary>The answers to a household's standing warnings, by the warning's id.</summary>
    /// <exception cref="ProblemException">7001, 7002.</exception>
    public static IReadOnlyDictionary<long, GivenAnswer> AnswersOf(Registry registry, Actor actor, HouseholdKey household)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, household);
        using var connection = registry.Database.OpenReader();
        return connection.Command($"""
            SELECT w.id, a.answer, j.actor, j.recorded_at, w.true_from, a.true_from, {EntryReason.Columns} FROM warning w
            JOIN warning_answer a ON a.county_key = w.county_key AND a.warning_id = w.id
            JOIN journal j ON j.county_key = a.county_key AND j.height = a.known_from
            {EntryReason.Join("j")}
            WHERE w.county_key = @county AND w.household_id = @household
            """, ("@county", household.CountyKey), ("@household", household.Id)).ToList(reader => (Id: reader.GetInt64(0), Answer: Given(reader, 1, registry.Database.Secrets)!)).ToDictionary(one => one.Id, one => one.Answer);
    }

    private IEnumerable<WarningToLookAt> List(Registry registry, DbConnection connection, int countyKey, IReadOnlySet<long>? places, int skip, int take)
    {
        var command = Command(registry.Database, connection, countyKey, places,
            $"SELECT w.id, w.household_id, w.rule, w.policy, w.first_seen, w.figures, a.answer, j.actor, j.recorded_at, w.true_from, a.true_from, {EntryReason.Columns}",
            $"""
            AND (@rule = '' OR w.rule = @rule) {(Open ? "AND a.answer IS NULL" : "AND (@answer = '' OR a.answer = @answer)")}
            ORDER BY w.first_seen DESC, w.household_id, w.rule LIMIT @take OFFSET @skip
            """, $"LEFT JOIN journal j ON j.county_key = a.county_key AND j.height = a.known_from {EntryReason.Join("j")}");
        command.Add("@rule", Rule ?? "");
        if (!Open)
            command.Add("@answer", Answer?.ToString() ?? "");
        command.Add("@take", take);
        command.Add("@skip", skip);
        var rows = command.ToList(reader => (Id: reader.GetInt64(0), Warning: new Warning(reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.Day(4), reader.GetString(5)), Answer: Given(reader, 6, registry.Database.Secrets)));
        var households = ListedHousehold.Read(registry.Database, connection, countyKey, AsOf.Now, [.. rows.Select(row => row.Warning.HouseholdId).Distinct()], Gazetteer.Read(registry.Database, [countyKey]))
            .ToDictionary(household => household.Id);
        return rows.Where(row => households.ContainsKey(row.Warning.HouseholdId)).Select(row => new WarningToLookAt(countyKey, row.Id, row.Warning, households[row.Warning.HouseholdId], row.Answer));
    }

    private static DbCommand Command(RegistryDatabase database, DbConnection connection, int countyKey, IReadOnlySet<long>? places, string select, string rest, string join = "")
    {
        var command = connection.Command($"{select} {From} {join} WHERE w.county_key = @county {(places is null ? "" : $"AND {database.AnyOf("h.place_id", "@places")}")} {rest}", ("@county", countyKey));
        if (places is not null)
            database.AddList(command, "@places", [.. places]);
        return command;
    }

    /// <summary>Columns from one on: answer, who, when, the day of the warning's figures, the day of the answer, and why.</summary>
    private static GivenAnswer? Given(DbDataReader reader, int at, Secrets secrets)
    {
        if (Read(reader.TextOrNull(at)) is not { } look)
            return null;
        var (reason, isErased) = EntryReason.Read(reader, at + 5, secrets);
        return new GivenAnswer(look, reader.GetString(at + 1), Instant.FromMicroseconds(reader.GetInt64(at + 2)), reason, reader.Day(at + 3) > reader.Day(at + 4)) { IsReasonErased = isErased };
    }

    private static Look? Read(string? answer) => answer is null ? null : Enum.Parse<Look>(answer);
}
