using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Server.Commands;

/// <summary>saxaul screen: applies a policy to every household.</summary>
internal static class ScreenCommand
{
    public static Command Create()
    {
        var on = CommandLine.DayOption("--on", "the day on which facts and figures hold; today when left out");
        var name = new Option<string>("--policy") { Description = "the policy's folder", DefaultValueFactory = _ => "acceptance" };
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output" };
        var command = new Command("screen", "Screen all households against a policy") { on, name, json };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var facts = new FactStore(registry);
            var policy = Policy.Load(registry, facts.Shape, parsed.GetValue(name)!);
            var report = new Screen(registry, CommandLine.Operator, facts, policy, parsed.GetValue(on) ?? registry.Database.Time.Today()).All();
            Console.Error.WriteLine($"{report.Households} 户，{report.Flagged.Values.Sum()} 条预警（新 {report.New}，消除 {report.Gone}）。\n{report.Households} households, {report.Flagged.Values.Sum()} warnings ({report.New} new, {report.Gone} gone).");
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Options));
            return 0;
        });
        return command;
    }
}
