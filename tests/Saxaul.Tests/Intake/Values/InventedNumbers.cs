using System;
using System.Globalization;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake;

/// <summary>Document numbers of nobody: they begin with 999, which no area uses, and their check digit is right.</summary>
internal static class InventedNumbers
{
    public static string Of(DateOnly birth, int sequence, string area = "999001")
    {
        string first17 = area + birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + sequence.ToString("000", CultureInfo.InvariantCulture);
        return first17 + ResidentNumber.CheckDigit(first17);
    }
}
