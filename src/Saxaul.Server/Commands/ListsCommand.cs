using System;
using System.CommandLine;
using System.Linq;

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
                foreach (var (field, labels) in list.Columns.Select(column => (column.Field, column.Labels))
                             .Concat(list.Registers.Select(registry.Register).SelectMany(register => register.Fields.Where(field => field.Words.Count > 0).Select(field => ($"{register.Register}.{field.Name}", field.Labels))
                                 .Concat(register.Spread is { } spread ? register.Field(spread.By).Choices.Select(choice => ($"{register.Register}.{choice.Code}", choice.Labels)) : []))))
                    Console.WriteLine($"  {field}\t{labels.In("zh")}\t{labels.In("en")}");
            }
            return 0;
        });
        return command;
    }
}
