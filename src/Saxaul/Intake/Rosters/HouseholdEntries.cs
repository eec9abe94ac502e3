using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>What a household's own cells tell for its registers. What is the same for all households of a sheet is worked out once.</summary>
internal sealed class HouseholdEntries
{
    private static readonly object Yes = true, No = false;
    private readonly List<Plain> plain = [];
    private readonly List<Item> items = [];

    /// <summary>A register with one entry a household: for each cell its place in <see cref="Own"/> and its field's place in the entry.</summary>
    private sealed record Plain(RegisterDefinition Register, List<(int Own, FieldDefinition Field, int Value)> Cells);

    /// <summary>One amount of a register with a column for each: the entry but for the amount itself and whether it was left blank.</summary>
    private sealed record Item(RegisterDefinition Register, int Own, FieldDefinition Field, object?[] Values, int Amount, int LeftBlank);

    private readonly bool periodAssumed;

    public HouseholdEntries(RosterColumns columns, HouseholdBuilder.Terms terms)
    {
        periodAssumed = !terms.PeriodStated;
        FieldReader?[] who = [columns.County, columns.Township, columns.Village, columns.NaturalVillage, columns.Number, columns.HeadName, columns.Phone, columns.MemberCount];
        Own = [.. who.OfType<FieldReader>(), .. columns.OfHousehold];
        foreach (var group in columns.OfHousehold.GroupBy(reader => reader.Target.Register!))
        {
            var register = group.Key;
            if (register.Spread is { } spread)
                items.AddRange(group.Select(reader => new Item(register, IndexOf(reader), reader.Target.Field!,
                    ListEntry.Values(register, terms.Source, terms.Period, field => field == spread.By ? reader.Target.Item!.Code : field == ListEntry.Basis ? ListEntry.Total : null),
                    register.IndexOf(spread.Value) - 1, register.IndexOf(ListEntry.LeftBlank) - 1)));
            else
                plain.Add(new Plain(register, [.. group.Select(reader => (IndexOf(reader), reader.Target.Field!, register.IndexOf(reader.Target.Field!.Name) - 1))]));
        }
    }

    /// <summary>The columns that speak of the household as a whole.</summary>
    public FieldReader[] Own { get; }

    public int IndexOf(FieldReader? reader) => reader is null ? -1 : System.Array.IndexOf(Own, reader);

    /// <param name="readings">One for each of <see cref="Own"/>.</param>
    /// <param name="rows">The row that each was read from; null where no row says anything. An entry read from several rows has the first of its fields' that says something.</param>
    public List<RosterEntry> Of(FieldReading[] readings, int?[] rows)
    {
        var entries = new List<RosterEntry>(plain.Count + items.Count);
        foreach (var (register, cells) in plain)
        {
            var values = new object?[register.Fields.Count];
            int? row = null;
            foreach (var (own, field, value) in cells)
            {
                values[value] = MemberReader.ValueOf(field, readings[own]);
                row ??= rows[own];
            }
            entries.Add(new RosterEntry(register, values) { Row = row });
        }
        foreach (var item in items)
        {
            // Something that nobody understands is no amount; it is asked about.
            if (MemberReader.ValueOf(item.Field, readings[item.Own]) is not { } amount)
                continue;
            var values = (object?[])item.Values.Clone();
            values[item.Amount] = amount;
            if (item.LeftBlank >= 0)
                values[item.LeftBlank] = readings[item.Own].Outcome == ReadingOutcome.Blank ? Yes : No;
            entries.Add(new RosterEntry(item.Register, values) { Row = rows[item.Own], PeriodAssumed = periodAssumed });
        }
        return entries;
    }
}
