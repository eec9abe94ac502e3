using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Registers;

/// <summary>
/// What presses on people to work, train or move house: a field that counts their refusals, or sets a target, a ranking or a clock on their accepting, by the words of its labels in Chinese and English. What they said to
/// an offer is kept as their answer (<see cref="FreeChoice.Answer"/>), which nothing reads.
/// </summary>
internal static partial class FreeToDecline
{
    [GeneratedRegex("务工|就业|劳务|劳动力转移|转移劳动力|培训|搬迁|搬出|迁出|岗位")]
    private static partial Regex OfferedInChinese();

    [GeneratedRegex("拒绝|谢绝|不愿|不肯|不配合|动员|劝说|接受率|接受人数|参与率|任务|指标|目标|排名|名次|排序|期限|时限|最迟|考核|完成率")]
    private static partial Regex PressedInChinese();

    [GeneratedRegex("意愿|是否愿意|愿不愿|同意与否|是否同意|态度")]
    private static partial Regex AnsweredInChinese();

    [GeneratedRegex(@"\b(work\w*|jobs?|employ\w*|labou?r\w*|train\w*|relocat\w*|resettl\w*|mov(?:e|ing) (?:house|away|out))\b", RegexOptions.IgnoreCase)]
    private static partial Regex OfferedInEnglish();

    [GeneratedRegex(@"\b(refus\w*|declin\w*|unwilling\w*|reluctan\w*|persua\w*|acceptance rate|targets?|quotas?|rank\w*|deadlines?|due by)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PressedInEnglish();

    [GeneratedRegex(@"\b(willing\w*|consent\w*|agrees?|attitude)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnsweredInEnglish();

    /// <summary>Whether a field presses on people by what it is called, whatever it is said to be about.</summary>
    public static bool Presses(FieldDefinition field) => field.Labels.Values.Any(label => OfferedInChinese().IsMatch(label) && PressedInChinese().IsMatch(label) || OfferedInEnglish().IsMatch(label) && PressedInEnglish().IsMatch(label));

    /// <summary>Whether it says what people answered, and does not say so.</summary>
    public static bool HidesAnswer(FieldDefinition field) => field.About != FreeChoice.Answer
        && field.Labels.Values.Any(label => OfferedInChinese().IsMatch(label) && AnsweredInChinese().IsMatch(label) || OfferedInEnglish().IsMatch(label) && AnsweredInEnglish().IsMatch(label));
}
