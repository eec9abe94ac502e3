using System;
using System.CommandLine;
using Saxaul.Database;

namespace Saxaul.Server.Commands;

/// <summary>saxaul backup FILE: a whole copy while others go on working.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "where the copy goes; must not exist" };
        var command = new Command("backup", "Copy the whole registry to one file, without its keys") { file };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            BackUp.Run(registry, CommandLine.Who(parsed, registry), parsed.GetValue(file)!);
            Console.Error.WriteLine("备份完成。密钥文件不在备份中：请另外保存一份，与备份分开存放；没有它，证件号码和电话无法恢复。\nThe copy is made. The key file is not in it: keep a copy of it apart from the backup; without it document numbers and telephones cannot be read again.");
            return 0;
        });
        return command;
    }
}
