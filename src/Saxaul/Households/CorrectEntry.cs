using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>An entry of a register is put right, made or taken away: any field of any register.</summary>
/// <param name="Register">The register's name.</param>
/// <param name="OwnerId">The household, person or area it is about.</param>
/// <param name="Fields">By field name, as people write them; what was left empty is unknown; fields that are left out stay.</param>
/// <param name="From">The day from which it is so; null when it always was.</param>
/// <param name="Reason">Needed.</param>
public sealed record CorrectEntry(int CountyKey, string Register, long OwnerId, IReadOnlyDictionary<string, string?> Fields, DateOnly? From, string Reason) : Correction
{
    internal const string Act = "correct entry";

    /// <summary>The entry; null for the only one of an owner, or for a new one.</summary>
    public long? EntryId { get; init; }

    /// <summary>Takes the entry away: from the day on, or as never having been so.</summary>
    public bool Remove { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public override string? WhyCorrected => Reason;

    internal override Correction Because(string reason) => this with { Reason = reason };

    internal override (string Kind, long Id)? About(Registry registry) => (registry.Register(Register).OwnerName, OwnerId);

    /// <returns>The households concerned; none for an entry about an area.</returns>
    /// <exception cref="ProblemException">4001, 4004, 4010, 4014, 4030, 4032 to 4034, 4080, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, From, CountyKey);
        Families.NeedReason(Reason);
        var register = registry.Registers.FirstOrDefault(candidate => candidate.Register == Register) ?? throw new ProblemException(Problem.NoSuchField(Register));
        var values = Fields.Select(one => register.Fields.Find(field => field.Name == one.Key) is { } field
            ? (field.Name, Value: ReadField.Of(field, one.Value)) : throw new ProblemException(Problem.NoSuchField(one.Key))).ToList();
        if (register.BelongsTo == Owner.Person)
            _ = families.Person(new PersonKey(CountyKey, OwnerId));
        var write = Written(families, register, values);
        if (register.BelongsTo == Owner.Area)
        {
            var entry = session.Begin(CountyKey, new EntryHead(Act, families.On) { AreaId = OwnerId, Reason = Reason });
            write(entry);
            entry.Seal();
            return [];
        }
        var homes = register.BelongsTo == Owner.Household ? [families.OfAny(new HouseholdKey(CountyKey, OwnerId))] : families.OfEver(new PersonKey(CountyKey, OwnerId));
        if (homes.Count == 0)
            throw new ProblemException(Problem.PersonNotFound());
        homes[0].Also(write);
        var keys = values.Select(value => $"{Register}.{value.Name}").Concat(ItemKeys(register, values)).ToHashSet();
        if (register.Spread is { } spread && EntryId is { } id && families.Session.Find(register.Table, CountyKey, id) is { } known && (Remove || Fields.ContainsKey(spread.Value)))
            keys.Add($"{Register}.{known.Values[register.IndexOf(spread.By)]}");
        foreach (var home in homes)
            home.Close(finding => finding.Field is { } field && keys.Contains(field) && (register.BelongsTo == Owner.Household || finding.PersonId == OwnerId));
        return families.Write(Act, Reason);
    }

    private Action<Entry> Written(Families families, RegisterDefinition register, List<(string Name, object? Value)> values)
    {
        var standing = EntryId is { } id ? Timeline.Read(families.Session, register.Table, CountyKey, "id", id)
            : register.Many ? [] : Timeline.Read(families.Session, register.Table, CountyKey, register.OwnerColumn, OwnerId);
        var known = standing.FindLast(entry => (long)entry.Last[0]! == OwnerId && entry.To is null);
        if (known is null)
        {
            if (EntryId is not null || Remove)
                throw new ProblemException(Problem.NoSuchEntry());
            return New(families, register, values, standing.Select(entry => entry.To).Max());
        }
        if (Remove)
            known.End(From ?? DateOnly.MinValue);
        foreach (var (name, value) in Remove ? [] : values)
        {
            if (From is { } on)
                known.Set(name, value, on);
            else
                known.SetAlways(name, value);
        }
        if (!Remove)
            Check(families, register, known.Last, known.Id, values.Exists(value => value.Name is PeriodSums.PeriodFrom or PeriodSums.PeriodTo or PeriodSums.Basis));
        return known.WriteTo;
    }

    private Action<Entry> New(Families families, RegisterDefinition register, List<(string Name, object? Value)> values, DateOnly? ended)
    {
        var row = new object?[1 + register.Fields.Count];
        row[0] = OwnerId;
        foreach (var (name, value) in values)
            row[register.IndexOf(name)] = value;
        Check(families, register, row, null, dated: true);
        // What was always so is known of every day the registry knows of its owner; one that ended is not changed by what comes after it.
        var from = From ?? Began(families, register);
        return entry => entry.Add(register.Table, row, from: ended > from ? ended : from);
    }

    private DateOnly Began(Families families, RegisterDefinition register) => register.BelongsTo switch
    {
        Owner.Household => Timeline.Read(families.Session, Household.Table, CountyKey, "id", OwnerId)[0].From,
        Owner.Person => families.Person(new PersonKey(CountyKey, OwnerId)).From,
        _ => families.On,
    };

    /// <summary>A period ends after it begins, what is said of it is known by now, and two entries of an owner are told apart by what identifies them.</summary>
    /// <param name="dated">Whether its period is what was typed: an amount that counts from a later day on only would make a warning go that day, when nobody looks.</param>
    private void Check(Families families, RegisterDefinition register, object?[] values, long? except, bool dated)
    {
        DateOnly? Day(string name) => register.Fields.Exists(field => field.Name == name) ? values[register.IndexOf(name)] as DateOnly? : null;
        if (Day(PeriodSums.PeriodTo) < Day(PeriodSums.PeriodFrom))
            throw new ProblemException(Problem.PeriodEndsFirst());
        if (dated && (Day(PeriodSums.PeriodFrom) > families.Today || Day(PeriodSums.PeriodTo) >= families.Today && (string?)values[register.IndexOf(PeriodSums.Basis)] == PeriodSums.Total))
            throw new ProblemException(Problem.PeriodNotOver());
        if (register.Many && register.IdentifiedBy.Count == 0)
            return;
        if (families.Entries(register, CountyKey, OwnerId).Exists(other => other.Id != except && register.IdentifiedBy.All(field => Equals(other.Values[register.IndexOf(field)], values[register.IndexOf(field)]))))
            throw new ProblemException(Problem.EntryThereAlready());
    }

    /// <summary>A column of its own for each choice is how lists call it: "budget.wages".</summary>
    private static IEnumerable<string> ItemKeys(RegisterDefinition register, List<(string Name, object? Value)> values) =>
        register.Spread is { } spread ? values.Where(value => value.Name == spread.By).Select(value => $"{register.Register}.{value.Value}") : [];
}
