using System;
using System.CommandLine;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Server.Commands;

/// <summary>saxaul warnings: the warnings that stand on a day, as csv: household, rule, first_seen.</summary>
internal static class WarningsCommand
{
    public static Command Create()
    {
        var on = CommandLine.DayOption("--on", "the day; today when left out");
        var known = CommandLine.KnownOption();
        var format = new Option<string>("--format") { Description = "csv", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv");
        var command = new Command("warnings", "List the warnings that stand") { on, known, format };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            Console.WriteLine("household,rule,first_seen");
            foreach (var warning in ListWarnings.Of(registry, CommandLine.Operator, parsed.GetValue(on) ?? registry.Database.Time.Today(), parsed.GetValue(known)))
                Console.WriteLine($"{warning.Number},{warning.Warning.Rule},{warning.FirstSeen:yyyy-MM-dd}");
            return 0;
        });
        return command;
    }
}
