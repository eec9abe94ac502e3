using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A handed-over file and what of it still waits to be put right, in order of sheet and row.</summary>
public sealed record FileFindings(long FileId, string File, IReadOnlyList<ListedFinding> Findings);

/// <summary>Lists the open findings of handed-over files, for whoever sent them.</summary>
public static class OpenFindings
{
    /// <param name="fileIds">Files as <see cref="FileReport.FileId"/> names them; unknown ones are left out.</param>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/> when the actor may read households nowhere; findings of other counties are left out.</exception>
    public static IReadOnlyList<FileFindings> Of(Registry registry, Actor actor, IReadOnlyCollection<long> fileIds)
    {
        if (!actor.MaySomewhere(Right.ReadHouseholds))
            throw new ProblemException(Problem.NotAllowed(Right.ReadHouseholds));
        var database = registry.Database;
        using var connection = database.OpenReader();
        using var files = connection.Command($"SELECT id, name, columns_read FROM handed_file WHERE county_key = 0 AND {database.AnyOf("id", "@ids")}");
        database.AddList(files, "@ids", fileIds);
        var known = files.ToList(reader => (Id: reader.GetInt64(0), Name: reader.GetString(1), Columns: reader.TextOrNull(2)));
        using var findings = connection.Command($"SELECT county_key, file_id, kind, sheet, source_row, column_letter, field FROM finding WHERE {database.AnyOf("file_id", "@ids")} ORDER BY county_key, id");
        database.AddList(findings, "@ids", fileIds);
        var open = findings.ToList(reader => (CountyKey: reader.GetInt32(0), FileId: reader.GetInt64(1), Kind: reader.GetString(2), Sheet: reader.TextOrNull(3),
            Row: reader.IntOrNull(4), Letter: reader.TextOrNull(5), Field: reader.TextOrNull(6))).Where(finding => actor.May(Right.ReadHouseholds, finding.CountyKey)).ToLookup(finding => finding.FileId);
        return [.. fileIds.Select(id => known.FirstOrDefault(file => file.Id == id)).Where(file => file.Name is not null).Select(file =>
        {
            var columns = Columns(file.Columns);
            return new FileFindings(file.Id, file.Name, [.. open[file.Id]
                .Select(one => new ListedFinding(file.Name, one.Sheet ?? "", one.Row, one.Letter ?? LetterOf(columns, one.Sheet, one.Field), one.Kind, one.Field))
                .OrderBy(one => one.Sheet, StringComparer.Ordinal).ThenBy(one => one.Row).ThenBy(one => one.ColumnLetter?.Length).ThenBy(one => one.ColumnLetter, StringComparer.Ordinal)]);
        })];
    }

    private static Dictionary<string, Dictionary<string, string>> Columns(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json, ReportJson.Options) ?? [];

    /// <summary>A finding that was raised for a field rather than a cell stands where the file has that field.</summary>
    private static string? LetterOf(Dictionary<string, Dictionary<string, string>> columns, string? sheet, string? field) =>
        sheet is not null && field is not null && columns.TryGetValue(sheet, out var ofSheet) ? ofSheet.GetValueOrDefault(field) : null;
}
