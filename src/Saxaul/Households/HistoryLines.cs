using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;
using Version = Saxaul.Journal.Version;

namespace Saxaul.Households;

/// <summary>Another household that an act touched too.</summary>
/// <param name="Number">The office's own number, the last one where it has ended; null when it has none.</param>
public sealed record OtherHousehold(HouseholdKey Key, string? Number);

/// <summary>Whom the lines of a household's history are about, and which other households an act touched.</summary>
internal sealed class HistoryLines(KnownStates memberships, KnownStates persons, IReadOnlyList<KnownStates> ofPersons)
{
    /// <summary>More people at once are a list's: naming them all would hide who it is about.</summary>
    private const int Most = 3;

    private readonly ILookup<long, Version> written = memberships.All.SelectMany(version => Heights(version).Select(height => (height, version))).ToLookup(one => one.height, one => one.version);
    private readonly ILookup<long, long> writtenPersons = persons.All.ToLookup(version => version.KnownFrom, version => version.Id);
    private readonly ILookup<long, long> writtenEntries = ofPersons.SelectMany(states => states.All).SelectMany(version => Heights(version).Select(height => (height, (long)version.Values[0]!))).ToLookup(one => one.height, one => one.Item2);

    /// <param name="nameOf">A person's name; null or empty while there is none.</param>
    public JournalLine With(JournalLine line, Func<long, string?> nameOf)
    {
        if (line.FileId is not null || line.AsksSecondLook)
            return line;
        var moved = written[line.Height].Select(version => Membership.From(version).PersonId).Distinct().ToList();
        // What the entry made of the days from its own on: who belonged then as it was known before it, and as it was known after.
        bool Belongs(long person, long height) => Known(person, line.On, height).Any();
        bool Heads(long person, long height) => Known(person, line.On, height).Any(member => member.Relation == Membership.Head);
        var left = moved.FindAll(person => Belongs(person, line.Height - 1) && !Belongs(person, line.Height));
        var joined = moved.FindAll(person => Belongs(person, line.Height) && !Belongs(person, line.Height - 1));
        var heads = moved.Where(person => Heads(person, line.Height) && !Heads(person, line.Height - 1));
        var about = new[] { writtenPersons[line.Height], left.Concat(joined), heads, writtenEntries[line.Height], moved }.Select(some => some.Distinct().ToList()).FirstOrDefault(some => some.Count > 0) ?? [];
        return line with { People = about.Count > Most ? [] : [.. about.Order().Select(nameOf).OfType<string>().Where(name => name.Length > 0)], OnlyLeft = left.Count > 0 && joined.Count == 0 };
    }

    /// <summary>Which other households of the county the acts of these lines touched, as far as whoever reads may read them.</summary>
    public static IEnumerable<JournalLine> WithOthers(Registry registry, Actor actor, DbConnection connection, HouseholdKey key, IReadOnlyList<JournalLine> lines)
    {
        var batches = lines.Where(Joins).Select(line => line.ByHand!.Value).Distinct().ToList();
        if (batches.Count == 0)
            return lines;
        var command = connection.Command($"SELECT DISTINCT batch_id, household_id FROM journal WHERE county_key = @county AND household_id <> @id AND household_id <> {EntryHead.NoHousehold} AND {registry.Database.AnyOf("batch_id", "@batches")}",
            ("@county", key.CountyKey), ("@id", key.Id));
        registry.Database.AddList(command, "@batches", batches);
        var touched = command.ToList(reader => (Batch: reader.GetInt64(0), Household: new HouseholdKey(key.CountyKey, reader.GetInt64(1))));
        var readable = touched.Select(one => one.Household).Distinct().Where(other => Reach.May(registry.Database, actor, Right.ReadHouseholds, other)).ToDictionary(other => other, other => new OtherHousehold(other, NumberOf(connection, other)));
        var others = touched.Where(one => readable.ContainsKey(one.Household)).OrderBy(one => one.Household.Id).ToLookup(one => one.Batch, one => readable[one.Household]);
        return lines.Select(line => Joins(line) ? line with { Others = [.. others[line.ByHand!.Value]] } : line);
    }

    /// <summary>Acts in which households have to do with each other; a correction of many has not.</summary>
    private static bool Joins(JournalLine line) =>
        line.ByHand is not null && line.Act is MergeHouseholds.Act or SplitHousehold.Act or LeaveHousehold.Act or JoinHousehold.Act or RegisterHousehold.Act or ResolveListedTwice.Act;

    private static string? NumberOf(DbConnection connection, HouseholdKey household) => connection.Command("""
        SELECT number FROM household WHERE county_key = @county AND id = @id
        UNION ALL SELECT number FROM (SELECT number FROM household_history WHERE county_key = @county AND id = @id AND known_to IS NULL ORDER BY true_from DESC LIMIT 1) last
        """, ("@county", household.CountyKey), ("@id", household.Id)).ToList(reader => reader.TextOrNull(0)).FirstOrDefault();

    /// <summary>Somebody's membership on a day and later, as it was known at a height.</summary>
    private IEnumerable<Membership> Known(long personId, DateOnly on, long height) => memberships.All
        .Where(version => version.KnownFrom <= height && (version.KnownTo is null || version.KnownTo > height) && (version.TrueTo is null || version.TrueTo > on)).Select(Membership.From).Where(member => member.PersonId == personId);

    private static IEnumerable<long> Heights(Version version) => version.KnownTo is { } replaced ? [version.KnownFrom, replaced] : [version.KnownFrom];
}
