using System.Globalization;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>What people type into a field of a register, read as intake reads cells.</summary>
public static class ReadField
{
    /// <returns>long, string, DateOnly, bool; null for nothing, which means unknown.</returns>
    /// <exception cref="ProblemException">4032 when it cannot be understood, 4063 when it is plainly wrong.</exception>
    public static object? Of(FieldDefinition field, string? written)
    {
        var value = Read(field, written);
        if (value is long number && (field.Type == FieldType.Money ? number / 100m : number) is var amount && (amount < field.Min || amount > field.Max))
            throw new ProblemException(Problem.OutOfRange(field));
        return value;
    }

    /// <summary>A value as somebody would type it: what <see cref="Of"/> reads as this value.</summary>
    public static string? Written(FieldDefinition field, object? value) => value switch
    {
        null => null,
        bool yes => yes ? "是" : "否",
        System.DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        long fen when field.Type == FieldType.Money => (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture),
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static object? Read(FieldDefinition field, string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var cell = Cell.OfText(written);
        return field.Type switch
        {
            FieldType.Money => Value(field, Money.Read(cell, 1)),
            FieldType.Integer => Value(field, Measure.ReadWhole(cell)),
            FieldType.Day => Day(field, written),
            FieldType.YesNo => Value(field, YesNo.Read(cell)),
            FieldType.Choice => field.Choice(written)?.Code
                ?? Value(field, new ChoiceList([.. field.Choices.Select(choice => new Choice(choice.Code, choice.Labels.In("zh"), [choice.Labels.In("en"), .. choice.Words]))]).Read(cell)),
            _ => WrittenText.Clean(written),
        };
    }

    /// <summary>A whole day; a month alone is none.</summary>
    public static System.DateOnly? Day(FieldDefinition field, string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var read = WrittenDate.Read(Cell.OfText(written));
        return read.HasValue && !read.Value.IsMonth ? read.Value.First : throw new ProblemException(Problem.ValueUnreadable(field.Labels));
    }

    private static object? Value<T>(FieldDefinition field, Reading<T> reading) => reading.HasValue ? reading.Value : throw new ProblemException(Problem.ValueUnreadable(field.Labels));
}
