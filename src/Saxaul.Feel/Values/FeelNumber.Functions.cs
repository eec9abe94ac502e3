using System;
using System.Numerics;

namespace Saxaul.Feel;

/// <summary>Which neighbour a number becomes when digits are dropped.</summary>
public enum Rounding
{
    /// <summary>Towards minus infinity.</summary>
    Floor,

    /// <summary>Towards plus infinity.</summary>
    Ceiling,

    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards zero.</summary>
    Down,

    /// <summary>To the nearest; ties away from zero.</summary>
    HalfUp,

    /// <summary>To the nearest; ties towards zero.</summary>
    HalfDown,

    /// <summary>To the nearest; ties to the even digit.</summary>
    HalfEven,
}

// Roots, powers, logarithms. They work on integers scaled by 10^50, so that every machine gives the same digits; there is no floating point here.
public readonly partial struct FeelNumber
{
    private const int Guard = 50;
    private static readonly BigInteger Unit = BigInteger.Pow(10, Guard);
    private static readonly Lazy<BigInteger> LogOfTwo = new(() => 2 * SeriesOfArtanh(Unit / 3));
    private static readonly Lazy<BigInteger> LogOfTen = new(() => 3 * LogOfTwo.Value + 2 * SeriesOfArtanh(Unit / 9));

    public static FeelNumber Abs(FeelNumber value) => value.Sign < 0 ? -value : value;

    /// <summary>Rounds to that many digits after the point (before it, when negative).</summary>
    public static FeelNumber Round(FeelNumber value, int scale, Rounding rounding)
    {
        int drop = -scale - value._exponent;
        if (drop <= 0 || value.IsZero) return value;
        // Beyond its own digits a number is as good as one unit in a place nobody keeps.
        BigInteger coefficient = drop > Digits + 1 ? value.Sign : value.Coefficient;
        var divisor = BigInteger.Pow(10, Math.Min(drop, Digits + 2));
        var quotient = BigInteger.DivRem(coefficient, divisor, out var rest);
        int half = (BigInteger.Abs(rest) * 2).CompareTo(divisor);
        bool away = !rest.IsZero && rounding switch
        {
            Rounding.Floor => value.Sign < 0,
            Rounding.Ceiling => value.Sign > 0,
            Rounding.Up => true,
            Rounding.Down => false,
            Rounding.HalfUp => half >= 0,
            Rounding.HalfDown => half > 0,
            _ => half > 0 || (half == 0 && !quotient.IsEven),
        };
        return TryFrom(away ? quotient + value.Sign : quotient, -scale, out var rounded) ? rounded : value;
    }

    /// <summary>The square root, correctly rounded; false for a negative number.</summary>
    public static bool TrySqrt(FeelNumber value, out FeelNumber root)
    {
        root = default;
        if (value.Sign <= 0) return value.IsZero;
        int shift = 2 * Digits + 4;
        if (((value._exponent - shift) & 1) != 0) shift++;
        var scaled = (BigInteger)value.Coefficient * BigInteger.Pow(10, shift);
        var whole = IntegerRoot(scaled);
        bool exact = whole * whole == scaled;
        int exponent = (value._exponent - shift) / 2;
        if (!TryFrom(exact ? whole : whole * 10 + 1, exact ? exponent : exponent - 1, out root)) return false;
        if (exact) root = root.Normalized();
        return true;
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }

    /// <summary>e to that power; false beyond the range.</summary>
    public static bool TryExp(FeelNumber value, out FeelNumber result)
    {
        result = default;
        if (value.IsZero)
        {
            result = One;
            return true;
        }
        if (Abs(value) > 15_000) return value.Sign < 0;
        return TryExpOfFixed(ToFixed(value), out result);
    }

    /// <summary>The natural logarithm; false unless the number is positive.</summary>
    public static bool TryLog(FeelNumber value, out FeelNumber result)
    {
        result = default;
        return value.Sign > 0 && TryFrom(FixedLog(value), -Guard, out result);
    }

    /// <summary>The base to that power. Whole powers are exact to the last digit that is kept; others go through the logarithm, so need a positive base.</summary>
    public static bool TryPower(FeelNumber number, FeelNumber power, out FeelNumber result)
    {
        result = One;
        if (power.TryToInt32(out int whole)) return TryWholePower(number, whole, out result);
        if (number.IsZero)
        {
            result = default;
            return power.Sign > 0;
        }
        if (number.Sign < 0 || Abs(power) > 1_000_000_000) return false;
        if (power == new FeelNumber(5, -1)) return TrySqrt(number, out result);
        var exponent = FixedLog(number) * ToFixed(power) / Unit;
        return TryExpOfFixed(exponent, out result);
    }

    private static bool TryWholePower(FeelNumber number, int power, out FeelNumber result)
    {
        result = One;
        long left = Math.Abs((long)power);
        if (left == 0) return true;
        // Intermediate results keep every digit up to a width where rounding can no longer reach the 34 that are kept.
        BigInteger value = number.Normalized().Coefficient, product = BigInteger.One;
        int valueExponent = number.Normalized()._exponent, exponent = 0;
        if (value.IsZero) return power > 0 && TryFrom(BigInteger.Zero, 0, out result);
        while (true)
        {
            if ((left & 1) != 0) (product, exponent) = Trim(product * value, (long)exponent + valueExponent);
            left >>= 1;
            if (left == 0) break;
            (value, valueExponent) = Trim(value * value, 2L * valueExponent);
            if (Math.Abs((long)valueExponent) > 1_000_000) return valueExponent < 0 == power > 0;
        }
        if (power > 0) return TryFrom(product, exponent, out result);
        int digits = DecimalDigits(product) + 2 * Digits;
        var inverse = BigInteger.DivRem(BigInteger.Pow(10, digits), product, out var rest);
        bool exact = rest.IsZero;
        if (!exact) inverse = inverse * 10 + product.Sign;
        if (!TryFrom(inverse, -exponent - digits - (exact ? 0 : 1), out result)) return false;
        if (exact) result = result.Normalized();
        return true;
    }

    private static (BigInteger Value, int Exponent) Trim(BigInteger value, long exponent)
    {
        int excess = DecimalDigits(value) - 3 * Digits;
        if (excess > 0)
        {
            value = DivideHalfEven(value, BigInteger.Pow(10, excess));
            exponent += excess;
        }
        return (value, (int)Math.Clamp(exponent, int.MinValue / 4, int.MaxValue / 4));
    }

    private static BigInteger ToFixed(FeelNumber value)
    {
        int shift = value._exponent + Guard;
        return shift >= 0
            ? value.Coefficient * BigInteger.Pow(10, shift)
            : DivideHalfEven(value.Coefficient, BigInteger.Pow(10, Math.Min(-shift, 3 * Digits)));
    }

    private static bool TryExpOfFixed(BigInteger x, out FeelNumber result)
    {
        result = default;
        // e^x = 10^k × e^r with r in [0, ln 10): the power of ten becomes the exponent. More digits of ln 10 would be needed only for a k beyond the range.
        var tens = BigInteger.DivRem(x, LogOfTen.Value, out var rest);
        if (rest.Sign < 0)
        {
            rest += LogOfTen.Value;
            tens--;
        }
        if (BigInteger.Abs(tens) > 2 * LargestExponent) return tens.Sign < 0;
        BigInteger term = Unit, sum = Unit;
        for (int n = 1; !term.IsZero; n++)
        {
            term = term * rest / (Unit * n);
            sum += term;
        }
        return TryFrom(sum, (int)tens - Guard, out result);
    }

    private static BigInteger FixedLog(FeelNumber value)
    {
        // value = m × 10^k with m in [1, 10); then m is halved into [2/3, 4/3], where the series converges quickly.
        BigInteger coefficient = value.Coefficient;
        int digits = DecimalDigits(coefficient);
        int tens = value._exponent + digits - 1;
        var mantissa = coefficient * Unit / BigInteger.Pow(10, digits - 1);
        int twos = 0;
        while (mantissa * 3 > Unit * 4)
        {
            mantissa >>= 1;
            twos++;
        }
        return tens * LogOfTen.Value + twos * LogOfTwo.Value + 2 * SeriesOfArtanh((mantissa - Unit) * Unit / (mantissa + Unit));
    }

    // artanh(x) = x + x^3/3 + x^5/5 + …, and ln(y) = 2 artanh((y - 1) / (y + 1)).
    private static BigInteger SeriesOfArtanh(BigInteger x)
    {
        BigInteger square = x * x / Unit, power = x, sum = x;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power = power * square / Unit;
            sum += power / n;
        }
        return sum;
    }
}
