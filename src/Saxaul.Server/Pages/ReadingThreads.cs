using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Saxaul.Server.Pages;

/// <summary>Threads on which pages read the database: it answers synchronously, and would otherwise hold up the threads that answer requests.</summary>
internal sealed class ReadingThreads : IDisposable
{
    private readonly BlockingCollection<Action> waiting = [];

    public ReadingThreads()
    {
        for (var i = 0; i < Math.Max(2, Environment.ProcessorCount); i++)
            new Thread(Work) { IsBackground = true, Name = "reading" }.Start();
    }

    public Task<T> Run<T>(Func<T> read)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add(() =>
        {
            try
            {
                done.SetResult(read());
            }
            catch (Exception failed)
            {
                done.SetException(failed);
            }
        });
        return done.Task;
    }

    private void Work()
    {
        foreach (var action in waiting.GetConsumingEnumerable())
            action();
    }

    public void Dispose() => waiting.CompleteAdding();
}
