using System;
using System.CommandLine;
using System.Linq;
using Saxaul.Journal;

namespace Saxaul.Server.Commands;

/// <summary>saxaul verify: the journal and every total; exit 1 and the first bad entry on tampering.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Check the journal and every total");
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            if (Verify.Run(registry, CommandLine.Operator).FirstOrDefault() is not { } problem)
            {
                Console.Error.WriteLine("数据完整,没有改动。\nEverything is whole; nothing was changed.");
                return 0;
            }
            Console.WriteLine($"{problem.Zh}\n{problem.En}");
            return 1;
        });
        return command;
    }
}
