using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Version = Saxaul.Journal.Version;

namespace Saxaul.Households;

/// <summary>
/// What goes along when somebody or a whole household moves to another county: no row is shared between counties, so the same facts are written there, and end here.
/// </summary>
internal static class TakeAlong
{
    /// <summary>A person becomes a person there, with the same number; whom that county knows by a whole number already stays the person they are there.</summary>
    /// <returns>The person's id there.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.PersonHasDied"/> when that county has recorded their death.</exception>
    public static long Person(Families families, PersonKey person, Family? from, Family into)
    {
        if (families.Session.Read(Erasure.Table, person.CountyKey, "owner_kind = 'person' AND owner_id = @id AND scope IS NULL", command => command.Add("@id", person.Id)).MaxBy(erased => erased.KnownFrom) is { } erased)
            return Erased(families, erased, into);
        var known = families.Last(person);
        var there = known.NumberVerified ? families.Bearers(known.Number!).Find(bearer => bearer.CountyKey == into.Key.CountyKey) : null;
        // Recorded dead there and living here is a question about the number, not somebody who moves.
        if (there is not null && families.Last(there).DiedOn is not null)
            throw new ProblemException(Problem.PersonHasDied());
        var id = there?.Id ?? families.Session.NewId(into.Key.CountyKey);
        if (there is null)
            into.Also(entry => entry.Add(Households.Person.Table, known.ToValues(), id: id));
        else
            families.KnownFrom(there, into);
        families.AskListedTwice(into, id, known.NumberVerified ? families.Bearers(known.Number!).Where(bearer => bearer != person) : []);
        foreach (var register in families.RegistersOf(Owner.Person))
        {
            var entries = families.Entries(register, person.CountyKey, person.Id);
            if (there is null || register.Many || families.Entries(register, there.CountyKey, there.Id).Count == 0)
                Entries(into, register, entries, id);
            if (from is not null)
                families.EndEntries(from, register, [.. entries.Select(entry => entry.Id)]);
        }
        return id;
    }

    /// <summary>Of whom nothing is kept any more the empty row goes along, with the erasure that says why: they are counted there as they were here.</summary>
    private static long Erased(Families families, Version erased, Family into)
    {
        var id = families.Session.NewId(into.Key.CountyKey);
        var table = Households.Person.Table;
        into.Also(entry =>
        {
            entry.Add(table, [.. table.Columns.Select(column => table.WhenErased![column.Name])], id: id);
            entry.Add(Erasure.Table, (Erasure.From(erased) with { OwnerId = id }).ToValues(), from: erased.TrueFrom);
        });
        return id;
    }

    /// <summary>Entries of a register become entries of an owner there.</summary>
    public static void Entries(Family into, RegisterDefinition register, IEnumerable<Version> entries, long owner)
    {
        foreach (var version in entries)
            into.Also(entry => entry.Add(register.Table, [owner, .. version.Values.Skip(1)]));
    }

    /// <summary>
    /// Entries of a household that are said to be somebody's go along from the act's day on, with the amount of that day. Of a total that is all theirs zero stays behind, for the household's own total is
    /// known then; where <paramref name="into"/> is there already, an amount is added to what is known of it until its next total. What stays of a part stays the same entry.
    /// </summary>
    /// <param name="into">Where they go; null when they leave the registry's sight.</param>
    /// <param name="whole">Entries that go altogether.</param>
    /// <param name="parts">Of entries that go in part, the amount that goes.</param>
    /// <exception cref="ProblemException">4030 for an entry that the household has not on that day; 4051 for a part that is not above zero and below the whole.</exception>
    public static void Entries(Families families, Family from, Family? into, IReadOnlyCollection<long> whole, IReadOnlyDictionary<long, long> parts)
    {
        var asked = whole.Union(parts.Keys).ToHashSet();
        if (asked.Count == 0)
            return;
        var found = 0;
        foreach (var register in families.RegistersOf(Owner.Household))
        {
            var sums = register.Spread is not null && PeriodSums.CanSum(register);
            // As they stood on that day, whatever was said of a later one.
            foreach (var entry in Timeline.Read(families.Session, register.Table, from.Key.CountyKey, "id", asked))
            {
                if (entry.At(families.On) is not { } values || (long)values[0]! != from.Key.Id)
                    continue;
                found++;
                var part = parts.TryGetValue(entry.Id, out var some) ? some : (long?)null;
                if (sums)
                    Amount(families, from, into, register, entry, values, part);
                else
                    Whole(families, from, into, register, entry, part is null ? values : throw new ProblemException(Problem.PartUnreadable()));
            }
        }
        if (found != asked.Count)
            throw new ProblemException(Problem.NoSuchEntry());
    }

    /// <summary>
    /// A household that comes out of another belongs to the same groups of households (left poverty, relocated, …) as that one on the day, until somebody says otherwise: they decide which
    /// thresholds hold for it.
    /// </summary>
    /// <param name="gone">Entries that went along already.</param>
    public static void Groups(Families families, Family from, Family into, IReadOnlyCollection<long> gone)
    {
        foreach (var register in families.RegistersOf(Owner.Household).Where(one => !one.Many && one.Fields.Exists(field => field.Group)))
        {
            foreach (var entry in Timeline.Read(families.Session, register.Table, from.Key.CountyKey, register.OwnerColumn, from.Key.Id).Where(entry => !gone.Contains(entry.Id)))
            {
                if (entry.At(families.On) is not { } values)
                    continue;
                var row = new object?[values.Length];
                row[0] = into.Key.Id;
                foreach (var field in register.Fields.Where(field => field.Group))
                    row[register.IndexOf(field.Name)] = values[register.IndexOf(field.Name)];
                into.Also(there => there.Add(register.Table, row));
            }
        }
    }

