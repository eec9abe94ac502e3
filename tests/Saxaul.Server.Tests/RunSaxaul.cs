using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.Json.Nodes;

namespace Saxaul.Server.Tests;

/// <summary>Runs the program as somebody at a terminal does, on a database of one test's own.</summary>
internal sealed class RunSaxaul(string target)
{
    /// <summary>What a run left.</summary>
    /// <param name="Code">0 done, 1 refused, 2 wrong use.</param>
    public sealed record Outcome(int Code, string Output, string Errors)
    {
        /// <summary>The one JSON object on standard output.</summary>
        public JsonNode Json => JsonNode.Parse(Output)!;
    }

    public Outcome Of(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Saxaul.Server.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["SAXAUL_DB"] = target;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
