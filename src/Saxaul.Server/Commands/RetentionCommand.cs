using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Saxaul.Intake;
using Saxaul.Keeping;

namespace Saxaul.Server.Commands;

/// <summary>saxaul retention run: erases content whose time is over, as the clock of a serving program does each day.</summary>
internal static class RetentionCommand
{
    public static Command Create()
    {
        var on = CommandLine.DayOption("--on", "as of this day; today when left out");
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be erased" };
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output" };
        var run = new Command("run", "Erase content whose time is over") { on, dryRun, json };
        run.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var rehearses = parsed.GetValue(dryRun);
            var report = new CarryOutRetention(registry, CommandLine.Who(parsed, registry), parsed.GetValue(on)) { DryRun = rehearses }.Run();
            if (!rehearses && report.Count > 0)
                CommandLine.CatchUp(registry);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { erased = !rehearses, rules = report.Rules, overwritten = report.IsOverwritten }, ReportJson.Options));
            else
                Say(report, rehearses);
            return 0;
        });
        return new Command("retention", "How long things are kept") { run };
    }

    private static void Say(RetentionReport report, bool rehearses)
    {
        foreach (var (rule, count) in report.Rules.OrderBy(rule => rule.Key, StringComparer.Ordinal))
            Console.WriteLine($"{rule}\t{count}");
        Console.Error.WriteLine(report.Count == 0 ? "没有到期的内容。 Nothing is over."
            : rehearses ? $"将清除 {report.Count} 条，尚未写入任何内容。 {report.Count} would be erased; nothing was written."
            : $"""
              已清除 {report.Count} 条。{(report.IsOverwritten ? "数据库文件已改写，不留残余。" : "有人正在读取，下次打开时改写数据库文件。")}
              {report.Count} erased. {(report.IsOverwritten ? "The database file was overwritten; no trace is left in it." : "Somebody was reading; the database file is overwritten when it is next opened.")}
              """);
    }
}
