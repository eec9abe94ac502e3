using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Server.Commands;

/// <summary>saxaul indicators: the totals of an area: indicator, area, value, unit.</summary>
internal static class IndicatorsCommand
{
    private sealed record Line(string Indicator, string Area, long Value, string Unit);

    public static Command Create()
    {
        var area = new Option<string>("--area") { Description = "statistical code of any level, such as 65, 6529 or 652902", Required = true };
        var on = CommandLine.DayOption("--on", "the day; today when left out");
        var known = CommandLine.KnownOption();
        var below = new Option<bool>("--below") { Description = "also each area directly below it" };
        var format = new Option<string>("--format") { Description = "csv or json", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var purpose = CommandLine.PurposeOption();
        var command = new Command("indicators", "Show the totals of an area") { area, on, known, below, format, purpose };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var facts = new FactStore(registry);
            var read = new ReadIndicators(parsed.GetValue(area)!.Trim(), parsed.GetValue(on) ?? registry.Database.Time.Today(), parsed.GetValue(known));
            var who = CommandLine.Who(parsed, registry);
            var totals = read.Run(registry, facts, IndicatorSet.Of(registry, facts.Shape), who);
            CommandLine.Export(registry, who, new RecordExport(ExportKind.Indicators, FindArea.CountiesOf(totals.Area), totals.Area.Code, 0, parsed.GetValue(purpose)));
            var lines = Lines(totals, parsed.GetValue(below));
            if (parsed.GetValue(format) == "json")
            {
                Console.WriteLine(JsonSerializer.Serialize(lines, ReportJson.Options));
                return 0;
            }
            Console.WriteLine("indicator,area,value,unit");
            foreach (var line in lines)
                Console.WriteLine($"{CsvText.Of(line.Indicator)},{CsvText.Of(line.Area)},{line.Value},{CsvText.Of(line.Unit)}");
            return 0;
        });
        return command;
    }

    private static List<Line> Lines(AreaIndicators totals, bool below)
    {
        IEnumerable<Place> places = below ? [totals.Area, .. totals.Area.Children] : [totals.Area];
        return [.. places.SelectMany(place => totals.Indicators.Select(one => new Line(one.Name, place.Code, totals.Of(place, one.Name), one.Unit.UnitIn("en"))))];
    }
}
