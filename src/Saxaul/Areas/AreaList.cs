using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>
/// Reads an edition of statistical area codes: a csv with the columns code and name (and level and parent, where they are given), or a folder of JSON files, each with
/// codes and names ({code: name}) or with what lies in what ({parent's code: {code: name}}). Codes have 2, 4, 6, 9 or 12 digits for province, prefecture, county, township
/// and village.
/// </summary>
public static class AreaList
{
    /// <summary>Every parent before what lies in it.</summary>
    /// <exception cref="ProblemException">3001 to 3009, 3015: what is wrong with the list, and where; 2001 to 2013: the file cannot be read.</exception>
    public static IReadOnlyList<ListedArea> Read(string path)
    {
        var list = new Codes();
        if (Directory.Exists(path))
            ReadFolder(path, list);
        else
            ReadTable(path, list);
        return list.Complete(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
    }

    private static void ReadTable(string path, Codes list)
    {
        using var workbook = Workbook.Open(path);
        using var rows = workbook.Rows(workbook.Sheets[0]);
        var file = workbook.Name;
        if (!rows.Read())
            throw new ProblemException(Problem.AreaListEmpty(file));
        var headings = rows.Cells.ToArray().Select(cell => WrittenText.Key(cell.Text)).ToList();
        int Column(string name) => headings.IndexOf(name) is >= 0 and var at ? at : throw new ProblemException(Problem.AreaListColumnMissing(file, name));
        var (code, name, level, parent) = (Column("code"), Column("name"), headings.IndexOf("level"), headings.IndexOf("parent"));
        while (rows.Read())
            list.Add(WrittenText.Clean(rows[code].Text), rows[name].Text, level < 0 ? null : WrittenText.Clean(rows[level].Text), parent < 0 ? null : WrittenText.Clean(rows[parent].Text), file, rows.RowNumber);
    }

    private static void ReadFolder(string path, Codes list)
    {
        foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(path, file);
            try
            {
                using var content = JsonDocument.Parse(File.ReadAllBytes(file));
                foreach (var entry in content.RootElement.EnumerateObject())
                {
                    if (entry.Value.ValueKind == JsonValueKind.String)
                        list.Add(entry.Name, entry.Value.GetString()!, null, null, name, 0);
                    else
                        foreach (var child in entry.Value.EnumerateObject())
                            list.Add(child.Name, child.Value.GetString() ?? "", null, entry.Name, name, 0);
                }
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
            {
                throw new ProblemException(Problem.AreaListUnreadable(name), unreadable);
            }
        }
    }

    /// <summary>The codes read so far.</summary>
    private sealed class Codes
    {
        private readonly Dictionary<string, ListedArea> byCode = new(StringComparer.Ordinal);

        public void Add(string code, string name, string? level, string? parent, string file, int row)
        {
            var area = new ListedArea(code, WrittenText.Clean(name), ListedArea.LevelOf(code) ?? AreaLevel.Country, ListedArea.ParentOf(code), file, row);
            if (area.Level == AreaLevel.Country || !code.All(char.IsAsciiDigit))
                throw new ProblemException(Problem.AreaCodeMalformed(file, area.Place, code));
            if (!string.IsNullOrEmpty(level) && Area.LevelName(area.Level) != level)
                throw new ProblemException(Area.IsLevel(level) ? Problem.AreaLevelWrong(file, area.Place, code, level) : Problem.UnknownAreaLevel(level));
            if (!string.IsNullOrEmpty(parent) && parent != area.Parent)
                throw new ProblemException(Problem.AreaParentWrong(file, area.Place, code, parent));
            if (area.Name.Length == 0)
                throw new ProblemException(Problem.AreaNameMissing(file, area.Place, code));
            // Half of a country's list would be codes of parents, each written again in every row.
            if (area.Parent is not null && byCode.TryGetValue(area.Parent, out var known))
                area = area with { Parent = known.Code };
            if (!byCode.TryAdd(code, area) && byCode[code] is var earlier && earlier.Name != area.Name)
                throw new ProblemException(Problem.AreaCodeTwice(file, area.Place, code, earlier.Row == 0 ? earlier.File : earlier.Place));
        }

        public IReadOnlyList<ListedArea> Complete(string file)
        {
            foreach (var area in byCode.Values.ToList())
            {
                if (area.Parent is null || byCode.ContainsKey(area.Parent))
                    continue;
                // Lists of one prefecture name its province by code alone.
                if (area.Level != AreaLevel.Prefecture || !Provinces.Names.TryGetValue(area.Parent, out var province))
                    throw new ProblemException(Problem.AreaOrphaned(area.File, area.Place, area.Code, area.Parent));
                byCode[area.Parent] = new ListedArea(area.Parent, province, AreaLevel.Province, null, area.File, area.Row);
            }
            if (!byCode.Values.Any(area => area.Level == AreaLevel.County))
                throw new ProblemException(Problem.AreaListEmpty(file));
            var areas = byCode.Values.ToArray();
            Array.Sort(areas, static (a, b) => a.Level != b.Level ? a.Level.CompareTo(b.Level) : string.CompareOrdinal(a.Code, b.Code));
            return areas;
        }
    }
}
