using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Imports;

/// <summary>The findings of handed-in files, to be given back to their senders: as they wait now, without what is written in the cells.</summary>
internal static class Download
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The list over all files of a batch, as xlsx or csv.</summary>
    public static async Task<IResult> Findings(string id, string format, Visit visit)
    {
        var batch = Act.Id(visit, id);
        if (format is not ("xlsx" or "csv"))
            throw new ProblemException(Problem.NoSuchPage());
        return await visit.Read(() =>
        {
            var files = ListBatches.One(visit.Registry, visit.Actor, batch).Files.Where(file => file.Report is not null)
                .Select(file => ListFileFindings.Of(visit.Registry, visit.Actor, file.Id)).OfType<FileFindings>().Where(file => file.Findings.Count > 0).ToList();
            var name = string.Create(CultureInfo.InvariantCulture, $"{visit.Say("imports.findings_name")}-{batch}.{format}");
            return format == "csv" ? Results.File(Csv(files), "text/csv; charset=utf-8", name) : Results.File(MarkFindings.List(visit.Registry, visit.Actor, files), Workbook, name);
        });
    }

    /// <summary>A sender's own workbook with its cells marked.</summary>
    public static async Task<IResult> Marked(string id, Visit visit)
    {
        var file = Act.Id(visit, id);
        return await visit.Read(() =>
        {
            var findings = ListFileFindings.Of(visit.Registry, visit.Actor, file) ?? throw new ProblemException(Problem.NoSuchPage());
            return Results.File(MarkFindings.Workbook(visit.Registry, visit.Actor, findings), Workbook, $"{Path.GetFileNameWithoutExtension(findings.File)}-{visit.Say("imports.findings_name")}.xlsx");
        });
    }

    private static byte[] Csv(System.Collections.Generic.IReadOnlyList<FileFindings> files)
    {
        var text = new StringBuilder("文件 File,工作表 Sheet,行 Row,单元格 Cell,问题,怎么办,Finding,What to do\r\n");
        foreach (var (file, finding) in files.SelectMany(file => file.Findings.Select(finding => (file.File, finding))))
        {
            string?[] cells = [file, finding.Sheet, finding.Row?.ToString(CultureInfo.InvariantCulture), finding.Cell, finding.Label.Zh, finding.ToDo.Zh, finding.Label.En, finding.ToDo.En];
            text.AppendJoin(',', cells.Select(cell => Quoted(cell ?? ""))).Append("\r\n");
        }
        // Excel takes a text file without the mark for one of the machine's own code page.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>What begins like a formula stays text.</summary>
    private static string Quoted(string text)
    {
        text = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
