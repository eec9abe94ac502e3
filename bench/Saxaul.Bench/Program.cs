using System;
using Saxaul.Bench;

switch (args)
{
    case ["apply-roster", .. var rest]:
        ApplyRosterBench.Run(rest is [var target] ? target : null);
        return 0;
    default:
        Console.Error.WriteLine("dotnet run --project bench/Saxaul.Bench -c Release -- apply-roster [PostgreSQL connection string]");
        return 2;
}
