using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;

namespace Saxaul.Server.Commands;

/// <summary>saxaul warnings: the warnings that stand on a day, as csv (household,rule,first_seen,area) or JSON.</summary>
internal static class WarningsCommand
{
    public static Command Create()
    {
        var on = CommandLine.DayOption("--on", "the day; today when left out");
        var known = CommandLine.KnownOption();
        var area = new Option<string?>("--area") { Description = "only in the area with this code, whatever its level" };
        var held = new Option<bool>("--held") { Description = "those of households held for their village, instead of all others" };
        var format = new Option<string>("--format") { Description = "csv or json", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var purpose = CommandLine.PurposeOption();
        var command = new Command("warnings", "List the warnings that stand") { on, known, area, held, format, purpose };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            // What an import that was cut off left behind.
            CommandLine.CatchUp(registry);
            var who = CommandLine.Who(parsed, registry);
            var warnings = ListWarnings.Of(registry, who, parsed.GetValue(on) ?? registry.Database.Time.Today(), parsed.GetValue(known), parsed.GetValue(area), parsed.GetValue(held));
            CommandLine.Export(registry, who, new RecordExport(ExportKind.Warnings, [.. warnings.Select(warning => warning.CountyKey).Distinct()], parsed.GetValue(area),
                warnings.Select(warning => (warning.CountyKey, warning.HouseholdId)).Distinct().Count(), parsed.GetValue(purpose)));
            if (parsed.GetValue(format) == "json")
            {
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    warnings = warnings.Select(warning => new { household = Name(warning), warning.Warning.Rule, warning.Warning.Policy, warning.FirstSeen, warning.LastSeen, area = warning.AreaCode }),
                }, ReportJson.Options));
                return 0;
            }
            Console.WriteLine("household,rule,first_seen,area");
            foreach (var warning in warnings)
                Console.WriteLine($"{CsvText.Of(Name(warning))},{CsvText.Of(warning.Warning.Rule)},{warning.FirstSeen.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)},{warning.AreaCode}");
            return 0;
        });
        return command;
    }

    /// <summary>The household's number; without one, ours.</summary>
    private static string Name(ListedWarning warning) => warning.Number ?? string.Create(CultureInfo.InvariantCulture, $"#{warning.CountyKey}-{warning.HouseholdId}");
}
