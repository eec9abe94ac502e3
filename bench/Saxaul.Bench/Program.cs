using System;
using Saxaul.Bench;

switch (args)
{
    case ["apply-roster", .. var rest]:
        ApplyRosterBench.Run(rest is [var applyServer] ? applyServer : null);
        return 0;
    case ["screening"]:
        ScreeningBench.Run();
        return 0;
    case ["one-household", .. var rest]:
        OneHouseholdBench.Run(rest is [var oneServer] ? oneServer : null);
        return 0;
    case ["import", var folder, var areas, .. var rest]:
        ImportBench.Run(folder, areas, rest is [var server] ? server : null);
        return 0;
    case ["import-large", .. var rest]:
        LargeImportBench.Run(rest is [var largeServer] ? largeServer : null);
        return 0;
    case ["pages", var folder]:
        await PagesBench.Run(folder);
        return 0;
    case ["rights", var folder]:
        return await RightsBench.Run(folder);
    case ["demo"]:
        await DemoBench.Run();
        return 0;
    // What the benches above do in processes of their own.
    case ["read-excel-data-reader", var folder]:
        return Measured.Here(() => ImportBench.ReadWithExcelDataReader(folder));
    case ["read-saxaul", var folder]:
        return Measured.Here(() => ImportBench.ReadWithSaxaul(folder));
    case ["import-once", var folder, var areas, var target]:
        return ImportBench.ImportOnce(folder, areas, target);
    default:
        Console.Error.WriteLine("""
            dotnet run --project bench/Saxaul.Bench -c Release -- WORK
              apply-roster [PostgreSQL connection string]
              import FOLDER AREAS.csv [PostgreSQL connection string]
              import-large [PostgreSQL connection string]
              screening
              one-household [PostgreSQL connection string]
              demo
              pages FOLDER (that ./saxaul demo made)
              rights FOLDER (that ./saxaul demo made)
            """);
        return 2;
}
