using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Demo;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Server.Commands;

/// <summary>
/// saxaul demo: a prefecture of invented households to look at. The files it hands over go through the same intake as an office's own, and stay in the folder to try
/// things with. What was made once is only opened again.
/// </summary>
internal static class DemoCommand
{
    private const string Database = "demo.db";

    public static Command Create()
    {
        var urls = ServeCommand.UrlsOption();
        var folder = new Option<string>("--folder") { Description = "where the invented files and their registry lie", DefaultValueFactory = _ => "saxaul-demo" };
        var households = new Option<int>("--households") { Description = "how many households to invent", DefaultValueFactory = _ => 68_600 };
        households.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 100 or > 1_000_000)
                result.AddError("--households takes a number from 100 to 1000000.");
        });
        var command = new Command("demo", "Invent a prefecture and show it in a browser on this machine") { urls, folder, households };
        command.SetAction(parsed =>
        {
            var at = Path.GetFullPath(parsed.GetValue(folder)!);
            if (!File.Exists(Path.Combine(at, Database)) && !Make(at, parsed.GetValue(households)))
                return 1;
            using var registry = Registry.Open(Path.Combine(at, Database));
            return ServeCommand.Serve(registry, parsed.GetValue(urls)!, DemoUsers.Of(registry));
        });
        return command;
    }

    /// <summary>Made beside and moved into place when whole, so that a demo that was stopped is simply made again.</summary>
    /// <returns>False when it was stopped.</returns>
    private static bool Make(string folder, int households)
    {
        if (Directory.Exists(folder))
            throw new ProblemException(Problem.FolderTaken(folder));
        var making = folder + ".making";
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        var today = TimeProvider.System.Today();
        Console.Error.WriteLine($"正在虚构一个有 {households} 户的地区…\nInventing a prefecture of {households} households…");
        var files = new InventPrefecture(making, today, households).Run();
        using (var registry = Registry.Open(Path.Combine(making, Database)))
        {
            new ImportAreas(AreaList.Read(files.Areas), 2020).Run(registry, CommandLine.Operator);
            var options = new ImportOptions { On = today };
            if (ImportBars.Run((progress, stop) => new Import(registry, CommandLine.Operator, options with { Stop = stop }).Run([.. files.Rosters, .. files.Lists], progress)) is not { } done)
                return false;
            if (done.Files.FirstOrDefault(file => file.Refused is not null) is { } refused)
                throw new ProblemException(refused.Refused!);
            var facts = new FactStore(registry);
            new Screen(registry, CommandLine.Operator, facts, Policy.Load(registry, facts.Shape, "acceptance"), today).All();
        }
        Directory.Move(making, folder);
        Console.Error.WriteLine($"虚构的表格和登记库在“{folder}”。\nThe invented workbooks and their registry are in '{folder}'.");
        return true;
    }
}
