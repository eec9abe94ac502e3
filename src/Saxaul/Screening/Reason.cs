using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Saxaul.Facts;
using Saxaul.Feel;

namespace Saxaul.Screening;

/// <summary>
/// A warning's reason in words, made from the values that were kept with it, so that it reads years later as it read then. Numbers get thousands separators
/// and no useless decimals; a number that had to be rounded gets as many decimals as it takes not to contradict the comparison it is in.
/// </summary>
public static class Reason
{
    private const int UsualDecimals = 2;
    private const int MostDecimals = 34;

    /// <summary>Stands for the distance in the words of a rule's gap.</summary>
    internal const string GapName = "{gap}";

    /// <summary>The names between braces.</summary>
    internal static IEnumerable<string> NamesIn(string template)
    {
        for (var start = template.IndexOf('{', StringComparison.Ordinal); start >= 0; start = template.IndexOf('{', start + 1))
        {
            var end = template.IndexOf('}', start);
            if (end < 0)
                yield break;
            yield return template[(start + 1)..end];
        }
    }

    /// <summary>The values that a warning is kept with, as JSON: numbers exactly and as text, yes and no as booleans, choices by code, unknown as null.</summary>
    internal static string ToJson(IReadOnlyList<string> names, Func<string, FeelValue> valueOf)
    {
        var json = new StringBuilder("{");
        foreach (var name in names)
        {
            if (json.Length > 1)
                json.Append(',');
            json.Append('"').Append(name).Append("\":");
            var value = valueOf(name);
            json.Append(value.Kind switch
            {
                FeelKind.Null => "null",
                FeelKind.Boolean => value.AsBoolean ? "true" : "false",
                FeelKind.String => JsonSerializer.Serialize(value.AsString),
                _ => $"\"{value}\"",
            });
        }
        return json.Append('}').ToString();
    }

    /// <summary>The reason of a rule in a language.</summary>
    /// <param name="figures">What <see cref="Warning.Figures"/> holds.</param>
    public static string Of(Policy policy, string rule, string figures, string language)
    {
        if (policy.Definition.Rules.FirstOrDefault(one => one.Rule == rule) is not { } definition)
            return rule;
        using var json = JsonDocument.Parse(figures);
        var values = json.RootElement.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.Clone());
        var template = definition.Reason.In(language);
        var numbers = NamesIn(template).Distinct()
            .Select(name => (Name: name, Number: values.TryGetValue(name, out var value) ? NumberIn(policy, name, value) : null))
            .Where(one => one.Number is not null).ToDictionary(one => one.Name, one => one.Number!.Value);
        var text = new StringBuilder(template);
        foreach (var name in NamesIn(template).Distinct())
        {
            var shown = numbers.TryGetValue(name, out var number)
                ? Show(number, numbers.Values)
                : Words(policy.Shape, name, values.TryGetValue(name, out var value) ? value : default, language);
            text.Replace($"{{{name}}}", shown);
        }
        return text.ToString();
    }

    /// <summary>How far a warned household is from where the rule would no longer hold, in words; null when the rule says nothing of that or a value is unknown.</summary>
    /// <param name="figures">What <see cref="Warning.Figures"/> holds.</param>
    public static string? Gap(Policy policy, string rule, string figures, string language)
    {
        if (policy.Rules.FirstOrDefault(one => one.Name == rule) is not { Gap: { } gap, Definition.Gap.Words: var words })
            return null;
        using var json = JsonDocument.Parse(figures);
        var distance = gap.Evaluate(new Evaluation(), [.. gap.Names.Select(name => json.RootElement.TryGetProperty(name, out var value) ? ValueIn(policy, name, value) : default)]);
        return distance.Kind == FeelKind.Number && distance.AsNumber > FeelNumber.Zero ? words.In(language).Replace(GapName, Show(distance.AsNumber, []), StringComparison.Ordinal) : null;
    }

    private static FeelValue ValueIn(Policy policy, string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.String => NumberIn(policy, name, value) is { } number ? number : value.GetString()!,
        _ => default,
    };

    private static FeelNumber? NumberIn(Policy policy, string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && (policy.Shape.HouseholdIndex(name) is not (>= 0 and var fact) || policy.Shape.Household[fact].Kind is FactKind.Money or FactKind.Integer)
        && FeelNumber.TryParse(value.GetString()!, out var number)
            ? number
            : null;

    private static string Words(FactShape shape, string name, JsonElement value, string language)
    {
        var zh = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        switch (value.ValueKind)
        {
            case JsonValueKind.True: return zh ? "是" : "yes";
            case JsonValueKind.False: return zh ? "否" : "no";
            case JsonValueKind.String:
                var fact = shape.HouseholdIndex(name);
                return (fact < 0 ? null : shape.Household[fact].Field?.Choice(value.GetString()!)?.Labels.In(language)) ?? value.GetString()!;
            default: return zh ? "不详" : "unknown";
        }
    }

    /// <summary>A number for reading beside others: rounded half up to two decimals, or to more where fewer would compare otherwise with one of the others.</summary>
    internal static string Show(FeelNumber number, IEnumerable<FeelNumber> beside)
    {
        var others = beside.Where(other => other.CompareTo(number) != 0).ToList();
        for (var decimals = UsualDecimals; ; decimals++)
        {
            var rounded = FeelNumber.Round(number, decimals, Rounding.HalfUp);
            if (decimals >= MostDecimals || others.TrueForAll(other => Math.Sign(number.CompareTo(other)) == Math.Sign(rounded.CompareTo(other))))
                return Grouped(rounded);
        }
    }

    private static string Grouped(FeelNumber number)
    {
        var text = number.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..].TrimEnd('0'));
        var digits = whole.TrimStart('-');
        var grouped = new StringBuilder(whole.StartsWith('-') ? "-" : "");
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0)
                grouped.Append(',');
            grouped.Append(digits[i]);
        }
        return fraction.Length == 0 ? grouped.ToString() : string.Create(CultureInfo.InvariantCulture, $"{grouped}.{fraction}");
    }

    /// <summary>The values themselves in a language, each with its label and unit: what a rule was decided on.</summary>
    /// <param name="figures">What <see cref="Warning.Figures"/> or <see cref="RuleExplained.Figures"/> holds.</param>
    public static IReadOnlyList<ShownValue> Values(Policy policy, string figures, string language)
    {
        using var json = JsonDocument.Parse(figures);
        var list = new List<ShownValue>();
        foreach (var value in json.RootElement.EnumerateObject())
        {
            var (label, unit) = policy.LabelOfValue(value.Name);
            var number = NumberIn(policy, value.Name, value.Value);
            var text = number is { } known ? Show(known, []) : Words(policy.Shape, value.Name, value.Value, language);
            list.Add(new ShownValue(value.Name, label.In(language), number is null || unit.Count == 0 ? text : $"{text} {unit.UnitIn(language, text)}"));
        }
        return list;
    }
}

/// <summary>A value under the name that officials see.</summary>
/// <param name="Name">The fact, figure or derived value.</param>
/// <param name="Text">With its unit; "unknown" in words.</param>
public sealed record ShownValue(string Name, string Label, string Text);
