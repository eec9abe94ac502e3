using System;
using System.Globalization;

namespace Saxaul.Intake;

/// <summary>
/// The 18-digit citizen identification number of GB 11643-1999: six digits of the area where it was given, eight of the birth date, three of a
/// sequence (odd for men, even for women), and a check digit by ISO 7064:1983 MOD 11-2, where X stands for ten.
/// </summary>
public readonly record struct ResidentNumber
{
    public const int Length = 18;

    private ResidentNumber(string digits) => Digits = digits;

    /// <summary>All 18 characters, the last a digit or X. Never shown or logged whole.</summary>
    public string Digits { get; }

    /// <summary>The area that gave the number; where the person lived then, not now.</summary>
    public string AreaCode => Digits[..6];

    public DateOnly Birth => DateOnly.ParseExact(Digits.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    public Sex Sex => (Digits[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The sex as a person's record keeps it.</summary>
    public string SexCode => Sex == Sex.Male ? "male" : "female";

    public string LastFour => Digits[^4..];

    /// <summary>Takes a number that is whole: right length, right check digit, a birth date that exists.</summary>
    public static bool TryParse(ReadOnlySpan<char> digits, out ResidentNumber number)
    {
        bool whole = HasForm(digits) && CheckDigit(digits[..17]) == digits[17] && HasBirthDate(digits);
        number = whole ? new ResidentNumber(digits.ToString()) : default;
        return whole;
    }

    /// <summary>The check digit for the first 17 digits, X for ten.</summary>
    public static char CheckDigit(ReadOnlySpan<char> first17)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first17.Length, Length - 1);
        // MOD 11-2: double the running sum and add the next digit; the check digit brings the whole to 1 modulo 11.
        int sum = 0;
        foreach (char digit in first17) sum = (sum + (digit - '0')) * 2 % 11;
        return "10X98765432"[sum];
    }

    /// <summary>Seventeen digits and then a digit or X.</summary>
    internal static bool HasForm(ReadOnlySpan<char> digits) =>
        digits.Length == Length && digits[..17].IndexOfAnyExceptInRange('0', '9') < 0 && (char.IsAsciiDigit(digits[17]) || digits[17] == 'X');

    internal static bool HasBirthDate(ReadOnlySpan<char> digits) =>
        DateOnly.TryParseExact(digits.Slice(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly birth) && birth.Year is >= 1800 and <= 2199;

    /// <summary>Only the last four, so that no log or message shows a whole number by accident.</summary>
    public override string ToString() => Digits is null ? "" : $"**************{LastFour}";
}
