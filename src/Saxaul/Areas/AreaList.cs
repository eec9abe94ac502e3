using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>An area as a list of statistical codes gives it.</summary>
/// <param name="Place">Where in the file it stands, for messages.</param>
/// <param name="Parent">The code of what it lies in; null at the top.</param>
public sealed record ListedArea(string Place, string Code, string Name, AreaLevel Level, string? Parent);

/// <summary>
/// Reads a csv of statistical area codes as the statistics office's pages give them: columns code, name, level and parent; 2, 4, 6, 9 or 12 digits for province,
/// prefecture, county, township and village.
/// </summary>
public static class AreaList
{
    /// <summary>Every parent before what lies in it.</summary>
    /// <exception cref="ProblemException">3001 to 3009: what is wrong with the list, and where.</exception>
    public static IReadOnlyList<ListedArea> Read(string path)
    {
        using var workbook = Workbook.Open(path);
        using var rows = workbook.Rows(workbook.Sheets[0]);
        var file = workbook.Name;
        if (!rows.Read())
            throw new ProblemException(Problem.AreaListEmpty(file));
        var headings = rows.Cells.ToArray().Select(cell => WrittenText.Key(cell.Text)).ToList();
        int Column(string name) => headings.IndexOf(name) is >= 0 and var at ? at : throw new ProblemException(Problem.AreaListColumnMissing(file, name));
        var (code, name, level, parent) = (Column("code"), Column("name"), Column("level"), Column("parent"));

        var byCode = new Dictionary<string, ListedArea>(StringComparer.Ordinal);
        while (rows.Read())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"第 {rows.RowNumber} 行 (row {rows.RowNumber})");
            var area = new ListedArea(place, rows[code].Text.Trim(), WrittenText.Clean(rows[name].Text), Area.LevelOf(rows[level].Text.Trim()), rows[parent].IsBlank ? null : rows[parent].Text.Trim());
            if (!area.Code.All(char.IsAsciiDigit) || area.Code.Length is not (2 or 4 or 6 or 9 or 12))
                throw new ProblemException(Problem.AreaCodeMalformed(file, place, area.Code));
            if (area.Code.Length != DigitsOf(area.Level))
                throw new ProblemException(Problem.AreaLevelWrong(file, place, area.Code, Area.LevelName(area.Level)));
            if (area.Name.Length == 0)
                throw new ProblemException(Problem.AreaNameMissing(file, place, area.Code));
            if (!byCode.TryAdd(area.Code, area) && byCode[area.Code] with { Place = place } != area)
                throw new ProblemException(Problem.AreaCodeTwice(file, place, area.Code, byCode[area.Code].Place));
        }
        if (byCode.Count == 0)
            throw new ProblemException(Problem.AreaListEmpty(file));
        foreach (var area in byCode.Values.ToList())
        {
            if (area.Parent is null || byCode.ContainsKey(area.Parent))
                continue;
            // Lists of one prefecture name its province by code alone.
            if (area.Level != AreaLevel.Prefecture || !Provinces.Names.TryGetValue(area.Parent, out var province))
                throw new ProblemException(Problem.AreaOrphaned(file, area.Place, area.Code, area.Parent));
            byCode[area.Parent] = new ListedArea(area.Place, area.Parent, province, AreaLevel.Province, null);
        }
        return [.. byCode.Values.OrderBy(area => area.Level).ThenBy(area => area.Code, StringComparer.Ordinal)];
    }

    private static int DigitsOf(AreaLevel level) => level switch
    {
        AreaLevel.Province => 2,
        AreaLevel.Prefecture => 4,
        AreaLevel.County => 6,
        AreaLevel.Township => 9,
        _ => 12,
    };
}
