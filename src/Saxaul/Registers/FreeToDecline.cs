using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Registers;

/// <summary>
/// What presses on people to work, train or move house: a field that counts their refusals, or sets a target, a ranking or a clock on their accepting, by the words of its labels in Chinese, English and Uyghur. What they said to
/// an offer is kept as their answer (<see cref="FreeChoice.Answer"/>), which nothing reads.
/// </summary>
internal static partial class FreeToDecline
{
    [GeneratedRegex("务工|就业|劳务|劳动力转移|转移劳动力|培训|搬迁|搬出|迁出|岗位|打工|内地|疆外|进厂|夜校|上岗|上工|出工|国语")]
    private static partial Regex OfferedInChinese();

    [GeneratedRegex("拒绝|谢绝|回绝|婉拒|推辞|拒不|拒签|不愿|不肯|不想|不去|不同意|不接受|不参加|不配合|不服从|抵触|消极|积极性|旷工|懒|催促|施压|做通|擅自|私自|动员|劝说|劝返|劝导|说服|接受率|接受人数|参与率|任务|指标|目标|排名|名次|排序|期限|时限|最迟|考核|完成率")]
    private static partial Regex PressedInChinese();

    /// <summary>Words that press by themselves: how often somebody was talked to until they said yes, and who came to be taught. Talking children back into school is the school's duty.</summary>
    [GeneratedRegex("(?:动员|劝返|劝说|劝导|说服)(?!.*(?:复学|返校|入学|辍学))\\w{0,4}(?:次数|几次|人次|情况|记录|结果|成功)|(?:夜校|培训|参训|学习班|国语|语言班|双语班|讲习所|宣讲会)\\w{0,4}(?:出勤|考勤|缺勤|缺席|缺课|旷课|签到|到课|到场|次数)|(?:参训|到岗|出工|转移|外出)率|懒汉|好吃懒做|等靠要|(?:不|拒不|是否)服从(?:安排|分配)|催促(?:外出|务工|上岗|就业)")]
    private static partial Regex PressedAloneInChinese();

    [GeneratedRegex("意愿|是否愿意|愿不愿|同意与否|是否同意|态度")]
    private static partial Regex AnsweredInChinese();

    [GeneratedRegex(@"\b(work\w*|jobs?|employ\w*|labou?r\w*|train\w*|relocat\w*|resettl\w*|mov(?:e|ing) (?:house|away|out)|factor(?:y|ies))\b", RegexOptions.IgnoreCase)]
    private static partial Regex OfferedInEnglish();

    [GeneratedRegex(@"\b(refus\w*|declin\w*|reject\w*|turn(?:ed|s)? down|(?:does|did) not (?:want|agree|accept)|not willing|resist(?:s|ed|ing)|mobili[sz]\w*|convinc\w*|pressured|urg(?:ed|ing)|laz(?:y|iness)|absentee\w*|unwilling\w*|reluctan\w*|persua\w*|acceptance rate|targets?|quotas?|rank\w*|deadlines?|due by)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PressedInEnglish();

    [GeneratedRegex(@"\b(persuad\w*|persuasions?|talked (?:round|into)|coax\w*|(?:evening|night) (?:school|class)\w* (?:attend|absen)\w*|(?:training|mandarin|language (?:class|course|lesson))\w* (?:class\w* )?(?:attend|absen)\w*|(?:attend\w*|absen\w*) (?:at|of|in|from) (?:the )?(?:evening (?:school|class)|night (?:school|class)|training|mandarin|language (?:class|course|lesson))\w*|(?:trainings?|lessons|lectures|sessions) (?:missed|attended)|arm twist\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PressedAloneInEnglish();

    /// <summary>Not checked by a fluent reader yet.</summary>
    [GeneratedRegex("خىزمەت|ئىشلەمچى|ئىشقا|ئىشلەش|كۆچۈش|كۆچۈرۈش|تەربىيەلەش|كەسىپ")]
    private static partial Regex OfferedInUyghur();

    [GeneratedRegex("رەت ?قىل|قوشۇلمى|خالىمى|ئۇنىمى|قايىل ?قىل|قارشى|خالىمايدۇ|مەجبۇر|كۆرسەتكۈچ|ۋەزىپىسى")]
    private static partial Regex PressedInUyghur();

    [GeneratedRegex(@"\b(willing\w*|consent\w*|agrees?|attitude)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnsweredInEnglish();

    /// <summary>Whether a field presses on people by what it is called, whatever it is said to be about.</summary>
    public static bool Presses(FieldDefinition field) => field.Labels.Values.Select(Simplified.Of).Any(label => OfferedInChinese().IsMatch(label) && PressedInChinese().IsMatch(label) || PressedAloneInChinese().IsMatch(label)
        || OfferedInEnglish().IsMatch(label) && PressedInEnglish().IsMatch(label) || PressedAloneInEnglish().IsMatch(label) || OfferedInUyghur().IsMatch(label) && PressedInUyghur().IsMatch(label));

    /// <summary>Whether it says what people answered, and does not say so.</summary>
    public static bool HidesAnswer(FieldDefinition field) => field.About != FreeChoice.Answer
        && field.Labels.Values.Select(Simplified.Of).Any(label => OfferedInChinese().IsMatch(label) && AnsweredInChinese().IsMatch(label) || OfferedInEnglish().IsMatch(label) && AnsweredInEnglish().IsMatch(label));
}
