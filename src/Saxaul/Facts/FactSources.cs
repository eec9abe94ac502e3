using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Facts;

/// <summary>One recorded value that a fact of a household rests on, and where it comes from.</summary>
/// <param name="Fact">The fact's name.</param>
/// <param name="PersonId">The member, when the fact is a member's.</param>
/// <param name="Value">As recorded: fen, a whole number, yes or no, a day, a choice's code; null when it was left unknown.</param>
/// <param name="Source">The entry that brought it, with file, sheet, row and column when it came in a file.</param>
public sealed record FactSource(string Fact, long? PersonId, object? Value, Source? Source);

/// <summary>From a household's facts back to the entries that count for them. A fact that nothing was ever recorded for has no source.</summary>
internal sealed class FactSources
{
    private readonly Registry registry;
    private readonly DbConnection connection;
    private readonly int countyKey;
    private readonly long householdId;
    private readonly AsOf asOf;
    private readonly Sources sources;
    private readonly Lazy<List<long>> members;

    public FactSources(Registry registry, DbConnection connection, int countyKey, long householdId, AsOf asOf)
    {
        this.registry = registry;
        this.connection = connection;
        this.countyKey = countyKey;
        this.householdId = householdId;
        this.asOf = asOf;
        sources = new Sources(registry, connection, countyKey);
        members = new(() => [.. Read(Membership.Table, "household_id", householdId).Select(version => Membership.From(version).PersonId).Order()]);
    }

    public IReadOnlyList<FactSource> Of(Fact fact) => fact switch
    {
        { Register: null } => [.. members.Value.SelectMany(person => Values(fact, Person.Table, "id", person, fact.Name == FactShape.Age ? "birth_date" : "sex", person))],
        { About: FactAbout.Member } => [.. members.Value.SelectMany(person => Values(fact, fact.Register.Table, fact.Register.OwnerColumn, person, fact.Field!.Name, person))],
        { Item: { } item } => Counted(fact, item),
        { Field: { } field } => Values(fact, fact.Register!.Table, fact.Register.OwnerColumn, householdId, field.Name, null),
        _ => Present(fact),
    };

    private List<FactSource> Values(Fact fact, VersionedTable table, string owner, long id, string column, long? person) =>
        Read(table, owner, id).ConvertAll(version => new FactSource(fact.Name, person, version.Values[table.IndexOf(column)], sources.Of(table, version, column)));

    /// <summary>The amounts that are in the sum, its total first.</summary>
    private List<FactSource> Counted(Fact fact, ChoiceDefinition item)
    {
        var register = fact.Register!;
        T? Value<T>(Journal.Version version, string field) => (T?)version.Values[register.IndexOf(field)];
        var entries = Read(register.Table, register.OwnerColumn, householdId).Where(version => Value<string>(version, register.Spread!.By) == item.Code).ToDictionary(version => version.Id);
        var sums = new PeriodSums(1, asOf.On!.Value);
        foreach (var version in entries.Values)
        {
            var isTotal = Value<string>(version, PeriodSums.Basis) == PeriodSums.Total;
            sums.Take(0, isTotal, version.Id, version.KnownFrom, Value<long?>(version, register.Spread!.Value),
                isTotal ? null : Value<DateOnly?>(version, PeriodSums.PeriodFrom), isTotal ? Value<DateOnly?>(version, PeriodSums.PeriodTo) : null, version.TrueFrom);
        }
        return [.. sums.Counted(0).Select(id => new FactSource(fact.Name, null, Value<long?>(entries[id], register.Spread!.Value), sources.Of(register.Table, entries[id], register.Spread.Value)))];
    }

    private List<FactSource> Present(Fact fact)
    {
        var register = fact.Register!;
        var owner = register.BelongsTo == Owner.Area ? Read(Household.Table, "id", householdId).Select(version => Household.From(version).VillageId).FirstOrDefault() : householdId;
        return owner is { } id ? Values(fact, register.Table, register.OwnerColumn, id, register.Fields[0].Name, null) : [];
    }

    private List<Journal.Version> Read(VersionedTable table, string owner, long id) =>
        asOf.Read(registry.Database, connection, table, countyKey, $"{owner} = @owner", command => command.Add("@owner", id));
}
