using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>
/// A heading made comparable: width, spaces, line breaks, kinds of brackets, footnote marks and numbering do not matter; the unit is told apart.
/// </summary>
/// <param name="Key">The heading without numbering and marks, but with all its words.</param>
/// <param name="KeyWithoutUnit">The same without unit and filling instructions in brackets: 工资性收入(元) is 工资性收入.</param>
/// <param name="Unit">The unit it carries, such as 万元 or 亩; null when it carries none.</param>
internal readonly partial record struct HeadingText(string Key, string KeyWithoutUnit, string? Unit)
{
    public static HeadingText Of(string text)
    {
        string clean = Brackets(WrittenText.Clean(text));
        clean = Marks().Replace(clean, "").Trim();
        clean = Numbering().Replace(clean, "", 1).Trim();
        string key = WrittenText.Key(clean);
        string? unit = null;
        string rest = clean;
        while (LastBracket().Match(rest) is { Success: true } bracket && IsUnitOrInstruction(bracket.Groups["inside"].Value, out string? inBracket))
        {
            unit ??= inBracket;
            rest = rest[..bracket.Index].TrimEnd();
        }
        if (unit is null && LastWord().Match(rest) is { Success: true } last && IsUnit(WrittenText.Key(last.Groups["word"].Value)))
        {
            unit = WrittenText.Key(last.Groups["word"].Value);
            rest = rest[..last.Index];
        }
        return new HeadingText(key, WrittenText.Key(rest), unit ?? UnitAnywhere(clean));
    }

    /// <summary>The ways to look it up, the most exact first: whole, without unit, and without words that any figure of a household's last year may carry.</summary>
    public IEnumerable<string> Keys()
    {
        yield return Key;
        if (KeyWithoutUnit != Key) yield return KeyWithoutUnit;
        string bare = AnyYearsWords().Replace(KeyWithoutUnit, "");
        if (bare.Length > 1 && bare != KeyWithoutUnit) yield return bare;
    }

    /// <summary>Whether a word is a unit of money or of measure.</summary>
    public static bool IsUnit(string key) => Money.YuanPer(key) is not null || key
        is "亩" or "公顷" or "平方米" or "平米" or "㎡" or "m2" or "m²" or "立方米" or "m3" or "m³" or "米" or "m" or "公里" or "千米" or "km" or "公斤" or "千克" or "kg" or "斤" or "吨"
        or "人" or "口" or "户" or "个" or "级" or "月" or "个月" or "年" or "天" or "日" or "岁" or "周岁" or "次" or "头" or "只" or "头(只)" or "株" or "棵" or "套" or "间" or "处" or "座" or "辆" or "台" or "%" or "‰" or "度";

    private static string Brackets(string text)
    {
        if (text.AsSpan().IndexOfAny("[]【】〔〕{}〈〉") < 0) return text;
        return string.Create(text.Length, text, static (to, from) =>
        {
            for (int n = 0; n < from.Length; n++)
            {
                to[n] = from[n] switch
                {
                    '[' or '【' or '〔' or '{' or '〈' => '(',
                    ']' or '】' or '〕' or '}' or '〉' => ')',
                    char other => other,
                };
            }
        });
    }

    /// <summary>Whether all that stands in a bracket is units and words on how to fill the column in; other words may change what it means.</summary>
    private static bool IsUnitOrInstruction(string inside, out string? unit)
    {
        unit = null;
        // An amount a head, a household or a year is still an amount; one a month is another.
        string key = PerWhom().Replace(WrittenText.Key(inside), "");
        if (IsUnit(key))
        {
            unit = key;
            return true;
        }
        if (Instruction().IsMatch(key)) return true;
        foreach (string part in key.Split([',', '、', ';', ':']))
        {
            if (IsUnit(part)) unit ??= part;
            else if (!Instruction().IsMatch(part)) return false;
        }
        return true;
    }

    /// <summary>The unit in a bracket that also says other things, as in 收入情况(近12个月,元).</summary>
    private static string? UnitAnywhere(string clean)
    {
        foreach (Match bracket in AnyBracket().Matches(clean))
        {
            foreach (string part in WrittenText.Key(bracket.Groups["inside"].Value).Split([',', '、', ';', ':']))
            {
                if (IsUnit(part)) return part;
            }
        }
        return null;
    }

    [GeneratedRegex(@"^[*※#★☆▲△●◆■]+|[*※#★☆▲△:¹²³⁴⁵①-⑳]+$|\(\*+\)")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?:最?近(?:12|十二)个月|最?近一年|过去(?:12|十二)个月|过去一年)(?:内|的)?(?:家庭)?|(?:金额|数额)$")]
    private static partial Regex AnyYearsWords();

    /// <summary>12. or 12、 or (3) or 3) or 三、 or ③ before a word.</summary>
    [GeneratedRegex(@"^(?:\(?\d{1,3}\)|\d{1,3}[.、]|\(?[一二三四五六七八九十]{1,3}[、.)]|[①-⑳])\s*(?=[^\d\s])")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"\((?<inside>(?>[^()]*)(?:\((?>[^()]*)\)(?>[^()]*))?)\)$")]
    private static partial Regex LastBracket();

    [GeneratedRegex(@"\((?<inside>[^()]+)\)")]
    private static partial Regex AnyBracket();

    [GeneratedRegex("(?:/|每)(?:人|户|年)(?=$|[,、;:])")]
    private static partial Regex PerWhom();

    [GeneratedRegex(@"(?<![\s,/:、_\-])[\s,/:、_\-]+(?<word>[^\s,/:、_\-]{1,4})$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"^(?:单位|金额单位|必填项?|选填项?|可不填|下拉(?:选择|框|菜单|列表|选项)?|可下拉|单选|多选|可多选|请选择|选择|是/否|是或否|是否|填?[“""']?是[”""']?[/或][“""']?否[”""']?|是|否|有|无|有/无|有或无|男/女|男或女|男|女|安全/不安全|达标/不达标|[a-d]级?|[a-d](?:[/或-][a-d])+级?|[a-d]级(?:[/或-][a-d]级)+|打[√勾]|√|√/×|1?[58]位|18位|\d+位(?:数字)?|文本(?:格式|型)?|数字|数值|整数|汉字|代码|编码|日期格式|格式.*|例如?.*|如.*|y{4}.?m{1,2}.?d{1,2}|y{4}.?m{1,2}|年月日|年/月/日|年-月-日|年\.月\.日|如无.*|没有.*填.*|请?填写?.*|据实填写|按.*填写?|近(?:12|十二)个月|近一年|最近一年|过去12个月)$")]
    private static partial Regex Instruction();
}
