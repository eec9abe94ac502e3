using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;

namespace Saxaul.Bench;

/// <summary>The built product serving pages, in a process of its own.</summary>
internal static partial class Served
{
    /// <param name="arguments">A command that serves, without its addresses.</param>
    /// <param name="registry">The registry's file; null where the command says it.</param>
    /// <param name="address">Where it answers.</param>
    public static Process Start(IReadOnlyList<string> arguments, string? registry, out string address)
    {
        var built = Path.Combine(AppContext.BaseDirectory.Replace("Saxaul.Bench", "Saxaul.Server", StringComparison.Ordinal), "Saxaul.Server.dll");
        var start = new ProcessStartInfo("dotnet", [built, .. arguments, "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true };
        if (registry is not null)
            start.Environment["SAXAUL_DB"] = registry;
        var server = Process.Start(start)!;
        while (server.StandardError.ReadLine() is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
            {
                address = found.Value;
                _ = server.StandardError.ReadToEndAsync();
                return server;
            }
        }
        throw new InvalidOperationException("The server did not start; is it built (dotnet build src/Saxaul.Server -c Release)?");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex Address();
}
