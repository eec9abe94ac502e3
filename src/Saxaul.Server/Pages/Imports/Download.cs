using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Intake;
using Saxaul.Privacy;
using Saxaul.Server.Commands;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Imports;

/// <summary>The findings of handed-in files, to be given back to their senders: as they wait now, without what is written in the cells.</summary>
internal static class Download
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What findings leave for.</summary>
    private const string Purpose = "returned";

    /// <summary>The list over all files of a batch, as xlsx or csv.</summary>
    public static async Task<IResult> Findings(string id, string format, Visit visit)
    {
        var batch = Act.Id(visit, id);
        if (format is not ("xlsx" or "csv"))
            throw new ProblemException(Problem.NoSuchPage());
        var files = await visit.Read<IReadOnlyList<FileFindings>>(() => [.. ListBatches.One(visit.Registry, visit.Actor, batch).Files.Where(file => file.Report is not null)
            .Select(file => ListFileFindings.Of(visit.Registry, visit.Actor, file.Id)).OfType<FileFindings>().Where(file => file.Findings.Count > 0)]);
        var households = await visit.Read(() => files.SelectMany(file => ListFileFindings.HouseholdsOf(visit.Registry, visit.Actor, file.FileId)).Distinct().ToList());
        var export = await visit.Counting.Export(ExportKind.Findings, [.. households.Select(one => one.CountyKey).Distinct()], null, households.Count, Purpose);
        var name = string.Create(CultureInfo.InvariantCulture, $"{visit.Say("imports.findings_name")}-{batch}-{export.Mark}.{format}");
        return await visit.Read(() => format == "csv" ? Results.File(Csv(files, export), "text/csv; charset=utf-8", name) : Results.File(MarkFindings.List(visit.Registry, visit.Actor, files, export), Workbook, name));
    }

    /// <summary>A sender's own workbook with its cells marked.</summary>
    public static async Task<IResult> Marked(string id, Visit visit)
    {
        var file = Act.Id(visit, id);
        var (findings, households) = await visit.Read(() => (ListFileFindings.Of(visit.Registry, visit.Actor, file) ?? throw new ProblemException(Problem.NoSuchPage()), ListFileFindings.HouseholdsOf(visit.Registry, visit.Actor, file)));
        var export = await visit.Counting.Export(ExportKind.MarkedFile, [.. households.Select(one => one.CountyKey).Distinct()], null, households.Count, Purpose);
        var workbook = await visit.Read(() => MarkFindings.Workbook(visit.Registry, visit.Actor, findings, export));
        visit.Looking.Listed(households, LookPurpose.File, export);
        return Results.File(workbook, Workbook, $"{Path.GetFileNameWithoutExtension(findings.File)}-{visit.Say("imports.findings_name")}-{export.Mark}.xlsx");
    }

    /// <summary>Each line bears the mark, in the last column: a file is renamed, sorted and cut to pieces, and a line that is no line would break whoever reads it by program.</summary>
    private static byte[] Csv(IReadOnlyList<FileFindings> files, Export export)
    {
        var text = new StringBuilder("文件 File,工作表 Sheet,行 Row,单元格 Cell,问题,怎么办,Finding,What to do,导出 Export\r\n");
        foreach (var (file, finding) in files.SelectMany(file => file.Findings.Select(finding => (file.File, finding))))
        {
            string?[] cells = [file, finding.Sheet, finding.Row?.ToString(CultureInfo.InvariantCulture), finding.Cell, finding.Label.Zh, finding.ToDo.Zh, finding.Label.En, finding.ToDo.En, export.Line];
            text.AppendJoin(',', cells.Select(CsvText.Of)).Append("\r\n");
        }
        // Excel takes a text file without the mark for one of the machine's own code page.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
