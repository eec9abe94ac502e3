using System;
using System.Globalization;

namespace Saxaul.Intake;

/// <summary>A number and what is written before and after it, exactly, in decimal: "¥1,200.50" or "(1.23万元)".</summary>
/// <param name="Number">The number, with its sign.</param>
/// <param name="Unit">What follows it, in lower case and without spaces; "" when nothing does.</param>
internal readonly record struct WrittenNumber(decimal Number, string Unit)
{
    private static readonly string[] Currencies = ["人民币", "rmb", "cny", "¥"];

    /// <param name="key">The text as <see cref="WrittenText.Key"/> gives it.</param>
    /// <param name="written">The number.</param>
    /// <returns>False when it is no number, or one whose thousands are grouped as nobody groups them ("1,2").</returns>
    public static bool TryParse(ReadOnlySpan<char> key, out WrittenNumber written)
    {
        written = default;
        // Bookkeepers write negative amounts in brackets.
        bool negative = key is ['(', .., ')'];
        if (negative) key = key[1..^1];
        key = WithoutCurrency(key);
        if (key is ['-' or '+', ..])
        {
            if (negative) return false;
            negative = key[0] == '-';
            key = WithoutCurrency(key[1..]);
        }

        int length = NumberLength(key);
        ReadOnlySpan<char> digits = key[..length];
        if (!HasDigit(digits) || !GroupsAreWhole(digits)) return false;
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent;
        if (!decimal.TryParse(digits, styles, CultureInfo.InvariantCulture, out decimal number)) return false;
        written = new WrittenNumber(negative ? -number : number, key[length..].ToString());
        return true;
    }

    private static ReadOnlySpan<char> WithoutCurrency(ReadOnlySpan<char> key)
    {
        foreach (string currency in Currencies)
        {
            if (key.StartsWith(currency, StringComparison.Ordinal)) return key[currency.Length..].TrimStart(':');
        }
        return key;
    }

    private static int NumberLength(ReadOnlySpan<char> key)
    {
        int length = key.IndexOfAnyExcept("0123456789.,");
        if (length < 0) return key.Length;
        // 1.2e+04, as a spreadsheet writes it into a csv file.
        if (length > 0 && key[length..] is ['e', '+' or '-', _, ..])
        {
            int exponent = key[(length + 2)..].IndexOfAnyExcept("0123456789");
            return exponent < 0 ? key.Length : exponent == 0 ? length : length + 2 + exponent;
        }
        return length;
    }

    private static bool HasDigit(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('0', '9') >= 0;

    /// <summary>Commas stand before every three digits, or before every four as some count in 万.</summary>
    private static bool GroupsAreWhole(ReadOnlySpan<char> digits)
    {
        int comma = digits.IndexOf(',');
        if (comma < 0) return true;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        if (comma == 0 || comma > 4 || comma >= whole.Length) return false;
        int size = 0;
        ReadOnlySpan<char> rest = whole[(comma + 1)..];
        while (true)
        {
            int next = rest.IndexOf(',');
            int group = next < 0 ? rest.Length : next;
            if (group is not (3 or 4) || (size != 0 && group != size) || comma > group) return false;
            size = group;
            if (next < 0) return point < 0 || digits[point..].IndexOf(',') < 0;
            rest = rest[(next + 1)..];
        }
    }
}
