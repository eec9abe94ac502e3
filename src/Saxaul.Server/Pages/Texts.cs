using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Server.Pages;

/// <summary>
/// The words of the pages, by key and language, from the texts.yaml of every room. {name} stands for a value; {name|household|households} for a number and the word that fits it.
/// </summary>
internal static class Texts
{
    public static IReadOnlyDictionary<string, Labels> All { get; } = Read();

    /// <summary>Between two words on a line; it stays with the first of them, so that no line begins with a dot.</summary>
    public const string Dot = "\u00a0· ";

    public static string Say(string key, string language, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var text = new StringBuilder();
        var template = All[key].In(language);
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open)
        {
            var close = template.IndexOf('}', open);
            text.Append(template, at, open - at).Append(Fill(template[(open + 1)..close].Split('|'), values));
            at = close + 1;
        }
        return text.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>Where in a file something stands: the sheet, unless it says no more than the file's name (a csv is its only sheet), and the cell; of a whole row its number with its word.</summary>
    public static string Cell(string language, string? file, string? sheet, string? column, int? row) =>
        string.Join(" · ", new[]
        {
            string.Equals(sheet, Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal) ? null : sheet,
            row is null ? column : column is null ? Say("value.row", language, ("n", row.Value.ToString(CultureInfo.InvariantCulture))) : string.Create(CultureInfo.InvariantCulture, $"{column}{row}"),
        }.Where(word => !string.IsNullOrEmpty(word)));

    /// <summary>A value as it is read: numbers with thousands separators, days as 2020-04-01, moments as 2020-04-01 09:30 in legal time.</summary>
    public static string Show(object? value) => value switch
    {
        int or long => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToOffset(Instant.Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    /// <summary>The word that fits a number in English, also for what commands say: 1 household, 2 households.</summary>
    public static string Word(long number, string one, string many) => number == 1 ? one : many;

    private static string Fill(string[] place, ReadOnlySpan<(string Name, object? Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (name == place[0])
                return place.Length == 3 ? $"{Show(value)} {Word(Convert.ToInt64(value, CultureInfo.InvariantCulture), place[1], place[2])}" : Show(value);
        }
        throw new ArgumentException($"The text needs a value for {place[0]}.", nameof(values));
    }

    /// <summary>Each room has its own file; no key stands in two.</summary>
    private static IReadOnlyDictionary<string, Labels> Read()
    {
        var all = new Dictionary<string, Labels>(StringComparer.Ordinal);
        foreach (var file in typeof(Texts).Assembly.GetManifestResourceNames().Where(name => name.EndsWith("texts.yaml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(typeof(Texts).Assembly.GetManifestResourceStream(file)!);
            foreach (var (key, words) in DefinitionFile.Read<Dictionary<string, Labels>>(file, reader.ReadToEnd()))
                all.Add(key, words);
        }
        return all;
    }
}
