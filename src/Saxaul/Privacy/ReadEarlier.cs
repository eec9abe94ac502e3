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

namespace Saxaul.Privacy;

/// <summary>A value that was recorded once: it held on other days, or was put right since.</summary>
/// <param name="Who">The person's name; null when it is the household's.</param>
/// <param name="Value">As <see cref="CardValue.Value"/>.</param>
/// <param name="From">The first day on which it held.</param>
/// <param name="Until">The first day on which it no longer did; null when it was taken back before it ended.</param>
/// <param name="ReplacedAt">When somebody said otherwise; null when it just ended.</param>
public sealed record EarlierValue(string? Who, Labels Labels, object? Value, FieldDefinition? Field, DateOnly From, DateOnly? Until, DateTimeOffset? ReplacedAt);

/// <summary>What was ever recorded of a household and its members and is no longer what is known of today: for whoever asks to see all that is kept.</summary>
public static class ReadEarlier
{
    /// <returns>The household's own values first, then person by person; the newest first.</returns>
    /// <exception cref="ProblemException">7001, 7002.</exception>
    public static IReadOnlyList<EarlierValue> Of(Registry registry, Actor actor, HouseholdCard card)
    {
        var key = card.Key;
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, key);
        using var connection = registry.Database.OpenReader();
        var height = FactStore.HeightOf(connection, key.CountyKey);
        var people = card.Members.Concat(card.FormerMembers).DistinctBy(member => member.PersonId).ToDictionary(member => member.PersonId, member => member.Person.Name);
        var past = new List<(string? Who, Labels Labels, object? Value, FieldDefinition? Field, Journal.Version Version)>();

        void Add(VersionedTable table, string column, IReadOnlyCollection<long> ids, IReadOnlyList<(int Index, Labels Labels, FieldDefinition? Field)> fields, Func<Journal.Version, string?> who)
        {
            foreach (var version in KnownStates.Read(registry.Database, connection, table, key.CountyKey, height, column, ids).All.Where(version => version.TrueTo is not null || version.KnownTo is not null))
                past.AddRange(fields.Where(field => version.Values[field.Index] is not null).Select(field => (who(version), field.Labels, version.Values[field.Index], field.Field, version)));
        }

        (int, Labels, FieldDefinition?) Typed(VersionedTable table, string column, CardValue? like) => (table.IndexOf(column), like?.Labels ?? [], like?.Field);
        CardValue? Own(string name) => card.Values.FirstOrDefault(value => value.Key == name);
        CardValue? Personal(string name) => card.Members.Concat(card.FormerMembers).SelectMany(member => member.Values).FirstOrDefault(value => value.Key == name);

        Add(Household.Table, "id", [key.Id],
        [
            Typed(Household.Table, "number", Own(WellKnown.HouseholdNumber)), Typed(Household.Table, "phone", Own(WellKnown.Phone)), Typed(Household.Table, "natural_village", Own(WellKnown.NaturalVillage)),
            Typed(Household.Table, "written_place", Own(WellKnown.Village)),
        ], _ => null);
        Add(Person.Table, "id", people.Keys,
        [
            Typed(Person.Table, "name", Personal(WellKnown.Name)), Typed(Person.Table, "sex", Personal(WellKnown.Sex)), Typed(Person.Table, "birth_date", Personal(WellKnown.BirthDate)),
            Typed(Person.Table, "number", Personal(WellKnown.DocumentNumber)), Typed(Person.Table, "died_on", Personal("died_on")),
        ], version => people[version.Id]);
        foreach (var register in registry.Registers.Where(register => register.BelongsTo != Owner.Area))
        {
            Add(register.Table, register.OwnerColumn, register.BelongsTo == Owner.Person ? people.Keys : [key.Id], [.. register.Fields.Select(field => (register.IndexOf(field.Name), Named(register, field), (FieldDefinition?)field))],
                version => register.BelongsTo == Owner.Person ? people[(long)version.Values[0]!] : null);
        }
        var at = Moments(registry.Database, connection, key.CountyKey, [.. past.Select(one => one.Version.KnownTo).OfType<long>().Distinct()]);
        return [.. past.OrderBy(one => one.Who, StringComparer.Ordinal).ThenByDescending(one => one.Version.TrueFrom).ThenByDescending(one => one.Version.KnownFrom)
            .Select(one => new EarlierValue(one.Who, one.Labels, one.Value, one.Field, one.Version.TrueFrom, one.Version.TrueTo, one.Version.KnownTo is { } height ? at[height] : null))];
    }

    private static Labels Named(RegisterDefinition register, FieldDefinition field)
    {
        var labels = new Labels();
        foreach (var (language, label) in register.Labels)
            labels[language] = $"{label} · {field.Labels.In(language)}";
        return labels;
    }

    private static Dictionary<long, DateTimeOffset> Moments(RegistryDatabase database, DbConnection connection, int countyKey, IReadOnlyCollection<long> heights)
    {
        var command = connection.Command($"SELECT height, recorded_at FROM journal WHERE county_key = @county AND {database.AnyOf("height", "@heights")}", ("@county", countyKey));
        database.AddList(command, "@heights", heights);
        return command.ToList(reader => (reader.GetInt64(0), Instant.FromMicroseconds(reader.GetInt64(1)))).ToDictionary(one => one.Item1, one => one.Item2);
    }
}
