using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A row of a department's list that waits for a person to say whom it means. <see cref="AnswerMatch"/> answers it.</summary>
public sealed record OpenMatch
{
    public required int CountyKey { get; init; }

    public required long FindingId { get; init; }

    /// <summary>The kind of list, in words.</summary>
    public required Labels List { get; init; }

    /// <summary>The list's period, for example 2020-03.</summary>
    public required string Period { get; init; }

    public string? File { get; init; }

    public long? FileId { get; init; }

    public string? Sheet { get; init; }

    public int? Row { get; init; }

    /// <summary>The name as the row writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The document number as the row writes it; null when it writes none. For the eyes of whoever answers: mask it everywhere else.</summary>
    public string? Number { get; init; }

    /// <summary>The place as the row writes it.</summary>
    public string? Place { get; init; }

    /// <summary>What would be recorded, by field of the register: money in fen.</summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    public required IReadOnlyList<MatchCandidate> Candidates { get; init; }
}

/// <summary>A household that a row may mean. Of a county that the actor may not read only the key and the county are given.</summary>
/// <param name="County">The county's name.</param>
/// <param name="Number">The office's number of the household.</param>
/// <param name="Place">Township and village, or the lowest area that is known while it is held.</param>
/// <param name="Members">The head first; empty when it may not be read.</param>
public sealed record MatchCandidate(HouseholdKey Key, string? County, string? Number, string? Place, IReadOnlyList<MatchMember> Members);

/// <summary>A member, as far as it helps to tell people apart.</summary>
public sealed record MatchMember(string Name, string? Sex, DateOnly? BirthDate, string? Relation);

/// <summary>The rows of departments' lists that wait for a person, in the counties that the actor may read.</summary>
public static class MatchQuestions
{
    /// <summary>What stands between name and number in a finding's written text: no name holds it.</summary>
    internal const char BeforeNumber = '\t';

    /// <param name="countyKeys">Which counties; null for all.</param>
    /// <returns>In the order of file and row.</returns>
    public static IReadOnlyList<OpenMatch> Of(Registry registry, Actor actor, IReadOnlyCollection<int>? countyKeys = null)
    {
        using var connection = registry.Database.OpenReader();
        var files = connection.Command("SELECT id, name FROM handed_file WHERE county_key = 0").ToList(reader => (reader.GetInt64(0), reader.GetString(1))).ToDictionary();
        var questions = actor.Where(Right.ReadHouseholds, countyKeys ?? FactStore.Counties(connection)).SelectMany(countyKey =>
            AsOf.Now.Read(registry.Database, connection, Finding.Table, countyKey, "kind = @kind", command => command.Add("@kind", FindingKind.MatchForReview))
                .Select(version => (County: countyKey, Version: version, Finding: Finding.From(version)))).ToList();
        var asked = questions.Select(one => (one.County, one.Version, one.Finding, Question: MatchQuestion.Read(registry, one.Finding.Details!))).ToList();
        var candidates = Candidates(registry, actor, connection, [.. asked.SelectMany(one => one.Question.Candidates).Distinct()]);
        return [.. asked.Select(one =>
        {
            var register = MatchQuestion.Register(registry, one.Question.List);
            var written = (one.Finding.Written ?? "").Split(BeforeNumber);
            return new OpenMatch
            {
                CountyKey = one.County, FindingId = one.Version.Id, List = registry.Lists.First(list => list.List == one.Question.List).Labels, Period = one.Question.Period,
                FileId = one.Finding.FileId, File = one.Finding.FileId is { } file ? files.GetValueOrDefault(file) : null, Sheet = one.Finding.Sheet, Row = one.Version.SourceRow,
                Name = written[0], Number = written.Length > 1 ? written[1] : null, Place = one.Question.Place,
                Values = register.Fields.Select((field, i) => (field.Name, Value: one.Question.Values[i])).ToDictionary(field => field.Name, field => field.Value),
                Candidates = [.. one.Question.Candidates.Select(key => candidates.GetValueOrDefault(key)).OfType<MatchCandidate>()],
            };
        }).OrderBy(one => one.FileId).ThenBy(one => one.Row)];
    }

    /// <summary>Those that are still registered.</summary>
    private static Dictionary<HouseholdKey, MatchCandidate> Candidates(Registry registry, Actor actor, DbConnection connection, IReadOnlyCollection<HouseholdKey> keys)
    {
        var found = new Dictionary<HouseholdKey, MatchCandidate>();
        var counties = Gazetteer.ReadCounties(registry.Database);
        foreach (var county in keys.GroupBy(key => key.CountyKey))
        {
            var name = counties.Counties.FirstOrDefault(one => one.CountyKey == county.Key)?.Name;
            if (!actor.May(Right.ReadHouseholds, county.Key))
            {
                foreach (var key in county)
                    found[key] = new MatchCandidate(key, name, null, null, []);
                continue;
            }
            var database = registry.Database;
            List<Journal.Version> Read(VersionedTable table, string column, IReadOnlyCollection<long> ids) =>
                AsOf.Now.Read(database, connection, table, county.Key, database.AnyOf(column, "@ids"), command => database.AddList(command, "@ids", ids));

            var gazetteer = Gazetteer.Read(database, [county.Key]);
            var memberships = Read(Membership.Table, "household_id", [.. county.Select(key => key.Id)]).Select(Membership.From).ToList();
            var persons = Read(Person.Table, "id", [.. memberships.Select(member => member.PersonId)]).ToDictionary(version => version.Id, Person.From);
            foreach (var version in Read(Household.Table, "id", [.. county.Select(key => key.Id)]))
            {
                var household = Household.From(version);
                found[new HouseholdKey(county.Key, version.Id)] = new MatchCandidate(new HouseholdKey(county.Key, version.Id), name, household.Number, gazetteer.Find(county.Key, household.PlaceId)?.Path,
                    [.. memberships.Where(member => member.HouseholdId == version.Id && persons.ContainsKey(member.PersonId)).OrderBy(member => member.Relation == Membership.Head ? 0 : 1)
                        .Select(member => (persons[member.PersonId], member.Relation)).Select(one => new MatchMember(one.Item1.Name, one.Item1.Sex, one.Item1.BirthDate, one.Relation))]);
            }
        }
        return found;
    }
}
