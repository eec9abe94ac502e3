using System;
using System.CommandLine;
using Saxaul.Intake;

namespace Saxaul.Server.Commands;

/// <summary>saxaul lists: the lists that can be imported, with the fields that --column can name.</summary>
internal static class ListsCommand
{
    public static Command Create()
    {
        var command = new Command("lists", "List the kinds of lists and the fields their columns can be");
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            foreach (var list in registry.Lists)
            {
                Console.WriteLine($"{list.List}\t{list.Labels.In("zh")}\t{list.Labels.In("en")}");
                foreach (var (field, labels) in ListFields.Of(registry, list.List))
                    Console.WriteLine($"  {field}\t{labels.In("zh")}\t{labels.In("en")}");
            }
            return 0;
        });
        return command;
    }
}
