using System;
using System.CommandLine;
using Saxaul.Database;

namespace Saxaul.Server.Commands;

/// <summary>saxaul restore FILE: puts a backup in the registry's place once its journal was checked.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "a file that saxaul backup wrote" };
        var replace = new Option<bool>("--replace") { Description = "put it in the place of the registry that is there, which is kept under another name" };
        var command = new Command("restore", "Put a backup in the registry's place") { file, replace };
        command.SetAction(parsed =>
        {
            var aside = Restore.Run(parsed.GetValue(file)!, CommandLine.Target(parsed), CommandLine.Operator, parsed.GetValue(replace));
            Console.Error.WriteLine("已恢复，日志核对无误。\nRestored; its journal is whole.");
            if (aside is not null)
                Console.Error.WriteLine($"原来的数据保留在：{aside}\nWhat was there is kept as {aside}");
            return 0;
        });
        return command;
    }
}
