using System;
using System.Numerics;
using CsCheck;
using Xunit;

namespace Saxaul.Feel.Tests.Values;

public class FeelNumberTests
{
    /// <summary>Numbers of all sizes: small ones, ones at the edge of 64 bits, and ones of 34 digits.</summary>
    private static readonly Gen<FeelNumber> Numbers = Gen.OneOf(
        Gen.Select(Gen.Long[-1000, 1000], Gen.Int[-3, 3]).Select((c, e) => new FeelNumber(c, e)),
        Gen.Select(Gen.Long, Gen.Int[-30, 30]).Select((c, e) => new FeelNumber(c, e)),
        Gen.Select(Gen.Long, Gen.Long, Gen.Int[-40, 20]).Select((a, b, e) => (FeelNumber)a * b * new FeelNumber(1, e)));

    /// <summary>A number as an exact fraction, computed from its text and not from its insides.</summary>
    private static (BigInteger Numerator, BigInteger Denominator) Exact(FeelNumber number)
    {
        string text = number.ToString();
        int exponent = 0, e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            text = text[..e];
        }
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= text.Length - point - 1;
            text = text.Remove(point, 1);
        }
        var digits = BigInteger.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return exponent >= 0 ? (digits * BigInteger.Pow(10, exponent), 1) : (digits, BigInteger.Pow(10, -exponent));
    }

    /// <summary>Whether the result is the exact fraction rounded half to even to 34 digits.</summary>
    private static bool IsRounded(FeelNumber result, BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero) return result.IsZero;
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var size = BigInteger.Abs(numerator);
        // Scale until the quotient has exactly 34 digits, then round it.
        int exponent = 0;
        while (size < denominator * BigInteger.Pow(10, 33))
        {
            size *= 10;
            exponent--;
        }
        while (size >= denominator * BigInteger.Pow(10, 34))
        {
            denominator *= 10;
            exponent++;
        }
        var digits = BigInteger.DivRem(size, denominator, out var rest);
        int half = (rest * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && !digits.IsEven)) digits++;
        return result == FeelNumber.Parse($"{(numerator.Sign < 0 ? "-" : "")}{digits}E{exponent}");
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("100", "100")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("12345678901234567890123456789012345", "12345678901234567890123456789012340")]
    [InlineData("1E+100", "1E+100")]
    [InlineData("-1.25E-50", "-1.25E-50")]
    public void Text_is_canonical(string text, string canonical) => Assert.Equal(canonical, FeelNumber.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1E+7000")]
    [InlineData("1e99999999999")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(FeelNumber.TryParse(text, out _));

    [Fact]
    public void Fen_become_yuan_and_back()
    {
        var yuan = new FeelNumber(1_250_005, -2);
        Assert.Equal("12500.05", yuan.ToString());
        Assert.True(yuan.TryToScaled(-2, out long fen));
        Assert.Equal(1_250_005, fen);
        Assert.True(FeelNumber.Parse("0.125").TryToScaled(-2, out fen));
        Assert.Equal(12, fen);
    }

    [Fact]
    public void Sums_are_exact_or_rounded_half_to_even() => Gen.Select(Numbers, Numbers).Sample((a, b) =>
    {
        var ((n, d), (m, e)) = (Exact(a), Exact(b));
        return IsRounded(a + b, n * e + m * d, d * e) && IsRounded(a - b, n * e - m * d, d * e);
    });

    [Fact]
    public void Products_are_exact_or_rounded_half_to_even() => Gen.Select(Numbers, Numbers).Sample((a, b) =>
    {
        var ((n, d), (m, e)) = (Exact(a), Exact(b));
        return IsRounded(a * b, n * m, d * e);
    });

    [Fact]
    public void Quotients_are_exact_or_rounded_half_to_even() => Gen.Select(Numbers, Numbers).Where((_, b) => !b.IsZero).Sample((a, b) =>
    {
        var ((n, d), (m, e)) = (Exact(a), Exact(b));
        return IsRounded(a / b, n * e, d * m);
    });

    [Fact]
    public void Order_is_that_of_the_exact_values() => Gen.Select(Numbers, Numbers).Sample((a, b) =>
    {
        var ((n, d), (m, e)) = (Exact(a), Exact(b));
        return a.CompareTo(b) == (n * e).CompareTo(m * d) && (a == b) == (a.CompareTo(b) == 0) && (a != b || a.GetHashCode() == b.GetHashCode());
    });

    [Fact]
    public void Text_reads_back_as_the_same_number() => Numbers.Sample(a => FeelNumber.Parse(a.ToString()) == a);

    [Fact]
    public void Decimals_and_integers_convert_exactly()
    {
        Gen.Decimal.Sample(d => ((FeelNumber)d).ToString() == FeelNumber.Parse(d.ToString("G", System.Globalization.CultureInfo.InvariantCulture)).ToString());
        Gen.Long.Sample(l => ((FeelNumber)l).TryToInt64(out long back) && back == l);
    }

    [Fact]
    public void The_square_of_a_root_is_the_number() => Numbers.Where(a => a.Sign > 0).Sample(a =>
    {
        Assert.True(FeelNumber.TrySqrt(a, out var root));
        return FeelNumber.Abs(root * root - a) <= a * new FeelNumber(1, -32);
    });

    [Fact]
    public void Exponential_and_logarithm_undo_each_other() => Gen.Int[-1000, 1000].Sample(i =>
    {
        FeelNumber x = new(i, -1);
        Assert.True(FeelNumber.TryExp(x, out var power));
        Assert.True(FeelNumber.TryLog(power, out var back));
        return FeelNumber.Abs(back - x) <= new FeelNumber(1, -30);
    });

    [Fact]
    public void Whole_powers_are_repeated_products() => Gen.Select(Gen.Long[-99, 99], Gen.Int[0, 12]).Sample((b, n) =>
    {
        var product = FeelNumber.One;
        for (int i = 0; i < n; i++) product *= b;
        Assert.True(FeelNumber.TryPower(b, n, out var power));
        return power == product;
    });

    [Fact]
    public void The_rest_has_the_sign_of_the_divisor() => Gen.Select(Gen.Long[-1000, 1000], Gen.Long[-50, 50]).Where((_, b) => b != 0).Sample((a, b) =>
    {
        Assert.True(FeelNumber.TryModulo(new FeelNumber(a, -1), b, out var rest));
        Assert.True(FeelNumber.TryFloorDivide(new FeelNumber(a, -1), b, out var whole));
        return whole * b + rest == new FeelNumber(a, -1) && (rest.IsZero || rest.Sign == Math.Sign(b)) && FeelNumber.Abs(rest) < Math.Abs(b);
    });

    [Theory]
    [InlineData("2.5", 0, Rounding.HalfEven, "2")]
    [InlineData("3.5", 0, Rounding.HalfEven, "4")]
    [InlineData("-2.5", 0, Rounding.HalfUp, "-3")]
    [InlineData("-2.5", 0, Rounding.HalfDown, "-2")]
    [InlineData("1.001", 2, Rounding.Up, "1.01")]
    [InlineData("-1.009", 2, Rounding.Down, "-1")]
    [InlineData("-1.5", 0, Rounding.Floor, "-2")]
    [InlineData("-1.5", 0, Rounding.Ceiling, "-1")]
    [InlineData("1234", -2, Rounding.HalfEven, "1200")]
    [InlineData("1E-60", 3, Rounding.Up, "0.001")]
    public void Rounding_goes_where_it_says(string number, int scale, Rounding rounding, string rounded) =>
        Assert.Equal(rounded, FeelNumber.Round(FeelNumber.Parse(number), scale, rounding).ToString());

    [Fact]
    public void There_is_no_result_beyond_the_range()
    {
        var huge = FeelNumber.Parse("9E6144");
        Assert.False(FeelNumber.TryAdd(huge, huge, out _));
        Assert.False(FeelNumber.TryMultiply(huge, huge, out _));
        Assert.False(FeelNumber.TryDivide(1, 0, out _));
        Assert.False(FeelNumber.TrySqrt(-1, out _));
        Assert.False(FeelNumber.TryLog(0, out _));
        Assert.False(FeelNumber.TryExp(20_000, out _));
        Assert.True(FeelNumber.Parse("1E-6176").CompareTo(0) > 0);
        Assert.True(FeelNumber.TryDivide(FeelNumber.Parse("1E-6176"), 100, out var tiny) && tiny.IsZero);
    }
}
