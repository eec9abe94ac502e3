namespace Saxaul.Feel.Functions;

/// <summary>Functions of numbers (DMN 1.5, 10.3.4.5).</summary>
internal static class NumberFunctions
{
    // decimal128 has no digit outside these places.
    private const int SmallestScale = -6111;
    private const int LargestScale = 6176;

    public static readonly (string, BuiltInBody)[] Table =
    [
        ("decimal(n: number, scale: number)", (in Call call) => Round(call, Rounding.HalfEven)),
        ("floor(n: number)", (in Call call) => FeelNumber.Round(call[0].Number, 0, Rounding.Floor)),
        ("floor(n: number, scale: number)", (in Call call) => Round(call, Rounding.Floor)),
        ("ceiling(n: number)", (in Call call) => FeelNumber.Round(call[0].Number, 0, Rounding.Ceiling)),
        ("ceiling(n: number, scale: number)", (in Call call) => Round(call, Rounding.Ceiling)),
        ("round up(n: number, scale: number)", (in Call call) => Round(call, Rounding.Up)),
        ("round down(n: number, scale: number)", (in Call call) => Round(call, Rounding.Down)),
        ("round half up(n: number, scale: number)", (in Call call) => Round(call, Rounding.HalfUp)),
        ("round half down(n: number, scale: number)", (in Call call) => Round(call, Rounding.HalfDown)),
        ("abs(n: number|days duration|months duration)", (in Call call) => Abs(call)),
        ("modulo(dividend: number, divisor: number)", (in Call call) =>
            FeelNumber.TryModulo(call[0].Number, call[1].Number, out var rest) ? rest : call.NoResult()),
        ("sqrt(number: number)", (in Call call) => FeelNumber.TrySqrt(call[0].Number, out var root) ? root : call.NoResult()),
        ("log(number: number)", (in Call call) => FeelNumber.TryLog(call[0].Number, out var logarithm) ? logarithm : call.NoResult()),
        ("exp(number: number)", (in Call call) => FeelNumber.TryExp(call[0].Number, out var power) ? power : call.NoResult()),
        ("odd(number: number) = boolean", (in Call call) => Parity(call, odd: true)),
        ("even(number: number) = boolean", (in Call call) => Parity(call, odd: false)),
    ];

    private static FeelValue Round(in Call call, Rounding rounding)
    {
        if (!FeelNumber.Round(call[1].Number, 0, Rounding.Down).TryToInt32(out int scale)) return call.NoResult();
        return scale is < SmallestScale or > LargestScale ? call.NoResult() : FeelNumber.Round(call[0].Number, scale, rounding).Normalized();
    }

    private static FeelValue Abs(in Call call)
    {
        var value = call[0];
        if (value.Kind == FeelKind.Number) return FeelNumber.Abs(value.Number);
        if (value.Bits >= 0) return value;
        return value.Kind == FeelKind.MonthsDuration ? FeelValue.Months(-value.Bits) : Temporal.DurationOf(-Temporal.Nanoseconds(value));
    }

    private static FeelValue Parity(in Call call, bool odd)
    {
        if (!call[0].Number.IsInteger || !FeelNumber.TryModulo(call[0].Number, 2, out var rest)) return call[0].Number.IsInteger ? !odd : false;
        return rest.IsZero != odd;
    }
}
