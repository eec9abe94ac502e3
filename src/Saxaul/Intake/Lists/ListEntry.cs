using System;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>The values of an entry that a list makes. A register says where its entries come from by naming its fields so.</summary>
internal static class ListEntry
{
    /// <summary>Whether an amount is the total of its period or comes on top of it.</summary>
    public const string Basis = "basis";

    public const string Total = "total";

    /// <summary>Tells entries of one list apart that are otherwise the same: the first, second, … of their owner.</summary>
    public const string Line = "line";

    /// <summary>The form left the cell empty, which there means none.</summary>
    public const string LeftBlank = "left_blank";

    /// <summary>One value a field, in the register's order.</summary>
    /// <param name="valueOf">The value of a field, or null where only source and period are to be said.</param>
    public static object?[] Values(RegisterDefinition register, string source, Period period, Func<string, object?> valueOf)
    {
        var values = new object?[register.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = register.Fields[i].Name;
            values[i] = valueOf(field) ?? field switch
            {
                "source" => source,
                "period_from" => period.From,
                "period_to" => period.To,
                _ => null,
            };
        }
        return values;
    }
}
