using System;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Compilation;

/// <summary>"+", "-", "*", "/" and "**" on numbers, strings, dates and durations (DMN 1.5, 10.3.2.11, tables 54 to 57).</summary>
internal sealed class ArithmeticNode(BinaryOperator operation, Node left, Node right, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var a = left.Evaluate(evaluation);
        var b = right.Evaluate(evaluation);
        if (a.Kind == FeelKind.Number && b.Kind == FeelKind.Number)
        {
            return Calculate(operation, a.Number, b.Number, out var result)
                ? result
                : evaluation.Fail(at, b.Number.IsZero && operation == BinaryOperator.Divide ? FaultKind.DivisionByZero : FaultKind.NumberTooLarge, a, b);
        }
        if (a.IsNull || b.IsNull) return default;
        var other = CalculateOthers(operation, a, b);
        return other.IsNull ? evaluation.Fail(at, FaultKind.WrongOperands, a, b, Operators.Text(operation)) : other;
    }

    private static bool Calculate(BinaryOperator operation, FeelNumber a, FeelNumber b, out FeelNumber result)
    {
        switch (operation)
        {
            case BinaryOperator.Add: return FeelNumber.TryAdd(a, b, out result);
            case BinaryOperator.Subtract: return FeelNumber.TrySubtract(a, b, out result);
            case BinaryOperator.Multiply: return FeelNumber.TryMultiply(a, b, out result);
            case BinaryOperator.Divide: return FeelNumber.TryDivide(a, b, out result);
            default: return FeelNumber.TryPower(a, b, out result);
        }
    }

    private static FeelValue CalculateOthers(BinaryOperator operation, in FeelValue a, in FeelValue b) => operation switch
    {
        BinaryOperator.Add => Add(a, b),
        BinaryOperator.Subtract => Subtract(a, b),
        BinaryOperator.Multiply when IsDuration(a) && b.Kind == FeelKind.Number => Scale(a, b.Number, multiply: true),
        BinaryOperator.Multiply when a.Kind == FeelKind.Number && IsDuration(b) => Scale(b, a.Number, multiply: true),
        BinaryOperator.Divide when IsDuration(a) && b.Kind == FeelKind.Number => Scale(a, b.Number, multiply: false),
        BinaryOperator.Divide when IsDuration(a) && a.Kind == b.Kind =>
            FeelNumber.TryDivide(Temporal.Length(a), Temporal.Length(b), out var quotient) ? quotient : default(FeelValue),
        _ => default(FeelValue),
    };

    private static bool IsDuration(in FeelValue value) => value.Kind is FeelKind.DaysDuration or FeelKind.MonthsDuration;

    private static FeelValue Add(in FeelValue a, in FeelValue b)
    {
        if (a.Kind == FeelKind.String && b.Kind == FeelKind.String) return a.Text + b.Text;
        if (IsDuration(a) && a.Kind == b.Kind) return Sum(a, b, 1);
        if (IsDuration(b)) return Temporal.Add(a, b, 1);
        return IsDuration(a) ? Temporal.Add(b, a, 1) : default;
    }

    private static FeelValue Subtract(in FeelValue a, in FeelValue b)
    {
        if (IsDuration(b)) return a.Kind == b.Kind ? Sum(a, b, -1) : Temporal.Add(a, b, -1);
        return Temporal.Difference(a, b);
    }

    private static FeelValue Sum(in FeelValue a, in FeelValue b, int sign)
    {
        if (a.Kind == FeelKind.DaysDuration) return Temporal.DurationOf(Temporal.Nanoseconds(a) + sign * Temporal.Nanoseconds(b));
        var months = (Int128)a.Bits + (Int128)sign * b.Bits;
        return months == (long)months ? FeelValue.Months((long)months) : default;
    }

    private static FeelValue Scale(in FeelValue duration, FeelNumber factor, bool multiply)
    {
        var length = Temporal.Length(duration);
        FeelNumber scaled;
        if (!(multiply ? FeelNumber.TryMultiply(length, factor, out scaled) : FeelNumber.TryDivide(length, factor, out scaled))) return default;
        if (duration.Kind == FeelKind.MonthsDuration)
            return FeelNumber.Round(scaled, 0, Rounding.Down).TryToInt64(out long months) ? FeelValue.Months(months) : default;
        if (!FeelNumber.Round(scaled, 0, Rounding.Floor).TryToInt64(out long seconds)) return default;
        var fraction = FeelNumber.Round((scaled - seconds) * Temporal.NanosecondsPerSecond, 0, Rounding.Down);
        return fraction.TryToInt32(out int nanoseconds) ? FeelValue.Duration(seconds, nanoseconds) : default;
    }
}

internal static class Operators
{
    public static string Text(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Power => "**",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "and",
        _ => "or",
    };
}
