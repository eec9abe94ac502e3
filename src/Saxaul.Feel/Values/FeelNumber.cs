using System;
using System.Numerics;

namespace Saxaul.Feel;

/// <summary>
/// FEEL's only kind of number: a decimal of 34 significant digits, rounded half to even, as IEEE 754-2008 decimal128 (DMN 1.5, 10.3.2.3.1).
/// The value is coefficient × 10^exponent. A coefficient that fits in 64 bits is held in the number itself, and arithmetic on such numbers
/// allocates nothing; a longer one is held in an object. There is no infinity and no NaN: an operation without a result says so.
/// </summary>
public readonly partial struct FeelNumber : IEquatable<FeelNumber>, IComparable<FeelNumber>
{
    /// <summary>The number of significant digits kept.</summary>
    public const int Digits = 34;

    // decimal128: the largest exponent of the first digit, and the smallest of the last.
    private const int LargestExponent = 6144;
    private const int SmallestExponent = -6176;

    private readonly Wide? _wide;
    private readonly long _low;
    private readonly int _exponent;

    /// <summary>A coefficient that does not fit in 64 bits; it has at most 34 digits.</summary>
    internal sealed class Wide(Int128 coefficient)
    {
        public Int128 Coefficient { get; } = coefficient;
    }

    internal FeelNumber(Wide? wide, long low, int exponent)
    {
        _wide = wide;
        _low = low;
        _exponent = exponent;
    }

    /// <summary>A scaled integer, exactly: <c>new FeelNumber(1250, -2)</c> is 12.50, which is how fen become yuan.</summary>
    public FeelNumber(long coefficient, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponent, SmallestExponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, LargestExponent - Digits);
        _low = coefficient;
        _exponent = exponent;
    }

    public static FeelNumber Zero => default;

    public static FeelNumber One => new(null, 1, 0);

    internal Wide? Object => _wide;

    internal long Low => _low;

    internal int Exponent => _exponent;

    private bool IsSmall => _wide is null;

    internal Int128 Coefficient => _wide is null ? _low : _wide.Coefficient;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _wide is null ? Math.Sign(_low) : Int128.Sign(_wide.Coefficient);

    public bool IsZero => _wide is null && _low == 0;

    /// <summary>Whether the number has no fraction.</summary>
    public bool IsInteger => _exponent >= 0 || Normalized()._exponent >= 0;

    public static implicit operator FeelNumber(long value) => new(null, value, 0);

    public static implicit operator FeelNumber(int value) => new(null, value, 0);

    /// <summary>The .NET decimal, exactly.</summary>
    public static implicit operator FeelNumber(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0];
        return From(bits[3] < 0 ? -coefficient : coefficient, -((bits[3] >> 16) & 0xFF));
    }

    /// <summary>The number as a 64-bit integer; false when it has a fraction or is too large.</summary>
    public bool TryToInt64(out long value)
    {
        value = _low;
        if (_exponent == 0) return IsSmall;
        var number = Normalized();
        value = number._low;
        if (number._exponent == 0) return number.IsSmall;
        if (number._exponent is < 0 or > 18 || !number.IsSmall) return number.IsZero;
        var product = (Int128)number._low * PowersOfTen[number._exponent];
        value = (long)product;
        return product == value;
    }

    /// <summary>The number as a 32-bit integer; false when it has a fraction or is too large.</summary>
    public bool TryToInt32(out int value)
    {
        bool fits = TryToInt64(out long wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)wide : 0;
        return fits;
    }

    /// <summary>The number in units of 10^<paramref name="exponent"/>, rounded half to even: yuan to fen with -2. False when 64 bits do not hold it.</summary>
    public bool TryToScaled(int exponent, out long value)
    {
        value = _low;
        if (IsSmall && _exponent == exponent) return true;
        var rounded = Round(this, -exponent, Rounding.HalfEven);
        return TryScaleByPowerOfTen(rounded, -exponent, out var shifted) & shifted.TryToInt64(out value);
    }

    private static bool TryScaleByPowerOfTen(FeelNumber value, int power, out FeelNumber result) =>
        TryFrom(value.Coefficient, value._exponent + power, out result);

    /// <summary>The same value without trailing zeros; zero is 0 × 10^0.</summary>
    internal FeelNumber Normalized()
    {
        if (_wide is null)
        {
            if (_low == 0) return default;
            long low = _low;
            int exponent = _exponent;
            while (low % 10 == 0)
            {
                low /= 10;
                exponent++;
            }
            return new(null, low, exponent);
        }
        var (coefficient, scale) = (_wide.Coefficient, _exponent);
        while (true)
        {
            var (quotient, remainder) = Int128.DivRem(coefficient, 10);
            if (remainder != 0) break;
            coefficient = quotient;
            scale++;
        }
        return new(Boxed(coefficient), Narrow(coefficient), scale);
    }

    private static Wide? Boxed(Int128 coefficient) => coefficient == (long)coefficient ? null : new Wide(coefficient);

    private static long Narrow(Int128 coefficient) => coefficient == (long)coefficient ? (long)coefficient : 0;

    public bool Equals(FeelNumber other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is FeelNumber other && Equals(other);

    public override int GetHashCode()
    {
        var number = Normalized();
        return HashCode.Combine(number.Coefficient, number._exponent);
    }

    public static bool operator ==(FeelNumber a, FeelNumber b) => a.CompareTo(b) == 0;

    public static bool operator !=(FeelNumber a, FeelNumber b) => a.CompareTo(b) != 0;

    public static bool operator <(FeelNumber a, FeelNumber b) => a.CompareTo(b) < 0;

    public static bool operator >(FeelNumber a, FeelNumber b) => a.CompareTo(b) > 0;

    public static bool operator <=(FeelNumber a, FeelNumber b) => a.CompareTo(b) <= 0;

    public static bool operator >=(FeelNumber a, FeelNumber b) => a.CompareTo(b) >= 0;

    public int CompareTo(FeelNumber other)
    {
        if (_wide is null && other._wide is null && _exponent == other._exponent) return _low.CompareTo(other._low);
        int sign = Sign, otherSign = other.Sign;
        if (sign != otherSign || sign == 0) return sign.CompareTo(otherSign);
        int difference = _exponent - other._exponent;
        if (IsSmall && other.IsSmall && difference is >= -18 and <= 18)
        {
            Int128 x = _low, y = other._low;
            if (difference >= 0) x *= PowersOfTen[difference];
            else y *= PowersOfTen[-difference];
            return x < y ? -1 : x > y ? 1 : 0;
        }
        int magnitude = _exponent + DigitCount(Coefficient), otherMagnitude = other._exponent + DigitCount(other.Coefficient);
        if (magnitude != otherMagnitude) return magnitude > otherMagnitude ? sign : -sign;
        // Equal magnitudes bound the difference of the exponents by the digits, so this power is small.
        BigInteger a = Coefficient, b = other.Coefficient;
        if (difference > 0) a *= BigInteger.Pow(10, difference);
        else b *= BigInteger.Pow(10, -difference);
        return a.CompareTo(b);
    }

    private static readonly long[] PowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    private static int DigitCount(Int128 value)
    {
        var magnitude = Int128.Abs(value);
        int digits = 0;
        while (magnitude > long.MaxValue)
        {
            magnitude /= 1_000_000_000;
            digits += 9;
        }
        for (long rest = (long)magnitude; rest != 0; rest /= 10) digits++;
        return digits;
    }
}
