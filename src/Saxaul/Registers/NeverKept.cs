using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Registers;

/// <summary>
/// What the registry keeps of nobody: ethnicity, religion, political attitude, movements, biometrics. A definition that names one is refused, a column that is headed
/// so is passed over, and no answer changes that.
/// </summary>
public static class NeverKept
{
    /// <summary>As <see cref="WrittenText.Key"/> writes them: without spaces, in lower case.</summary>
    private static readonly string[] Words =
    [
        "民族", "族别", "族称", "宗教", "信教", "信仰", "政治面貌", "政治态度", "党派", "是否党员", "指纹", "人脸", "虹膜", "声纹", "血型", "dna", "行踪", "轨迹", "出行记录",
        "ethnicity", "ethnicgroup", "religion", "political", "biometric", "fingerprint",
    ];

    /// <summary>Whether a heading or label asks for such a thing. The name of an area (民族乡) does not.</summary>
    public static bool Names(string text)
    {
        var key = WrittenText.Key(text);
        return Words.Any(word => key.Contains(word, StringComparison.Ordinal)) && !key.Contains("民族乡", StringComparison.Ordinal) && !key.Contains("民族村", StringComparison.Ordinal);
    }

    /// <summary>The first of some texts that asks for such a thing, or null.</summary>
    public static string? First(IEnumerable<string> texts) => texts.FirstOrDefault(Names);
}
