using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Version = Saxaul.Journal.Version;

namespace Saxaul.Intake;

/// <summary>What applying a file would change: counted for all, shown for some. It holds names and figures of people, and is encrypted where it rests.</summary>
/// <param name="Fields">In how many places each field would change, by the field's key, those most changed first; amounts of a new period are not among them.</param>
/// <param name="Changed">
/// Some households that would change, first those of which something else than an amount of a new period does, with what would: but for an amount that is as in the period before, and for what is covered, since that a line
/// stands there would tell that it is not what the file says.
/// </param>
/// <param name="NotListed">The first people whom the list no longer names.</param>
/// <param name="Held">The places that no list knows, and what each may be.</param>
public sealed record Comparison(
    IReadOnlyDictionary<string, int> Fields, IReadOnlyList<ChangedHousehold> Changed, IReadOnlyList<NotListed> NotListed, IReadOnlyList<HeldAsked> Held)
{
    /// <summary>Amounts of a new period, which stand beside those of the one before: with each new list there are as many as it has figures.</summary>
    public int NewAmounts { get; init; }

    /// <summary>As many households are shown.</summary>
    public const int MostShown = 12;
}

/// <summary>A household that a file would change.</summary>
/// <param name="Head">Its head's name.</param>
public sealed record ChangedHousehold(int CountyKey, long Id, string? Number, string? Head, IReadOnlyList<Difference> Differences);

/// <summary>One value that would change.</summary>
/// <param name="Key">The field: "budget.wages", "living.house_grade", "person.name", "household.village".</param>
/// <param name="Who">The member whose it is; null when it is the household's.</param>
/// <param name="Before">As the registry keeps it: money in fen, days as 2020-04-01, yes and no as True and False; null when nothing is known.</param>
/// <param name="After">The same after the file; null when it takes the value away.</param>
public sealed record Difference(string Key, string? Who, string? Before, string? After)
{
    /// <summary>Whether what was before is of an earlier period, which stays beside the new one.</summary>
    public bool OfEarlierPeriod { get; init; }

    /// <summary>That earlier period, and the new one, as far as they are known: by them the same amount twice is no mistake.</summary>
    public Period? PeriodBefore { get; init; }

    public Period? PeriodAfter { get; init; }
}

/// <summary>Somebody whom a newer list does not name.</summary>
public sealed record NotListed(int CountyKey, long HouseholdId, string? Number, string Name);

/// <summary>A written place that is asked about before a file is applied.</summary>
/// <param name="WithinCode">Where it is sought: the township of a village, the county of a township.</param>
/// <param name="Written">As the list writes it; "" when it writes none.</param>
/// <param name="Level">What the answer must be.</param>
/// <param name="Answer">What somebody has said it is since.</param>
public sealed record HeldAsked(
    string WithinCode, string WithinPath, string Written, AreaLevel Level, int Households, string? Sheet, int? Row, IReadOnlyList<PlaceChoice> Suggestions, PlaceChoice? Answer = null);

/// <summary>An area to choose.</summary>
/// <param name="Parent">What it lies in.</param>
public sealed record PlaceChoice(string Code, string Name, string? Parent);

/// <summary>Looks over the shoulder of a dry run and notes what it changes.</summary>
internal sealed class Compare(Registry registry, WriteSession session)
{
    private const int MostDifferences = 20;

    /// <summary>What every entry of a register carries and nobody needs to compare.</summary>
    private static readonly HashSet<string> Unsaid = ["source", "period_from", "period_to", ListEntry.Line, ListEntry.LeftBlank];

    /// <summary>What is shown of who and where; the other columns follow from these.</summary>
    private static readonly HashSet<string> Shown =
        ["household.number", "household.village_id", "household.natural_village", "household.phone", "person.name", "person.sex", "person.birth_date", "person.number", "membership.relation"];

    private sealed record Seen(string Key, long? PersonId, object? Before, object? After, RegisterDefinition? Added, Version? Entry, bool IsCovered);

    private readonly Dictionary<VersionedTable, RegisterDefinition> registers = registry.Registers.ToDictionary(register => register.Table);
    private readonly Dictionary<string, int> fields = [];
    private readonly Dictionary<(int CountyKey, long Id), List<Seen>> households = [];
    private readonly Dictionary<(int CountyKey, long Id), List<Seen>> withAmounts = [];
    private int newAmounts;
    private readonly HashSet<(int CountyKey, long Id)> fresh = [];
    private readonly List<(int CountyKey, long HouseholdId, long PersonId)> notListed = [];
    private readonly HashSet<(int CountyKey, long PersonId)> held = [];
    private readonly List<Seen> ofNewest = [];

