using System;
using System.CommandLine;
using Saxaul.Areas;

namespace Saxaul.Server.Commands;

/// <summary>saxaul areas import FILE --edition 2020: the statistical area codes of an edition.</summary>
internal static class AreasCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "csv with the columns code, name, level, parent" };
        var edition = new Option<int>("--edition") { Description = "the year of the edition", Required = true };
        var import = new Command("import", "Import statistical area codes") { file, edition };
        import.SetAction(parsed =>
        {
            var areas = AreaList.Read(parsed.GetValue(file)!);
            using var registry = CommandLine.OpenRegistry(parsed);
            var done = new ImportAreas(areas, parsed.GetValue(edition)).Run(registry, CommandLine.Operator);
            Console.Error.WriteLine($"新增 {done.Added} 个，变更 {done.Changed} 个，不再列出 {done.Gone.Count} 个。\n{done.Added} areas added, {done.Changed} changed, {done.Gone.Count} no longer listed.");
            return 0;
        });
        return new Command("areas", "Areas and their codes") { import };
    }
}
