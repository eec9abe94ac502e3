using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// A household's amounts as an account of its day: income, costs, spending; each line the amount that rules count, and the entries that it is made of. What the policies make of it (net, a
/// head) are their <see cref="Screening.KeyFigures"/>.
/// </summary>
/// <param name="Register">The register of amounts.</param>
public sealed record HouseholdAccount(RegisterDefinition Register, IReadOnlyList<AccountPart> Parts)
{
    /// <summary>The accounts on a card, one for each register of amounts that has entries.</summary>
    public static IReadOnlyList<HouseholdAccount> Of(HouseholdCard card) =>
    [
        .. card.Entries.Where(entry => entry.Register.Spread is not null).GroupBy(entry => entry.Register).Select(register => new HouseholdAccount(register.Key,
        [
            .. register.Key.Field(register.Key.Spread!.By).Choices.Select(item => Line(register.Key, item, card))
                .GroupBy(line => line.Item.Account).OrderBy(part => part.Key ?? (AccountSide)int.MaxValue).Select(part => new AccountPart(part.Key, [.. part])),
        ])),
    ];

    private static AccountLine Line(RegisterDefinition register, ChoiceDefinition item, HouseholdCard card)
    {
        var entries = card.Entries.Where(entry => entry.Register == register && entry.Value(register.Spread!.By)?.Value is string code && code == item.Code).ToList();
        if (!PeriodSums.CanSum(register))
            return new AccountLine(item, null, [], entries);
        var sums = FactSources.SumsOf(register, entries, card.On);
        var counted = sums.Counted(0).Select(id => entries.First(entry => entry.Id == id)).ToList();
        return new AccountLine(item, sums.Sum()[0], counted, [.. entries.Except(counted)]);
    }
}

/// <summary>One side of an account.</summary>
/// <param name="Side">Null for what is only listed.</param>
public sealed record AccountPart(AccountSide? Side, IReadOnlyList<AccountLine> Lines)
{
    /// <summary>In fen; null as soon as one line is unknown, for a sum that leaves something out says less than it seems to.</summary>
    public long? Sum => Lines.Any(line => line.Amount is null) ? null : Lines.Sum(line => line.Amount);
}

/// <summary>One line of an account.</summary>
/// <param name="Amount">In fen, as rules count it; null when unknown, which is not zero.</param>
/// <param name="Counted">The entries in the amount, the total first.</param>
/// <param name="Others">Entries that do not count: of a period that a later total replaced, or that has not begun.</param>
public sealed record AccountLine(ChoiceDefinition Item, long? Amount, IReadOnlyList<CardEntry> Counted, IReadOnlyList<CardEntry> Others);
