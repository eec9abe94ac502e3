using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A household that a question is about. Out of the actor's reach only the key and the county are given.</summary>
/// <param name="County">The county's name.</param>
/// <param name="Number">The office's number of the household.</param>
/// <param name="Place">Township and village, or the lowest area that is known while it is held.</param>
/// <param name="Members">The head first.</param>
public sealed record Candidate(HouseholdKey Key, string? County, string? Number, string? Place, IReadOnlyList<CandidateMember> Members)
{
    /// <summary>Whether whoever asks may read it: of one that they may not, nothing but the county is told.</summary>
    public bool InReach { get; init; } = true;

    /// <summary>Those that are still registered.</summary>
    internal static Dictionary<HouseholdKey, Candidate> Read(Registry registry, Actor actor, DbConnection connection, IReadOnlyCollection<HouseholdKey> keys)
    {
        var found = new Dictionary<HouseholdKey, Candidate>();
        var counties = Gazetteer.ReadCounties(registry.Database);
        foreach (var county in keys.GroupBy(key => key.CountyKey))
        {
            var name = counties.Counties.FirstOrDefault(one => one.CountyKey == county.Key)?.Name;
            var reach = Reach.Of(registry.Database, actor, Right.ReadHouseholds, county.Key);
            var readable = county.Where(key => reach is null || Reach.Holds(registry.Database, connection, reach, key)).ToHashSet();
            foreach (var key in county.Where(key => !readable.Contains(key)))
                found[key] = new Candidate(key, name, null, null, []) { InReach = false };
            if (readable.Count == 0)
                continue;
            var database = registry.Database;
            List<Journal.Version> Rows(VersionedTable table, string column, IReadOnlyCollection<long> ids) =>
                AsOf.Now.Read(database, connection, table, county.Key, database.AnyOf(column, "@ids"), command => database.AddList(command, "@ids", ids));

            var gazetteer = Gazetteer.Read(database, [county.Key]);
            var memberships = Rows(Membership.Table, "household_id", [.. readable.Select(key => key.Id)]).Select(Membership.From).ToList();
            var persons = Rows(Person.Table, "id", [.. memberships.Select(member => member.PersonId)]).ToDictionary(version => version.Id, Person.From);
            var erased = Erasure.DaysOf(database, connection.Command, county.Key, "person", persons.Keys);
            foreach (var version in Rows(Household.Table, "id", [.. readable.Select(key => key.Id)]))
            {
                var household = Household.From(version);
                found[new HouseholdKey(county.Key, version.Id)] = new Candidate(new HouseholdKey(county.Key, version.Id), name, household.Number, gazetteer.Find(county.Key, household.PlaceId)?.Path,
                    [.. memberships.Where(member => member.HouseholdId == version.Id && persons.ContainsKey(member.PersonId)).OrderBy(member => member.Relation == Membership.Head ? 0 : 1)
                        .Select(member => (Person: persons[member.PersonId], member.PersonId, member.Relation)).Select(one => new CandidateMember(one.PersonId, one.Person.Name, one.Person.Sex, one.Person.BirthDate, one.Relation, RosterWords.Relations(registry).FirstOrDefault(choice => choice.Code == one.Relation)?.Labels ?? []) { ErasedOn = erased.TryGetValue(one.PersonId, out var day) ? day : null })]);
            }
        }
        return found;
    }
}

/// <summary>A member, as far as it helps to tell people apart.</summary>
public sealed record CandidateMember(long PersonId, string Name, string? Sex, DateOnly? BirthDate, string? Relation, Labels RelationLabels)
{
    /// <summary>The day on which what was kept of them was erased; null for everybody else.</summary>
    public DateOnly? ErasedOn { get; init; }
}
