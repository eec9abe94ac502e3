using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Registers;

/// <summary>
/// Which values are covered on screens until somebody asks for them: those that the definitions of registers call sensitive or secret, and, of what the registry knows of every household and person,
/// whatever rests encrypted.
/// </summary>
public static class SensitiveFields
{
    /// <param name="key">As lists call it ("phone"), or as differences do ("person.number").</param>
    /// <param name="field">How a register defines it; null for what the registry knows of everybody.</param>
    public static bool Has(string key, FieldDefinition? field) => field is { Sensitive: true } || IsNumber(key, field);

    /// <summary>Whether it is a number that somebody else could use: of such a one some characters are shown, so that it can be recognised.</summary>
    public static bool IsNumber(string key, FieldDefinition? field) => field is { Secret: true } || key switch
    {
        WellKnown.DocumentNumber or WellKnown.HeadDocument => IsSecret(Person.Table, "number"),
        WellKnown.Phone => IsSecret(Household.Table, "phone"),
        _ => key.Split('.') is [var table, var column] && new[] { Person.Table, Household.Table }.FirstOrDefault(one => one.Name == table) is { } typed && IsSecret(typed, column),
    };

    private static bool IsSecret(VersionedTable table, string column) => table.Columns.Any(one => one.Name == column && one.Type is (ColumnType.Secret or ColumnType.FoundSecret));
}
