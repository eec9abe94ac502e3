using System;
using System.CommandLine;
using System.Text.Json;
using Saxaul.Intake;
using Saxaul.Server.Pages;

namespace Saxaul.Server.Commands;

/// <summary>saxaul undo BATCH: takes back what an import did.</summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        var batch = new Argument<long>("batch") { Description = "the number that the import gave" };
        var reason = new Option<string?>("--reason") { Description = "why, for the journal" };
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output" };
        var command = new Command("undo", "Take back what an import did; what was changed since stays and is asked about") { batch, reason, json };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var result = new UndoBatch(parsed.GetValue(batch), parsed.GetValue(reason)).Run(registry, CommandLine.Who(parsed, registry));
            Console.Error.WriteLine($"已撤销：{result.Households} 户完全恢复到导入前。另有 {result.Conflicts} 户（或村）在导入后又有修改：这些修改没有覆盖，列在“数据问题”中待人工核对。\nUndone: {result.Households} {Texts.Word(result.Households, "household is", "households are")} wholly as before the import. Besides, {result.Conflicts} {Texts.Word(result.Conflicts, "household or village was", "households or villages were")} changed since: nothing of that is overwritten, and each waits among the findings for a person to decide.");
            if (result.Later.Count > 0)
                Console.Error.WriteLine($"后来导入的同类文件如果也写有被撤销的内容，请再导入一次，内容会补回：{string.Join("、", result.Later)}。\nWhat later files of the same kind also say went along where it was the same: import them once more and it comes back: {string.Join(", ", result.Later)}.");
            CommandLine.CatchUp(registry);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { batch = parsed.GetValue(batch), households = result.Households, conflicts = result.Conflicts, later = result.Later }, ReportJson.Options));
            return 0;
        });
        return command;
    }
}
