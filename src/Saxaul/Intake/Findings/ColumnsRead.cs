using System.Collections.Generic;
using System.Text.Json;

namespace Saxaul.Intake;

/// <summary>Which column of which sheet of a file was read as what: {"户信息": {"name": "H", "budget.wages": "U"}}.</summary>
internal sealed class ColumnsRead(string? json)
{
    private readonly Dictionary<string, Dictionary<string, string>> columns = json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json, ReportJson.Options) ?? [];

    /// <summary>A finding that was raised for a field rather than a cell stands where the file has that field.</summary>
    public FindingInFile Locate(FindingInFile finding) =>
        finding.ColumnLetter is null && finding.Field is { } field && columns.TryGetValue(finding.Sheet, out var sheet) && sheet.TryGetValue(field, out var letter)
            ? finding with { ColumnLetter = letter }
            : finding;
}
