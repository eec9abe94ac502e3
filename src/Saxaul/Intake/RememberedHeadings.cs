using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>What somebody said a heading means: a field, or that it is not wanted. The office's forms are read so from then on.</summary>
/// <param name="Heading">As written; under a group as "group/heading".</param>
/// <param name="Field">A field's name, or <see cref="Layout.Ignore"/>.</param>
public sealed record RememberedHeading(string Heading, string Field)
{
    public static VersionedTable Table { get; } = new("remembered_heading", "area", null, new Column("heading", ColumnType.Text) { IsWords = true }, new Column("field", ColumnType.Text))
    {
        GoesWithItsWords = true,
    };

    public object?[] ToValues() => [Heading, Field];

    public static RememberedHeading From(Journal.Version version) => new((string)version.Values[0]!, (string)version.Values[1]!);
}

/// <summary>
/// Whoever may write in every county answers for the office above them, and all read headings so; whoever may only in some answers for those, and a county's answer changes how
/// another one's lists are read as little as its households.
/// </summary>
internal static class RememberedHeadings
{
    /// <summary>What the office and the actor's counties remember, with new answers before remembered ones. Where counties answered differently for one heading, none of them counts.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.UnknownField"/></exception>
    public static Layout Read(Registry registry, Actor actor, IReadOnlyDictionary<string, string> answers)
    {
        var fields = registry.Lists.SelectMany(list => new ListShape(list, registry.Registers, registry.Database.Time.Today().Year).Targets).Select(target => target.Key).ToHashSet();
        if (answers.Values.FirstOrDefault(field => field is not (Layout.Ignore or Layout.Forget) && !fields.Contains(field)) is { } unknown)
            throw new ProblemException(Problem.UnknownField(unknown));
        if (NeverKept.First(answers.Where(answer => answer.Value is not (Layout.Ignore or Layout.Forget)).Select(answer => answer.Key)) is { } never)
            throw new ProblemException(Problem.ColumnNeverKept(never));
        using var connection = registry.Database.OpenReader();
        List<RememberedHeading> Of(int countyKey) => [.. AsOf.Now.Read(registry.Database, connection, RememberedHeading.Table, countyKey).Select(RememberedHeading.From)];
        var office = Of(HandedFiles.Office);
        var counties = actor.Where(Right.WriteHouseholds, FactStore.Counties(connection)).SelectMany(Of).GroupBy(one => Layout.KeyOf(one.Heading), StringComparer.Ordinal)
            .Where(heading => heading.Select(one => one.Field).Distinct().Count() == 1).Select(heading => heading.First()).ToList();
        // The later one counts: for the office its own answers, for a county its own.
        var remembered = AnswersForTheOffice(actor) ? counties.Concat(office) : office.Concat(counties);
        return new Layout(remembered.Select(one => KeyValuePair.Create(one.Heading, one.Field)).Concat(answers));
    }

    private static bool AnswersForTheOffice(Actor actor) => actor.May(Right.WriteAreas, HandedFiles.Office);

    /// <summary>Keeps the answers for the next time; <see cref="Layout.Forget"/> takes one back.</summary>
    public static void Remember(Registry registry, Actor actor, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.Count == 0)
            return;
        using var session = registry.Write(actor);
        var countyKeys = AnswersForTheOffice(actor) ? [HandedFiles.Office]
            : actor.Where(Right.WriteHouseholds, session.Writer.Command("SELECT county_key FROM chain WHERE county_key > 0 ORDER BY county_key").ToList(reader => reader.GetInt32(0))).ToList();
        // Counties that never answered it have nothing to take back; only where none has is that worth a word.
        if (answers.FirstOrDefault(answer => answer.Value == Layout.Forget && countyKeys.All(countyKey => !IsKnown(session, countyKey, answer.Key))) is { Key: { } unknown })
            throw new ProblemException(Problem.HeadingNotRemembered(unknown));
        foreach (var countyKey in countyKeys)
            Remember(session, countyKey, answers);
        session.Commit();
    }

    private static bool IsKnown(WriteSession session, int countyKey, string heading) =>
        session.Read(RememberedHeading.Table, countyKey).Any(version => Layout.KeyOf(RememberedHeading.From(version).Heading) == Layout.KeyOf(heading));

    private static void Remember(WriteSession session, int countyKey, IReadOnlyDictionary<string, string> answers)
    {
        var known = session.Read(RememberedHeading.Table, countyKey).ToLookup(version => Layout.KeyOf(RememberedHeading.From(version).Heading), StringComparer.Ordinal);
        var entry = session.Begin(countyKey, new EntryHead("remember heading", session.Database.Time.Today()) { HouseholdId = countyKey == HandedFiles.Office ? null : EntryHead.NoHousehold });
        foreach (var (heading, field) in answers)
        {
            var version = known[Layout.KeyOf(heading)].FirstOrDefault();
            if (field == Layout.Forget && version is null)
                continue;
            if (field == Layout.Forget)
                entry.Retract(RememberedHeading.Table, version!);
            else if (version is not null)
                entry.Correct(RememberedHeading.Table, version, new RememberedHeading(heading, field).ToValues());
            else
                entry.Add(RememberedHeading.Table, new RememberedHeading(heading, field).ToValues());
        }
        entry.Seal();
    }
}
