using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Saxaul.Intake;
using Saxaul.Privacy;
using Saxaul.Server.Pages;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul import FILE...: takes in handed-over workbooks. Exit 1 when a file was refused; the others are taken.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "xlsx, xls or csv", Arity = ArgumentArity.ZeroOrMore };
        var on = CommandLine.DayOption("--on", "the day from which the files hold, where they do not say so themselves");
        var dryRun = new Option<bool>("--dry-run") { Description = "read and compare everything, write nothing" };
        var kind = new Option<string?>("--kind") { Description = "the list's kind, where a file fits several" };
        var columns = new Option<string[]>("--column") { Description = "what an unknown heading means, as heading=field or heading=ignore; remembered" };
        var findings = new Option<string?>("--findings") { Description = "give the findings back: the file with its cells marked and a list, as this .xlsx; of several files one list, and beside it each file" };
        var places = new Option<string?>("--places") { Description = "answers for villages that no list knows, a csv with township,written,code; remembered, and enough alone" };
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output" };
        var command = new Command("import", "Take in handed-over workbooks") { files, on, dryRun, kind, columns, places, findings, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(files) is not { Length: > 0 } && result.GetValue(places) is null)
                CommandLine.Refuse(result, Problem.NothingToImport());
            if ((result.GetValue(columns) ?? []).Any(column => column.LastIndexOf('=') <= 0))
                CommandLine.Refuse(result, Problem.OptionTakesColumn());
        });
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(files) ?? [];
            if (parsed.GetValue(findings) is { } back)
            {
                if (parsed.GetValue(dryRun))
                    throw new ProblemException(Problem.FindingsOfDryRun());
                MarkFindings.CheckPath(back, paths);
            }
            using var registry = CommandLine.OpenRegistry(parsed, begins: true);
            var who = CommandLine.Who(parsed, registry);
            var options = new ImportOptions
            {
                On = parsed.GetValue(on), DryRun = parsed.GetValue(dryRun), Kind = parsed.GetValue(kind), Columns = Answers(parsed.GetValue(columns) ?? []), Places = parsed.GetValue(places),
            };
            if (ImportBars.Run((progress, stop) => new Import(registry, who, options with { Stop = stop }).Run(paths, progress)) is not { } result)
                return 1;
            foreach (var report in result.Files)
                Say(report, options.DryRun);
            if (options.Places is not null)
                Console.Error.WriteLine($"村名答复：{result.Released} 户已归村。 Answers about villages: {result.Released} {Texts.Word(result.Released, "household", "households")} released.");
            if (result.BatchId is { } batch)
                Console.Error.WriteLine($"批次 {batch}，可用 saxaul undo {batch} 撤销。 Batch {batch}; saxaul undo {batch} takes it back.");
            if (options.DryRun)
                Console.Error.WriteLine("试运行：什么都没有写入。 Dry run: nothing was written.");
            if (!options.DryRun)
                CommandLine.CatchUp(registry, options.On);
            if (parsed.GetValue(findings) is { } target)
                GiveBack(registry, who, result, target);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { batch = result.BatchId, released = options.Places is null ? (int?)null : result.Released, files = result.Files }, ReportJson.Options));
            return result.Files.Any(report => report.Refused is not null) ? 1 : 0;
        });
        return command;
    }

    private static Dictionary<string, string> Answers(IEnumerable<string> columns) =>
        columns.GroupBy(column => column[..column.LastIndexOf('=')]).ToDictionary(heading => heading.Key, heading => heading.Last()[(heading.Key.Length + 1)..]);

    private static void GiveBack(Registry registry, Actor who, ImportResult result, string path)
    {
        var files = result.Files.Where(file => file.FileId is not null).Select(file => file.Found ?? ListFileFindings.Of(registry, who, file.FileId!.Value)!).ToList();
        var households = files.Where(file => file.Findings.Count > 0).SelectMany(file => ListFileFindings.HouseholdsOf(registry, who, file.FileId)).Distinct().ToList();
        var export = files.All(file => file.Findings.Count == 0) ? null
            : CommandLine.Export(registry, who, new RecordExport(ExportKind.MarkedFile, [.. households.Select(one => one.CountyKey).Distinct()], null, households.Count, "returned"));
        var written = MarkFindings.Write(registry, who, files, path, export);
        Console.Error.WriteLine(written.Count == 0 ? "没有需要退回的问题。 No findings to give back." : $"问题已写入 Findings written: {string.Join(", ", written)}");
    }

    private static void Say(FileReport report, bool dryRun)
    {
        Console.Error.WriteLine(report.Refused is { } refused ? $"{report.File}: {refused.Zh}\n{refused.En} [{refused.Number}]"
            : report.Already ? $"{report.File}: 以前已导入，没有变化。 Imported before; nothing changed."
            : report.IsOfTheFileAlone ? $"{report.File}: {report.Rows} 行，{report.Unreadable} 行看不懂；对上谁由县里办理。 {report.Rows} {Texts.Word(report.Rows, "row", "rows")}, {report.Unreadable} unreadable; whom they mean is the county's to see."
            : report.Matched is { } matched ? $"{report.File}: {report.Rows} 行，对上 {matched}，待核对 {report.ForReview}，不在册 {report.Unknown}。 {report.Rows} {Texts.Word(report.Rows, "row", "rows")}, {matched} matched, {report.ForReview} for review, {report.Unknown} unknown."
            : $"{report.File}: {report.Rows} 行，{report.Households} 户 {report.Persons} 人，待定村 {report.Held.Households} 户。 {report.Rows} {Texts.Word(report.Rows, "row", "rows")}, {report.Households} {Texts.Word(report.Households, "household", "households")} of {report.Persons} {Texts.Word(report.Persons, "person", "persons")}, {report.Held.Households} held.");
        if (report.Refused?.Asks == ProblemAsks.KindOfList)
            Console.Error.WriteLine("  用 --kind 加 saxaul lists 列出的名称说明是哪种表，用 --column \"表头=字段\" 说明各列。 Say which list it is by --kind with a name that saxaul lists shows, and what a column means by --column \"heading=field\".");
        if (report.NotCompared > 0)
            Console.Error.WriteLine($"  {report.NotCompared} 行未比对：本户不同意与部门数据比对。 {report.NotCompared} {Texts.Word(report.NotCompared, "row was", "rows were")} not compared: their households do not want it.");
        if (report is { Refused: null, Already: false, IsOfTheFileAlone: false })
        {
            if (dryRun)
                Console.Error.WriteLine(report.Matched is null
                    ? $"  新户 {report.New}，变动 {report.Changed - report.New - report.LeftOut}，没有变化 {report.Unchanged}，名册未列 {report.LeftOut}。 {report.New} new, {report.Changed - report.New - report.LeftOut} changed, {report.Unchanged} as before, {report.LeftOut} not listed any more."
                    : $"  变动 {report.Changed} 户。 {report.Changed} {Texts.Word(report.Changed, "household", "households")} changed.");
            foreach (var (found, count) in report.Findings)
                Console.Error.WriteLine($"  {FindingKind.Labels[found].Zh}：{count}。 {FindingKind.Labels[found].En}: {count}.");
        }
        foreach (var column in report.UnknownColumns)
            Console.Error.WriteLine($"  {column.Sheet}!{column.Letter} “{column.Heading}”: 不认识的列，未读取。 Unknown column, left out: --column \"{column.Heading}=field|ignore\" {string.Join(' ', column.Suggestions)}");
        foreach (var note in report.Replaces.Concat(report.Notes))
            Console.Error.WriteLine($"  {note.Zh}\n  {note.En}");
    }
}
