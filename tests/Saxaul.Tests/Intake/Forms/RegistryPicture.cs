using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>Everything a registry holds of its households, as lines to compare: place, members, facts, warnings. Household numbers are left out, for not every form has them.</summary>
internal static class RegistryPicture
{
    public static string[] Of(Registry registry, Actor actor, DateOnly day)
    {
        var facts = new FactStore(registry);
        new Screen(registry, actor, facts, Policy.Load(registry, facts.Shape, "acceptance"), day).All();
        var warnings = ListWarnings.Of(registry, actor, day).ToLookup(warning => (warning.CountyKey, warning.HouseholdId), warning => warning.Warning.Rule);
        using var connection = registry.Database.OpenReader();
        return [.. Gazetteer.ReadCounties(registry.Database).Counties.SelectMany(county => Lines(registry, connection, facts.Get(county.CountyKey, day), warnings)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Lines(Registry registry, System.Data.Common.DbConnection connection, CountyFacts facts, ILookup<(int, long), string> warnings)
    {
        var villages = Gazetteer.Read(registry.Database, [facts.CountyKey]);
        var persons = AsOf.Now.Read(registry.Database, connection, Person.Table, facts.CountyKey).ToDictionary(version => version.Id, Person.From);
        var heads = AsOf.Now.Read(registry.Database, connection, Membership.Table, facts.CountyKey).Select(Membership.From).Where(member => member.Relation == Membership.Head)
            .ToLookup(member => member.HouseholdId, member => persons[member.PersonId].Name);
        for (var row = 0; row < facts.Households.Length; row++)
        {
            var id = facts.Households[row];
            var head = string.Join('+', heads[id]);
            yield return $"{head} | {villages.Find(facts.CountyKey, facts.VillageOf(row))?.Name ?? "held"} | {Values(facts.OfHouseholds, row)} | {string.Join(' ', warnings[(facts.CountyKey, id)].Order(StringComparer.Ordinal))}";
            foreach (var member in facts.MembersOf(row).ToArray())
            {
                var person = persons[facts.Persons[member]];
                yield return $"{head} | {person.Name} {person.BirthDate:yyyy-MM-dd} {person.Number} | {Values(facts.OfPersons, member)}";
            }
        }
    }

    private static string Values(IReadOnlyList<FactColumn> columns, int row) => string.Join(' ', columns.Select(column => $"{column.Fact.Name}={column[row]?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}"));
}
