using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>A field as people put it right: the columns that change together, how findings call it, and how what stands there is written.</summary>
/// <param name="Key">Of the values of the whole row, since a register can have a field for each choice ("budget.wages").</param>
/// <param name="Written">As somebody would type it; null where it is not said in one value.</param>
/// <param name="Columns">The first is the one that decides.</param>
internal sealed record StatedField(Func<object?[], string> Key, Func<object?, string?> Written, params int[] Columns)
{
    /// <summary>Whether it tells an entry apart from others of its owner, so that a list which says otherwise speaks of another entry, unless a person changed it.</summary>
    public bool Identifies { get; init; }

    public static IReadOnlyList<StatedField> Household { get; } =
    [
        Of(Households.Household.Table, WellKnown.HouseholdNumber, "number"), new(_ => WellKnown.Village, _ => null, [.. new[] { "village_id", "place_id", "written_place" }.Select(Households.Household.Table.IndexOf)]),
        Of(Households.Household.Table, WellKnown.NaturalVillage, "natural_village"), Of(Households.Household.Table, WellKnown.Phone, "phone"),
    ];

    public static IReadOnlyList<StatedField> Person { get; } =
    [
        Of(Households.Person.Table, WellKnown.Name, "name", "name_key"), Of(Households.Person.Table, WellKnown.Sex, "sex"), Of(Households.Person.Table, WellKnown.BirthDate, "birth_date"),
        Of(Households.Person.Table, WellKnown.DocumentNumber, "number", "document_kind", "number_verified"),
    ];

    public static IReadOnlyList<StatedField> Membership { get; } = [Of(Households.Membership.Table, WellKnown.Relation, "relation")];

    public static IReadOnlyList<StatedField> Of(RegisterDefinition register)
    {
        var by = register.Spread is { } spread ? register.IndexOf(spread.By) : -1;
        return [.. register.Fields.Where(field => field.Name != ListEntry.LeftBlank).Select(field => field.Name == register.Spread?.Value
            ? new StatedField(values => $"{register.Register}.{values[by]}", value => ReadField.Written(field, value), [.. new[] { field.Name, ListEntry.LeftBlank }.Select(register.IndexOf).Where(column => column > 0)])
            : new StatedField(_ => $"{register.Register}.{field.Name}", value => ReadField.Written(field, value), register.IndexOf(field.Name)) { Identifies = register.IdentifiedBy.Contains(field.Name) })];
    }

    private static StatedField Of(VersionedTable table, string key, params IEnumerable<string> columns) =>
        new(_ => key, value => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : (string?)value, [.. columns.Select(table.IndexOf)]);
}
