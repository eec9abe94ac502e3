using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Saxaul.Feel;

// Arithmetic. Each operation first tries 64-bit integers, and only then exact integers of any size that are rounded once.
public readonly partial struct FeelNumber
{
    private const long NineDigits = 1_000_000_000;
    private static readonly BigInteger Limit = BigInteger.Pow(10, Digits);

    public static FeelNumber operator +(FeelNumber a, FeelNumber b) => TryAdd(a, b, out var sum) ? sum : throw new OverflowException();

    public static FeelNumber operator -(FeelNumber a, FeelNumber b) => TryAdd(a, -b, out var difference) ? difference : throw new OverflowException();

    public static FeelNumber operator *(FeelNumber a, FeelNumber b) => TryMultiply(a, b, out var product) ? product : throw new OverflowException();

    public static FeelNumber operator /(FeelNumber a, FeelNumber b) =>
        TryDivide(a, b, out var quotient) ? quotient : throw (b.IsZero ? new DivideByZeroException() : new OverflowException());

    public static FeelNumber operator -(FeelNumber value) =>
        value._wide is null && value._low != long.MinValue
            ? new(null, -value._low, value._exponent)
            : From(-value.Coefficient, value._exponent);

    /// <summary>False when the sum exceeds the range of decimal128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(FeelNumber a, FeelNumber b, out FeelNumber sum)
    {
        if (a._exponent == b._exponent && a._wide is null && b._wide is null)
        {
            long low = unchecked(a._low + b._low);
            // Overflow happened exactly when both operands have the sign that the result lacks.
            if (((a._low ^ low) & (b._low ^ low)) >= 0)
            {
                sum = new(null, low, a._exponent);
                return true;
            }
        }
        return TryAddAligned(a, b, out sum);
    }

    private static bool TryAddAligned(FeelNumber a, FeelNumber b, out FeelNumber sum)
    {
        if (a._exponent < b._exponent) (a, b) = (b, a);
        int gap = a._exponent - b._exponent;
        if (gap <= 18 && a.IsSmall && b.IsSmall) return TryFrom((Int128)a._low * PowersOfTen[gap] + b._low, b._exponent, out sum);
        if (a.IsZero || b.IsZero) return TryFrom(a.IsZero ? b.Coefficient : a.Coefficient, a.IsZero ? b._exponent : a._exponent, out sum);
        // Far below the last digit that is kept, a number only decides which way a tie falls: one unit far away does the same.
        if (gap > 3 * Digits)
        {
            gap = 3 * Digits;
            return TryFrom(a.Coefficient * BigInteger.Pow(10, gap) + b.Sign, a._exponent - gap, out sum);
        }
        return TryFrom(a.Coefficient * BigInteger.Pow(10, gap) + b.Coefficient, b._exponent, out sum);
    }

    /// <summary>False when the difference exceeds the range of decimal128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySubtract(FeelNumber a, FeelNumber b, out FeelNumber difference) => TryAdd(a, -b, out difference);

    /// <summary>False when the product exceeds the range of decimal128.</summary>
    public static bool TryMultiply(FeelNumber a, FeelNumber b, out FeelNumber product)
    {
        if (a._wide is null && b._wide is null)
        {
            long high = Math.BigMul(a._low, b._low, out long low);
            int exponent = a._exponent + b._exponent;
            if (high == low >> 63 && exponent is >= SmallestExponent and <= LargestExponent - Digits)
            {
                product = new(null, low, exponent);
                return true;
            }
            return TryFrom((Int128)a._low * b._low, exponent, out product);
        }
        return TryFrom((BigInteger)a.Coefficient * b.Coefficient, a._exponent + b._exponent, out product);
    }

    /// <summary>False when the divisor is zero or the quotient exceeds the range of decimal128.</summary>
    public static bool TryDivide(FeelNumber a, FeelNumber b, out FeelNumber quotient)
    {
        quotient = default;
        if (b.IsZero) return false;
        if (a.IsZero) return true;
        int exponent = a._exponent - b._exponent;
        if (a._wide is null && b._wide is null && a._low != long.MinValue)
        {
            long whole = Math.DivRem(a._low, b._low, out long rest);
            if (rest == 0 && exponent is >= SmallestExponent and <= LargestExponent - Digits)
            {
                quotient = new(null, whole, exponent);
                return true;
            }
            // Most quotients of sums of money end after few digits.
            if (a._low is > -NineDigits and < NineDigits && Math.DivRem(a._low * NineDigits, b._low, out rest) is var exact && rest == 0
                && exponent is > SmallestExponent + 9 and <= LargestExponent - Digits)
            {
                quotient = new FeelNumber(null, exact, exponent - 9).Normalized();
                return true;
            }
            var (digits, shift) = DivideDigits((UInt128)Math.Abs(a._low), (UInt128)Int128.Abs(b._low));
            if (!TryFrom((a._low ^ b._low) < 0 ? -digits : digits, exponent + shift, out quotient)) return false;
            quotient = quotient.Normalized();
            return true;
        }
        return TryDivideWide(a, b, exponent, out quotient);
    }

    /// <summary>The quotient of two numbers of 64 bits to 34 digits, rounded half to even, as coefficient × 10^shift: long division, 18 digits at a time.</summary>
    private static (Int128 Digits, int Shift) DivideDigits(UInt128 x, UInt128 y)
    {
        const ulong Step = 1_000_000_000_000_000_000;
        int shift = 0;
        for (; x < y; shift--) x *= 10;
        for (; x >= y * 10; shift++) y *= 10;
        // Now 1 <= x / y < 10: one digit before the point and 36 after it are three more than are kept.
        var (first, rest) = UInt128.DivRem(x, y);
        (var second, rest) = UInt128.DivRem(rest * Step, y);
        (var third, rest) = UInt128.DivRem(rest * Step, y);
        var (kept, dropped) = UInt128.DivRem((first * Step + second) * Step + third, 1000);
        if (dropped > 500 || (dropped == 500 && (rest != 0 || UInt128.IsOddInteger(kept)))) kept++;
        return ((Int128)kept, shift - 33);
    }

    private static bool TryDivideWide(FeelNumber a, FeelNumber b, int exponent, out FeelNumber quotient)
    {
        BigInteger numerator = a.Coefficient, denominator = b.Coefficient;
        // Enough digits that the quotient has more than 34 of them; what is cut off then only has to be known as "something".
        int shift = Digits + 2 + DigitCount(b.Coefficient) - DigitCount(a.Coefficient);
        shift = Math.Max(shift, 0);
        var result = BigInteger.DivRem(numerator * BigInteger.Pow(10, shift), denominator, out var remainder);
        exponent -= shift;
        if (remainder != 0)
        {
            result = result * 10 + remainder.Sign * denominator.Sign;
            return TryFrom(result, exponent - 1, out quotient);
        }
        if (!TryFrom(result, exponent, out quotient)) return false;
        quotient = quotient.Normalized();
        return true;
    }

    /// <summary>Division that rounds down, as FEEL's modulo needs: floor(a / b). False when the divisor is zero or the quotient has more than 34 digits.</summary>
    public static bool TryFloorDivide(FeelNumber a, FeelNumber b, out FeelNumber quotient)
    {
        quotient = default;
        if (b.IsZero) return false;
        int gap = a._exponent - b._exponent;
        if (gap > 2 * Digits) return false;
        // A dividend that far below the divisor has the quotient 0 or -1, whatever its digits are.
        BigInteger x = gap < -2 * Digits ? a.Sign : a.Coefficient, y = b.Coefficient;
        if (gap > 0) x *= BigInteger.Pow(10, gap);
        else if (gap < 0) y *= BigInteger.Pow(10, Math.Min(-gap, 2 * Digits));
        var whole = BigInteger.DivRem(x, y, out var rest);
        if (rest != 0 && rest.Sign != y.Sign) whole--;
        return BigInteger.Abs(whole) < Limit && TryFrom(whole, 0, out quotient);
    }

    /// <summary>FEEL's modulo: dividend - divisor × floor(dividend / divisor); its sign is that of the divisor.</summary>
    public static bool TryModulo(FeelNumber dividend, FeelNumber divisor, out FeelNumber result)
    {
        if (dividend._exponent == divisor._exponent && dividend.IsSmall && divisor.IsSmall && divisor._low is not (0 or -1))
        {
            long rest = dividend._low % divisor._low;
            if (rest != 0 && (rest ^ divisor._low) < 0) rest += divisor._low;
            result = new(null, rest, dividend._exponent);
            return true;
        }
        result = default;
        return TryFloorDivide(dividend, divisor, out var quotient)
            && TryMultiply(divisor, quotient, out var product)
            && TrySubtract(dividend, product, out result);
    }

    internal static FeelNumber From(Int128 coefficient, int exponent) =>
        TryFrom(coefficient, exponent, out var number) ? number : throw new OverflowException();

    internal static bool TryFrom(Int128 coefficient, int exponent, out FeelNumber number)
    {
        if (coefficient == (long)coefficient && exponent is >= SmallestExponent and <= LargestExponent - Digits)
        {
            number = new(null, (long)coefficient, exponent);
            return true;
        }
        return TryFrom((BigInteger)coefficient, exponent, out number);
    }

    /// <summary>The nearest number, rounded half to even to 34 digits; false beyond the range. What lies below the range is zero.</summary>
    internal static bool TryFrom(BigInteger coefficient, int exponent, out FeelNumber number)
    {
        number = default;
        if (coefficient.IsZero) return true;
        if (BigInteger.Abs(coefficient) >= Limit)
        {
            int excess = DecimalDigits(coefficient) - Digits;
            coefficient = DivideHalfEven(coefficient, BigInteger.Pow(10, excess));
            exponent += excess;
            if (BigInteger.Abs(coefficient) == Limit)
            {
                coefficient /= 10;
                exponent++;
            }
        }
        if (exponent < SmallestExponent)
        {
            if (SmallestExponent - exponent > Digits + 1) return true;
            coefficient = DivideHalfEven(coefficient, BigInteger.Pow(10, SmallestExponent - exponent));
            exponent = SmallestExponent;
            if (coefficient.IsZero) return true;
        }
        while (exponent > LargestExponent - Digits + 1)
        {
            coefficient *= 10;
            exponent--;
            if (BigInteger.Abs(coefficient) >= Limit) return false;
        }
        var value = (Int128)coefficient;
        number = new(Boxed(value), Narrow(value), exponent);
        return true;
    }

    private static int DecimalDigits(BigInteger value)
    {
        value = BigInteger.Abs(value);
        // 1233 / 4096 is just above log10(2): the estimate is the count of digits or one less.
        int estimate = (int)((value.GetBitLength() - 1) * 1233 >> 12);
        while (value >= BigInteger.Pow(10, estimate)) estimate++;
        while (estimate > 0 && value < BigInteger.Pow(10, estimate - 1)) estimate--;
        return estimate;
    }

    private static BigInteger DivideHalfEven(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        int half = (BigInteger.Abs(rest) * 2).CompareTo(divisor);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + value.Sign : quotient;
    }
}
