using System;
using Saxaul.Bench;

switch (args)
{
    case ["apply-roster", .. var rest]:
        ApplyRosterBench.Run(rest is [var target] ? target : null);
        return 0;
    case ["screening"]:
        ScreeningBench.Run();
        return 0;
    case ["one-household", .. var rest]:
        OneHouseholdBench.Run(rest is [var oneServer] ? oneServer : null);
        return 0;
    default:
        Console.Error.WriteLine("""
            dotnet run --project bench/Saxaul.Bench -c Release -- WORK
              apply-roster [PostgreSQL connection string]
              screening
              one-household [PostgreSQL connection string]
            """);
        return 2;
}
