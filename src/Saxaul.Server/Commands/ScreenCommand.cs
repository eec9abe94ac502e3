using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Server.Pages;

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
            var report = new Screen(registry, CommandLine.Who(parsed, registry), facts, policy, parsed.GetValue(on) ?? registry.Database.Time.Today()).All();
            Say(policy, report);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Options));
            return 0;
        });
        return command;
    }

    private static void Say(Policy policy, ScreenReport report)
    {
        Console.Error.WriteLine($"{report.Households} 户，{report.Flagged.Values.Sum()} 条预警（新 {report.New}，消除 {report.Gone}）。\n{report.Households} {Texts.Word(report.Households, "household", "households")}, {report.Flagged.Values.Sum()} {Texts.Word(report.Flagged.Values.Sum(), "warning", "warnings")} ({report.New} new, {report.Gone} gone).");
        if (report.Held.Households > 0)
            Console.Error.WriteLine($"另有村名待定的 {report.Held.Households} 户，{report.Held.Warnings} 条预警，定村后显示。 Besides, {report.Held.Households} {Texts.Word(report.Held.Households, "household", "households")} held for the village, {report.Held.Warnings} {Texts.Word(report.Held.Warnings, "warning", "warnings")}; they show once it is answered.");
        foreach (var (rule, facts) in report.Missing)
        {
            string Names(string language) => string.Join(language == "zh" ? "、" : ", ", facts.Select(fact => $"{policy.LabelOfValue(fact.Key).Label.In(language)} {fact.Value}"));
            Console.Error.WriteLine($"  {policy.LabelOf(rule).In("zh")}：{report.Undecided[rule]} 户待定，缺：{Names("zh")}。 {policy.LabelOf(rule).In("en")}: {report.Undecided[rule]} undecided, missing: {Names("en")}.");
        }
    }
}
