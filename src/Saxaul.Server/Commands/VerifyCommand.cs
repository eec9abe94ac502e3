using System;
using System.CommandLine;
using System.Linq;
using Saxaul.Journal;

namespace Saxaul.Server.Commands;

/// <summary>saxaul verify: the journal and every total; exit 1 and the first bad entries on tampering.</summary>
internal static class VerifyCommand
{
    private const int MostShown = 20;

    public static Command Create()
    {
        var command = new Command("verify", "Check the journal and every total");
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var problems = Verify.Run(registry, CommandLine.Who(parsed, registry), Console.IsErrorRedirected ? null : new Line()).Take(MostShown + 1).ToList();
            Line.Clear();
            if (problems.Count == 0)
            {
                Console.Error.WriteLine("数据完整，没有改动。\nEverything is whole; nothing was changed.");
                return 0;
            }
            foreach (var problem in problems.Take(MostShown))
                Console.WriteLine($"{problem.Zh}\n{problem.En} [{problem.Number}]");
            if (problems.Count > MostShown)
                Console.WriteLine("还有更多问题，未一一列出。\nThere is more; not all is listed.");
            return 1;
        });
        return command;
    }

    /// <summary>How far it is, in both languages on one short line.</summary>
    internal static string Say(VerifyProgress at) => at.CountyKey == 0
        ? $"县级以上 Office: {at.Entry} / {at.Entries}"
        : $"县 County {at.CountyKey}: {at.Entry} / {at.Entries}";

    /// <summary>One line on the terminal that says how far it is.</summary>
    private sealed class Line : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => Console.Error.Write($"\r{Say(value)} ");

        public static void Clear()
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write("\r\u001b[K");
        }
    }
}