    private static void Whole(Families families, Family from, Family? into, RegisterDefinition register, Timeline entry, object?[] values)
    {
        into?.Also(there => there.Add(register.Table, [into.Key.Id, .. values.Skip(1)]));
        entry.End(families.On);
        from.Also(entry.WriteTo);
    }

    private static void Amount(Families families, Family from, Family? into, RegisterDefinition register, Timeline entry, object?[] values, long? part)
    {
        var (amount, isTotal) = (register.IndexOf(register.Spread!.Value), (string?)values[register.IndexOf(PeriodSums.Basis)] == PeriodSums.Total);
        var known = values[amount] as long?;
        if (part is { } some && !(some > 0 && some < known))
            throw new ProblemException(Problem.PartUnreadable());
        var going = part ?? known;
        if (into is { IsFounded: true })
            Entries(into, register, [new Version { Id = entry.Id, Values = With(values, amount, going), TrueFrom = families.On, KnownFrom = 0 }], into.Key.Id);
        else if (into is not null)
            AddAmount(families, into, register, (string)values[register.IndexOf(register.Spread.By)]!, going, values);
        if (part is not null || isTotal && known is not null)
            SetAmount(register, entry, known - going, families.On);
        else
            entry.End(families.On);
        from.Also(entry.WriteTo);
    }

    /// <summary>An amount is another one from a day until it is said anew.</summary>
    public static void SetAmount(RegisterDefinition register, Timeline entry, long? amount, DateOnly on)
    {
        var (from, _, values) = entry.States.First(state => state.From <= on && (state.To is null || state.To > on));
        // A total without a period is one up to the day it was first said: what was added to it since goes on counting.
        if ((string?)values[register.IndexOf(PeriodSums.Basis)] == PeriodSums.Total && values[register.IndexOf(PeriodSums.PeriodTo)] is null)
            entry.Set(PeriodSums.PeriodTo, from.AddDays(-1), on);
        entry.Set(register.Spread!.Value, amount, on);
    }

    /// <summary>What somebody earns or spends who comes from outside the registry counts with the household from the act's day until its next total.</summary>
    /// <exception cref="ProblemException">4033 for what no register is spread over, 4051 for an amount below zero.</exception>
    public static void Brought(Families families, Family into, IReadOnlyDictionary<string, long> brings)
    {
        foreach (var (item, fen) in brings)
        {
            var register = families.RegistersOf(Owner.Household).FirstOrDefault(one => one.Spread is { } spread && PeriodSums.CanSum(one) && one.Field(spread.By).Choice(item) is not null)
                ?? throw new ProblemException(Problem.NoSuchField(item));
            if (fen <= 0)
                throw new ProblemException(Problem.PartUnreadable());
            AddAmount(families, into, register, item, fen, new object?[1 + register.Fields.Count]);
        }
    }

    /// <summary>An addition from the act's day: a total of a household does not change because somebody comes; the next one includes them.</summary>
    private static void AddAmount(Families families, Family into, RegisterDefinition register, string item, long? amount, object?[] like)
    {
        object?[] values = [.. like];
        values[0] = into.Key.Id;
        values[register.IndexOf(register.Spread!.By)] = item;
        values[register.IndexOf(register.Spread.Value)] = amount;
        values[register.IndexOf(PeriodSums.Basis)] = PeriodSums.Addition;
        values[register.IndexOf(PeriodSums.PeriodFrom)] = families.On;
        values[register.IndexOf(PeriodSums.PeriodTo)] = null;
        if (register.Fields.FindIndex(field => field.Name == "line") is >= 0 and var line)
            values[1 + line] = into.NextLine(families.Entries(register, into.Key.CountyKey, into.Key.Id).Select(entry => entry.Values[1 + line] as long? ?? 0));
        into.Also(entry => entry.Add(register.Table, values));
    }

    private static object?[] With(object?[] values, int column, object? value)
    {
        object?[] changed = [.. values];
        changed[column] = value;
        return changed;
    }

    /// <summary>What waits for an answer here about a household and its members waits there.</summary>
    /// <param name="ids">The persons' ids here, and there.</param>
    /// <param name="ofHousehold">Whether the household itself moves.</param>
    public static void Findings(Family from, Family into, IReadOnlyDictionary<long, long> ids, bool ofHousehold)
    {
        bool Moves(Finding finding) => finding.PersonId is { } person ? ids.ContainsKey(person) : ofHousehold;
        foreach (var version in from.Findings.Where(version => Moves(Finding.From(version))))
        {
            var finding = Finding.From(version);
            var there = finding with { HouseholdId = into.Key.Id, PersonId = finding.PersonId is { } person ? ids[person] : null, AreaId = null };
            into.Also(entry => entry.Add(Finding.Table, there.ToValues(), version.SourceRow, version.TrueFrom));
        }
        from.Close(Moves);
    }
}
