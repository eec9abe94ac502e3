using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Facts;

/// <summary>One recorded value that a fact of a household rests on, with where it comes from.</summary>
/// <param name="Fact">The fact's name.</param>
/// <param name="PersonId">The member, when the fact is a member's.</param>
public sealed record FactSource(string Fact, long? PersonId, CardValue Value);

/// <summary>From a household's facts back to the values on its card that count for them. A fact that nothing was ever recorded for has no source.</summary>
internal static class FactSources
{
    public static IEnumerable<FactSource> Of(Fact fact, HouseholdCard card) => fact switch
    {
        { Register: null } => card.Members.Select(member => (Member: member, Value: member.Values.FirstOrDefault(value => value.Key == (fact.Name == FactShape.Age ? WellKnown.BirthDate : WellKnown.Sex))))
            .Where(one => one.Value is not null).Select(one => new FactSource(fact.Name, one.Member.PersonId, one.Value!)),
        { About: FactAbout.Member } => card.Members.SelectMany(member => Values(member.Entries, fact.Register, (fact.Field ?? fact.Register.Fields[0]).Name).Select(value => new FactSource(fact.Name, member.PersonId, value))),
        { Item: { } item } => Counted(fact.Register, item, card).Select(value => new FactSource(fact.Name, null, value)),
        { Field: { } field } => Values(card.Entries, fact.Register, field.Name).Select(value => new FactSource(fact.Name, null, value)),
        _ => Values(fact.Register.BelongsTo == Owner.Area ? card.EntriesOfVillage : card.Entries, fact.Register, fact.Register.Fields[0].Name).Select(value => new FactSource(fact.Name, null, value)),
    };

    private static IEnumerable<CardValue> Values(IEnumerable<CardEntry> entries, RegisterDefinition register, string field) =>
        entries.Where(entry => entry.Register == register).Select(entry => entry.Value(field)).OfType<CardValue>();

    /// <summary>The amounts that are in the sum of an item, its total first.</summary>
    private static IEnumerable<CardValue> Counted(RegisterDefinition register, ChoiceDefinition item, HouseholdCard card)
    {
        var spread = register.Spread!;
        var entries = card.Entries.Where(entry => entry.Register == register && entry.Value(spread.By)?.Value is string code && code == item.Code).ToList();
        return SumsOf(register, entries, card.On).Counted(0).Select(id => entries.First(entry => entry.Id == id).Value(spread.Value)!);
    }

    /// <summary>The entries of one item, in one cell.</summary>
    public static PeriodSums SumsOf(RegisterDefinition register, IEnumerable<CardEntry> entries, DateOnly on)
    {
        var sums = new PeriodSums(1, on);
        foreach (var entry in entries.Where(entry => entry.Value(PeriodSums.Basis)?.Value is PeriodSums.Total or PeriodSums.Addition))
        {
            T? Value<T>(string field) => (T?)entry.Value(field)?.Value;
            var isTotal = Value<string>(PeriodSums.Basis) == PeriodSums.Total;
            sums.Take(0, isTotal, entry.Id, entry.Height, Value<long?>(register.Spread!.Value),
                isTotal ? null : Value<DateOnly?>(PeriodSums.PeriodFrom), isTotal ? Value<DateOnly?>(PeriodSums.PeriodTo) : null, entry.Since);
        }
        return sums;
    }
}
