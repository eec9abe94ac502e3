using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ExcelDataReader;
using Npgsql;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Users;

namespace Saxaul.Bench;

/// <summary>
/// A whole import of a folder's rosters into an empty registry beside a bare read of the same files by ExcelDataReader (every cell value of every row of every
/// sheet) and by our own reader, in the same run, each in a process of its own, one after the other.
/// </summary>
internal static class ImportBench
{
    private const int Runs = 3;
    private static readonly DateOnly On = new(2020, 4, 1);

    /// <param name="folder">The rosters.</param>
    /// <param name="areas">The area codes of their places.</param>
    /// <param name="server">A PostgreSQL connection string, or null: a new database is made there for each run and dropped afterwards.</param>
    public static void Run(string folder, string areas, string? server)
    {
        var works = new List<(string Name, Func<Measured> Work)>
        {
            ("bare read, ExcelDataReader", () => Measured.InChild("read-excel-data-reader", folder)),
            ("bare read, Saxaul", () => Measured.InChild("read-saxaul", folder)),
            ("import, SQLite", () => InFolder(target => Measured.InChild("import-once", folder, areas, target))),
        };
        if (server is not null)
            works.Add(("import, PostgreSQL", () => InNewDatabase(server, target => Measured.InChild("import-once", folder, areas, target))));

        var measured = works.Select(_ => new List<Measured>()).ToList();
        for (var run = 0; run < Runs; run++)
        {
            for (var i = 0; i < works.Count; i++)
                measured[i].Add(works[i].Work());
        }
        Console.WriteLine($"{Files(folder).Count} files, {measured[^1][0].Rows:N0} rows, {Files(folder).Sum(file => new FileInfo(file).Length) / 1e6:0.0} MB, {Environment.ProcessorCount} processors, {Runs} runs\n");
        Console.WriteLine("| work | s min | s median | s max | processor s | rows/s | times the bare read | peak MB |\n|---|---|---|---|---|---|---|---|");
        for (var i = 0; i < works.Count; i++)
            Say(works[i].Name, measured[i], measured[0]);
    }

    /// <summary>All cells of all rows of all sheets, as ExcelDataReader gives them.</summary>
    public static long ReadWithExcelDataReader(string folder)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        long rows = 0, values = 0;
        foreach (var file in Files(folder))
        {
            using var stream = File.OpenRead(file);
            using var reader = file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? ExcelReaderFactory.CreateCsvReader(stream) : ExcelReaderFactory.CreateReader(stream);
            do
            {
                while (reader.Read())
                {
                    rows++;
                    for (var column = 0; column < reader.FieldCount; column++)
                        values += reader.GetValue(column) is null ? 0 : 1;
                }
            }
            while (reader.NextResult());
        }
        return values > 0 ? rows : 0;
    }

    /// <summary>The same with the reader that imports use.</summary>
    public static long ReadWithSaxaul(string folder)
    {
        long rows = 0, values = 0;
        foreach (var file in Files(folder))
        {
            using var workbook = Workbook.Open(file);
            foreach (var sheet in workbook.Sheets)
            {
                using var reader = workbook.Rows(sheet);
                while (reader.Read())
                {
                    rows++;
                    foreach (ref readonly var cell in reader.Cells)
                        values += cell.IsBlank ? 0 : 1;
                }
            }
        }
        return values > 0 ? rows : 0;
    }

    /// <summary>Areas into a new registry, which is not measured; then the import, which is.</summary>
    public static int ImportOnce(string folder, string areas, string target)
    {
        var operatorHere = Actor.Operator("bench");
        using var keys = new TemporaryKey();
        using var registry = Registry.Open(target, keyFile: keys.Path);
        new ImportAreas(AreaList.Read(areas), 2020).Run(registry, operatorHere);
        return Measured.Here(() =>
        {
            var result = new Import(registry, operatorHere, new ImportOptions { On = On }).Run(Files(folder));
            return result.Files.FirstOrDefault(file => file.Refused is not null) is { } refused
                ? throw new ProblemException(refused.Refused!)
                : result.Files.Sum(file => (long)file.Rows);
        });
    }

    public static Measured InFolder(Func<string, Measured> work)
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-bench-");
        try
        {
            return work(Path.Combine(folder.FullName, "bench.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static Measured InNewDatabase(string server, Func<string, Measured> work)
    {
        var name = "saxaul_bench_" + Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
        using var source = NpgsqlDataSource.Create(server);
        Execute(source, $"CREATE DATABASE {name}");
        try
        {
            return work(new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString());
        }
        finally
        {
            Execute(source, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    /// <summary>A folder's workbooks; departments' lists (named after a bureau, 局) are left out.</summary>
    private static List<string> Files(string folder) => [.. Directory.EnumerateFiles(folder)
        .Where(file => Path.GetExtension(file) is ".xlsx" or ".xls" && !Path.GetFileName(file).Contains('局', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static void Execute(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static void Say(string name, List<Measured> runs, List<Measured> bare)
    {
        var seconds = runs.Select(run => run.Seconds).Order().ToList();
        var processor = runs.Select(run => run.ProcessorSeconds).Order().ElementAt(Runs / 2);
        var ratio = seconds[Runs / 2] / bare.Select(run => run.Seconds).Order().ElementAt(Runs / 2);
        Console.WriteLine($"| {name} | {seconds[0]:0.0} | {seconds[Runs / 2]:0.0} | {seconds[^1]:0.0} | {processor:0.0} | {runs[0].Rows / seconds[Runs / 2]:N0} | {ratio:0.00} | {runs.Max(run => run.PeakMegabytes):0} |");
    }

    private sealed class TemporaryKey : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saxaul-bench-");

        public string Path => System.IO.Path.Combine(folder.FullName, "bench.key");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
