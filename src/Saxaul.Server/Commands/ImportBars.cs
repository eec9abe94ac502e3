using System;
using System.Collections.Generic;
using System.Threading;
using Saxaul.Intake;
using Spectre.Console;

namespace Saxaul.Server.Commands;

/// <summary>Shows on the terminal how far an import is, a bar a file, and lets Ctrl+C stop it; where standard error is no terminal it is silent until the end.</summary>
internal static class ImportBars
{
    /// <returns>What the import gave; null when it was stopped, which has been said then.</returns>
    public static ImportResult? Run(Func<IProgress<ImportProgress>?, CancellationToken, ImportResult> import)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler stopped = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += stopped;
        try
        {
            return Console.IsErrorRedirected ? import(null, stop.Token) : WithBars(import, stop.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("已停止。已经完成的文件保留；正在导入的文件一行也没有写入，可以重新运行。\nStopped. Files that were done stay; of the file it was at nothing was written, and the import can be run again.");
            return null;
        }
        finally
        {
            Console.CancelKeyPress -= stopped;
        }
    }

    private static ImportResult WithBars(Func<IProgress<ImportProgress>?, CancellationToken, ImportResult> import, CancellationToken stop)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var bars = new Bars(context);
                var result = import(bars, stop);
                bars.Finish();
                return result;
            });
    }

    private sealed class Bars(ProgressContext context) : IProgress<ImportProgress>
    {
        private readonly Dictionary<int, ProgressTask> tasks = [];

        public void Report(ImportProgress at)
        {
            if (!tasks.TryGetValue(at.Index, out var task))
            {
                Finish();
                tasks[at.Index] = task = context.AddTask("", maxValue: 1);
            }
            task.Description = Markup.Escape($"{at.Index + 1}/{at.Count} {at.File} {at.Rows:N0} 行 rows");
            task.Value = at.Share;
        }

        public void Finish()
        {
            foreach (var task in tasks.Values)
                task.Value = 1;
        }
    }
}