    public void Watch() => session.Watching = Note;

    private void Note(EntryHead head, int countyKey, VersionedTable table, Version? before, Version? after)
    {
        if (head.HouseholdId is not { } household || household == EntryHead.NoHousehold)
            return;
        if (table == Household.Table && before is null)
            fresh.Add((countyKey, household));
        if (table == Finding.Table)
        {
            if (before is null && notListed.Count < Comparison.MostShown && Finding.From(after!) is { Kind: FindingKind.NoLongerListed, PersonId: { } person })
                notListed.Add((countyKey, household, person));
            if (before is null && Finding.From(after!) is { Kind: FindingKind.ErasedNamedAgain, PersonId: { } waiting })
                Hold(countyKey, household, waiting);
            return;
        }
        if (fresh.Contains((countyKey, household)))
            return;
        if (table == Person.Table)
            ofNewest.Clear();
        foreach (var seen in Differences(table, before, after))
        {
            if (seen.PersonId is { } whose && held.Contains((countyKey, whose)))
                continue;
            if (table == Person.Table)
                ofNewest.Add(seen);
            if (seen.Added is null)
                fields[seen.Key] = fields.GetValueOrDefault(seen.Key) + 1;
            else
                newAmounts++;
            if (!seen.IsCovered)
                Keep(seen.Added is null ? households : withAmounts, (countyKey, household), seen);
        }
    }

    private static void Keep(Dictionary<(int, long), List<Seen>> among, (int, long) household, Seen seen)
    {
        if (!among.TryGetValue(household, out var known) && among.Count < Comparison.MostShown)
            among[household] = known = [];
        if (known?.Count < MostDifferences)
            known.Add(seen);
    }

    /// <summary>Somebody of whom it is asked whether they were erased is no change of the household: nothing of them is shown as one.</summary>
    private void Hold(int countyKey, long household, long person)
    {
        held.Add((countyKey, person));
        foreach (var seen in ofNewest.Where(seen => seen.PersonId == person))
            fields[seen.Key]--;
        households.GetValueOrDefault((countyKey, household))?.RemoveAll(seen => seen.PersonId == person);
    }

