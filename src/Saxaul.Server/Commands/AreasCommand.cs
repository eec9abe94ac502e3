using System;
using System.CommandLine;
using System.IO;
using Saxaul.Areas;

namespace Saxaul.Server.Commands;

/// <summary>saxaul areas import FILE --edition 2020: the statistical area codes of an edition.</summary>
internal static class AreasCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "csv with the columns code, name, level, parent; or a folder of JSON files, parent code -> {code: name}" };
        var edition = new Option<int>("--edition") { Description = "the year of the edition", Required = true };
        var map = new Option<string?>("--map") { Description = "answers about areas whose code is gone: csv with the columns from and to; or the list of proposals, corrected" };
        var proposals = new Option<string?>("--proposals") { Description = "where to write what waits for an answer, as csv; on standard output when left out" };
        var import = new Command("import", "Import an edition of the statistical area codes") { file, edition, map, proposals };
        import.SetAction(parsed =>
        {
            var areas = AreaList.Read(parsed.GetValue(file)!);
            var answers = parsed.GetValue(map) is { } answered ? AreaAnswer.Read(answered) : null;
            using var registry = CommandLine.OpenRegistry(parsed, begins: true);
            var done = new ImportAreas(areas, parsed.GetValue(edition), answers).Run(registry, CommandLine.Who(parsed, registry), ShowProgress());
            Console.Error.WriteLine($"""
                未变 {done.Unchanged} 个，改名 {done.Renamed} 个，改代码 {done.Recoded} 个，新增 {done.Added} 个，撤并 {done.Ended} 个；待答复 {done.Asked} 个（连同其下各地，暂未接收 {done.Waiting} 个），原有而去向未明 {done.Open} 个。
                {done.Unchanged} areas unchanged, {done.Renamed} renamed, {done.Recoded} with a new code, {done.Added} new, {done.Ended} ended; {done.Asked} wait for an answer ({done.Waiting} not taken over, with what lies in them), {done.Open} of the registry are not accounted for.
                """);
            if (parsed.GetValue(proposals) is { } path)
                using (var written = File.Create(path))
                    AreaProposal.Write(written, done.Proposals);
            else
                AreaProposal.Write(Console.OpenStandardOutput(), done.Proposals);
            return 0;
        });
        return new Command("areas", "Areas and their codes") { import };
    }

    /// <summary>How far the work is, on a terminal; nothing where the output is kept in a file.</summary>
    private static Action<int, int>? ShowProgress()
    {
        if (Console.IsErrorRedirected)
            return null;
        var shown = -1;
        return (done, of) =>
        {
            var percent = of == 0 ? 100 : Math.Min(100, (int)(100L * done / of));
            if (percent == shown)
                return;
            Console.Error.Write($"\r{shown = percent} %");
            if (percent == 100)
                Console.Error.Write("\r     \r");
        };
    }
}
