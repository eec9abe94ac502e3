using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Saxaul.Tests;
using Saxaul.Tests.Databases;

namespace Saxaul.Server.Tests;

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">0 done, 1 refused with a reason, 2 wrong use; 137 killed.</param>
internal sealed record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>The one JSON object on standard output.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The built executable, run as an office runs it: a process of its own for each command, on the database of one test.</summary>
/// <param name="account">The account that runs it, for which this one has to be root; null for this one.</param>
internal sealed class SaxaulProcess(TestDatabase database, int? account = null)
{
    /// <summary>The executable beside this test's own output: artifacts/bin/Saxaul.Server/release.</summary>
    private static readonly string Built =
        Path.Combine(AppContext.BaseDirectory.Replace("Saxaul.Server.Tests", "Saxaul.Server", StringComparison.Ordinal), "Saxaul.Server.dll");

    private readonly StringBuilder everythingSaid = new();

    /// <summary>What all commands wrote to standard output and standard error.</summary>
    public string EverythingSaid => everythingSaid.ToString();

    public Ran Run(params string[] arguments) => Start(arguments).End();

    public Running Start(params string[] arguments) => new(this, arguments);

    /// <summary>A command under way.</summary>
    internal sealed class Running
    {
        private readonly SaxaulProcess owner;
        private readonly Process process;
        private readonly Task<string> output;
        private readonly Task<string> error;

        public Running(SaxaulProcess owner, IEnumerable<string> arguments)
        {
            this.owner = owner;
            string[] command = [.. owner.As, "dotnet", Built, .. arguments];
            var start = new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8, WorkingDirectory = owner.Folder,
            };
            start.Environment["SAXAUL_DB"] = owner.Target;
            start.Environment["SAXAUL_KEY_FILE"] = owner.KeyFile;
            process = Process.Start(start)!;
            output = process.StandardOutput.ReadToEndAsync();
            error = process.StandardError.ReadToEndAsync();
        }

        public Ran End()
        {
            process.WaitForExit();
            return Ended();
        }

        /// <summary>kill -9 after so long, unless it has ended by then.</summary>
        public Ran KilledAfter(TimeSpan moment)
        {
            if (!process.WaitForExit(moment))
                process.Kill();
            process.WaitForExit();
            return Ended();
        }

        private Ran Ended()
        {
            var ran = new Ran(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
            process.Dispose();
            RunOutput.Keep("commands", ran.Output);
            RunOutput.Keep("commands", ran.Error);
            lock (owner.everythingSaid)
                owner.everythingSaid.Append(ran.Output).Append(ran.Error);
            return ran;
        }
    }

    /// <summary>Whether this account can run the program as another one.</summary>
    public static bool CanBe(int account) => Tool([.. Becoming(account), "test", "-r", Built]) == 0;

    /// <summary>Runs a tool of the system.</summary>
    /// <returns>Its exit code.</returns>
    public static int Tool(params string[] command)
    {
        using var tool = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        tool.WaitForExit();
        return tool.ExitCode;
    }

    private static string[] Becoming(int account) => ["setpriv", $"--reuid={account}", $"--regid={account}", "--clear-groups"];

    private string[] As => account is { } other ? Becoming(other) : [];

    private string Target => database.Target;

    private string KeyFile => database.KeyFile;

    private string Folder => database.Folder;
}
