using System;
using System.Globalization;
using System.Numerics;

namespace Saxaul.Feel;

// Reading and writing. The canonical text has no trailing zeros, and no exponent unless the plain form would be longer than a reader can count.
public readonly partial struct FeelNumber
{
    private const int LongestPlainText = 40;

    /// <summary>Reads a FEEL numeric literal: digits, an optional fraction, an optional exponent, an optional sign before; nothing else. More than 34 digits are rounded.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out FeelNumber number)
    {
        number = default;
        int at = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative) at++;
        int start = at, digits = 0, fraction = 0;
        long small = 0;
        bool point = false;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '.' && !point)
            {
                point = true;
                continue;
            }
            if (!char.IsAsciiDigit(c)) break;
            digits++;
            if (point) fraction++;
            if (digits <= 18) small = small * 10 + (c - '0');
        }
        if (digits == 0 || (point && fraction == 0)) return false;
        int end = at, exponent = 0;
        if (at < text.Length)
        {
            if (text[at] is not ('e' or 'E') || at + 1 == text.Length) return false;
            if (!int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
            if (exponent is < -100_000 or > 100_000) return false;
        }
        exponent -= fraction;
        if (digits <= 18) return TryFrom(negative ? -small : small, exponent, out number);
        Span<char> plain = digits <= 256 ? stackalloc char[digits] : new char[digits];
        int length = 0;
        foreach (char c in text[start..end])
        {
            if (c != '.') plain[length++] = c;
        }
        var coefficient = BigInteger.Parse(plain, NumberStyles.None, CultureInfo.InvariantCulture);
        return TryFrom(negative ? -coefficient : coefficient, exponent, out number);
    }

    /// <summary>Reads a number or throws <see cref="FormatException"/>; for literals in code and tests.</summary>
    public static FeelNumber Parse(string text) => TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is not a FEEL number.");

    /// <summary>The canonical text: equal numbers have equal texts, and the text reads back as the same number.</summary>
    public override string ToString()
    {
        var number = Normalized();
        string digits = Int128.Abs(number.Coefficient).ToString(CultureInfo.InvariantCulture);
        string sign = number.Sign < 0 ? "-" : "";
        int exponent = number._exponent;
        int pointAt = digits.Length + exponent;
        if (exponent >= 0 && pointAt <= LongestPlainText) return sign + digits + new string('0', exponent);
        if (exponent < 0 && pointAt > 0) return sign + digits[..pointAt] + "." + digits[pointAt..];
        if (exponent < 0 && digits.Length - pointAt <= LongestPlainText) return sign + "0." + new string('0', -pointAt) + digits;
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}E{pointAt - 1:+0;-0}");
    }
}
