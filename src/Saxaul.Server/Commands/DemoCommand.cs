using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
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

    /// <summary>Households that can be invented.</summary>
    private const int Fewest = 100, Most = 1_000_000;

    public static Command Create()
    {
        var urls = ServeCommand.UrlsOption();
        var folder = new Option<string>("--folder") { Description = "where the invented files and their registry lie", DefaultValueFactory = _ => "saxaul-demo" };
        var households = new Option<int>("--households") { Description = "how many households to invent", DefaultValueFactory = _ => 68_600 };
        households.Validators.Add(result =>
        {
            if (result.Tokens is [var typed] && !(int.TryParse(typed.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= Fewest and <= Most))
                CommandLine.Refuse(result, Problem.HouseholdsOfDemo(Fewest, Most));
        });
        var command = new Command("demo", "Invent a prefecture and show it in a browser on this machine") { urls, folder, households };
        command.SetAction(parsed =>
        {
            var at = Path.GetFullPath(parsed.GetValue(folder)!);
            var made = !File.Exists(Path.Combine(at, Database));
            if (made && !Make(at, parsed.GetValue(households)))
                return 1;
            using var registry = Registry.Open(Path.Combine(at, Database));
            if (parsed.GetResult(households) is { Implicit: false } && !made)
                SayOther(registry, at, parsed.GetValue(households));
            return ServeCommand.Serve(registry, CommandLine.Operator, parsed.GetValue(urls)!, DemoUsers.Of(registry));
        });
        return command;
    }

    /// <summary>Says that a demo which is there already is opened as it is, when another number of households was asked for.</summary>
    private static void SayOther(Registry registry, string folder, int asked)
    {
        var there = InventPrefecture.HouseholdsIn(registry);
        if (there != asked)
            Console.Error.WriteLine($"“{folder}”里已有一个 {there} 户的演示，照原样打开；要另建一个 {asked} 户的，请用 --folder 换一个文件夹。\n'{folder}' holds a demo of {there} households already, which is opened as it is; for one of {asked}, name another folder with --folder.");
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
        using (var registry = Registry.Open(Path.Combine(making, Database), lasting: false))
        {
            new ImportAreas(AreaList.Read(files.Areas), 2020).Run(registry, CommandLine.Operator);
            var facts = new FactStore(registry);
            var counties = Gazetteer.ReadCounties(registry.Database);
            var ahead = new FactsAhead(facts, [.. files.Rosters.Select(roster => counties.ByCode(Path.GetFileName(roster)[..6])!.CountyKey)], today);
            // The rosters are of a while ago, as an office's are, so that what happened since can be entered.
            var handed = Hand(files.Rosters, new DateOnly(today.Year, today.Month, 1).AddMonths(-1), ahead.Beside);
            ahead.Finish();
            if (!handed || !Hand(files.Lists, today, progress => progress))
                return false;

            bool Hand(IReadOnlyList<string> some, DateOnly on, Func<IProgress<ImportProgress>?, IProgress<ImportProgress>?> beside)
            {
                var done = ImportBars.Run((progress, stop) => new Import(registry, CommandLine.Operator, new ImportOptions { On = on, Stop = stop }).Run([.. some], beside(progress)));
                if (done?.Files.FirstOrDefault(file => file.Refused is not null) is { } refused)
                    throw new ProblemException(refused.Refused!);
                return done is not null;
            }
            new Screen(registry, CommandLine.Operator, facts, Policy.Load(registry, facts.Shape, "acceptance"), today).All();
        }
        Directory.Move(making, folder);
        Console.Error.WriteLine($"虚构的表格和登记库在“{folder}”。\nThe invented workbooks and their registry are in '{folder}'.");
        return true;
    }

    /// <summary>
    /// While one county's roster is written, the facts of those before it are read already, which would otherwise be waited for at the end. What later files change of them the
    /// journal tells the store.
    /// </summary>
    private sealed class FactsAhead(FactStore facts, IReadOnlyList<int> countyKeys, DateOnly on)
    {
        private readonly List<Task> reading = [];

        /// <summary>Follows an import and passes on what it says.</summary>
        public IProgress<ImportProgress> Beside(IProgress<ImportProgress>? shown) => new Following(this, shown);

        /// <summary>Waits for what is being read; a failure is met again by whoever asks for those facts.</summary>
        public void Finish() => Task.WhenAll(reading).ContinueWith(_ => { }, TaskScheduler.Default).Wait();

        private void Reached(int file)
        {
            while (reading.Count < Math.Min(file, countyKeys.Count))
            {
                var countyKey = countyKeys[reading.Count];
                reading.Add(Task.Run(() => facts.Get(countyKey, on)));
            }
        }

        private sealed class Following(FactsAhead ahead, IProgress<ImportProgress>? shown) : IProgress<ImportProgress>
        {
            public void Report(ImportProgress at)
            {
                ahead.Reached(at.Index);
                shown?.Report(at);
            }
        }
    }
}