    private IEnumerable<Seen> Differences(VersionedTable table, Version? before, Version? after)
    {
        var register = registers.GetValueOrDefault(table);
        var name = register?.Register ?? table.Name;
        var either = (after ?? before)!;
        var (kind, owner) = table.OwnerOf(either.Id, either.Values);
        long? person = table == Membership.Table ? Membership.From(either).PersonId : kind == "person" ? owner : null;
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i].Name;
            if (register is null ? !Shown.Contains($"{name}.{column}") : i == 0 || Unsaid.Contains(column) || register.Spread is { } spread && column != spread.Value)
                continue;
            var (was, becomes) = (before?.Values[i], after?.Values[i]);
            if (Equals(was, becomes))
                continue;
            // Where each choice has a column of its own, the field is called by the choice.
            var key = register?.Spread is { } by && column == by.Value ? either.Values[register.IndexOf(by.By)] as string ?? column : column;
            yield return new Seen($"{name}.{key}", person, was, becomes, before is null && register is { Many: true, Spread: not null } ? register : null, after, SensitiveFields.Has($"{name}.{column}", register?.Fields.FirstOrDefault(field => field.Name == column)));
        }
    }

    /// <param name="withoutPlace">The households that the file holds, by county.</param>
    public Comparison Finish(IEnumerable<(int CountyKey, IReadOnlyCollection<long> Ids)> withoutPlace)
    {
        session.Watching = null;
        var gazetteers = new Dictionary<int, Gazetteer>();
        Gazetteer Of(int countyKey) => gazetteers.TryGetValue(countyKey, out var known) ? known : gazetteers[countyKey] = Gazetteer.Read(session, [countyKey]);
        string? Text(int countyKey, string key, object? value) => value switch
        {
            null => null,
            long id when key == "household.village_id" => Of(countyKey).Find(countyKey, id)?.Name,
            _ => Convert.ToString(value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture),
        };
        var changed = households.Where(one => one.Value.Count > 0).Select(one => one.Key).Union(withAmounts.Keys).Select(key =>
        {
            var (number, head) = About(key.CountyKey, key.Id);
            return new ChangedHousehold(key.CountyKey, key.Id, number, head,
                [.. households.GetValueOrDefault(key, []).Concat(withAmounts.GetValueOrDefault(key, [])).Select(seen => (Seen: seen, Earlier: Earlier(key.CountyKey, seen))).Select(each => new Difference(each.Seen.Key, each.Seen.PersonId is { } person ? Name(key.CountyKey, person) : null,
                    Text(key.CountyKey, each.Seen.Key, each.Seen.Before ?? each.Earlier?.Values[each.Seen.Added!.IndexOf(each.Seen.Added.Spread!.Value)]), Text(key.CountyKey, each.Seen.Key, each.Seen.After))
                {
                    OfEarlierPeriod = each.Seen.Before is null, PeriodBefore = PeriodOf(each.Seen.Added, each.Earlier), PeriodAfter = PeriodOf(each.Seen.Added, each.Earlier is null ? null : each.Seen.Entry),
                }).Where(difference => difference.Before != difference.After)]);
        }).Where(household => household.Differences.Count > 0).Take(Comparison.MostShown).ToList();
        return new Comparison(fields.Where(field => field.Value > 0).OrderByDescending(field => field.Value).ThenBy(field => field.Key, StringComparer.Ordinal).ToDictionary(), changed,
            [.. notListed.Select(one => new NotListed(one.CountyKey, one.HouseholdId, About(one.CountyKey, one.HouseholdId).Number, Name(one.CountyKey, one.PersonId) ?? ""))],
            [.. withoutPlace.Where(county => county.Ids.Count > 0).SelectMany(county => Asked(Of(county.CountyKey), county.CountyKey, county.Ids.ToHashSet()))])
        {
            NewAmounts = newAmounts,
        };
    }

    /// <summary>What the same figure was in the period before: a newer list adds it as an entry of its own, and the office compares it with the last one.</summary>
    private Version? Earlier(int countyKey, Seen seen)
    {
        if (seen is not { Added: { Spread: { } spread } register, Entry: { } entry })
            return null;
        var (by, period) = (register.IndexOf(spread.By), register.IndexOf("period_to"));
        return session.Read(register.Table, countyKey, $"{register.OwnerColumn} = @owner", command => Database.Commands.Add(command, "@owner", entry.Values[0]))
            .Where(one => one.Id != entry.Id && Equals(one.Values[by], entry.Values[by])).OrderByDescending(one => period > 0 ? one.Values[period] as DateOnly? : null).ThenByDescending(one => one.Id).FirstOrDefault();
    }

    private static Period? PeriodOf(RegisterDefinition? register, Version? entry)
    {
        DateOnly? Day(string field) => register?.IndexOf(field) is > 0 and var at ? entry?.Values[at] as DateOnly? : null;
        return (Day(PeriodSums.PeriodFrom), Day(PeriodSums.PeriodTo)) is ({ } from, { } to) ? new Period(from, to) : null;
    }

    private IEnumerable<HeldAsked> Asked(Gazetteer gazetteer, int countyKey, HashSet<long> ids)
    {
        session.Flush();
        foreach (var question in HeldHousehold.Read(session.Database, session.Writer.Connection, session.Writer.Transaction, gazetteer, countyKey).Where(held => ids.Contains(held.Version.Id)).GroupBy(held => held.Question)
                     .OrderByDescending(group => group.Count()))
        {
            var first = question.MinBy(held => held.Version.SourceRow)!;
            var within = first.Place.Within ?? gazetteer.Counties[0];
            var head = EntryHeads.At(session, countyKey, [first.Version.KnownFrom]).GetValueOrDefault(first.Version.KnownFrom);
            yield return new HeldAsked(within.Code, within.Path, first.Place.Unknown ?? "", first.Place.UnknownLevel ?? AreaLevel.Village, question.Count(), head?.Sheet, first.Version.SourceRow,
                [.. first.Place.Suggestions.Where(one => one.Place.LiesIn(within)).Select(one => new PlaceChoice(one.Place.Code, one.Place.Name, one.Place.Parent?.Name))]);
        }
    }

    private (string? Number, string? Head) About(int countyKey, long householdId)
    {
        var number = session.Find(Household.Table, countyKey, householdId) is { } version ? Household.From(version).Number : null;
        var head = session.Read(Membership.Table, countyKey, "household_id = @household", command => Database.Commands.Add(command, "@household", householdId)).Select(Membership.From).FirstOrDefault(member => member.Relation == Membership.Head);
        return (number, head is null ? null : Name(countyKey, head.PersonId));
    }

    private string? Name(int countyKey, long personId) => session.Find(Person.Table, countyKey, personId) is { } version ? Person.From(version).Name : null;
}
