using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Saxaul.Server.Pages;

/// <summary>Threads on which pages use the database: it answers synchronously, and would otherwise hold up the threads that answer requests.</summary>
internal abstract class DatabaseThreads : IDisposable
{
    private readonly BlockingCollection<Action> waiting = [];

    protected DatabaseThreads(int count, string name)
    {
        for (var i = 0; i < count; i++)
            new Thread(Work) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>How much waits for a thread.</summary>
    public int Waiting => waiting.Count;

    /// <param name="stop">Of whoever waits. Work that has not begun by then is left undone; what has begun is brought to its end, so that nobody is told wrongly that nothing was changed.</param>
    /// <exception cref="ProblemException"><see cref="Problem.TookTooLong"/> when it was left undone.</exception>
    public Task<T> Run<T>(Func<T> read, CancellationToken stop = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var settled = 0;
        var leaving = stop.Register(() =>
        {
            if (Interlocked.Exchange(ref settled, 1) == 0)
                done.SetException(new ProblemException(Problem.TookTooLong()));
        });
        waiting.Add(() =>
        {
            if (Interlocked.Exchange(ref settled, 1) != 0)
                return;
            leaving.Dispose();
            try
            {
                done.SetResult(read());
            }
            catch (Exception failed)
            {
                done.SetException(failed);
            }
        }, CancellationToken.None);
        return done.Task;
    }

    private void Work()
    {
        foreach (var action in waiting.GetConsumingEnumerable())
            action();
    }

    public void Dispose() => waiting.CompleteAdding();
}

/// <summary>Those that read.</summary>
internal sealed class ReadingThreads() : DatabaseThreads(Math.Max(2, Environment.ProcessorCount), "reading");

/// <summary>Those that change something: they may wait for somebody's import, and nobody who reads waits behind them.</summary>
internal sealed class WritingThreads() : DatabaseThreads(2, "writing");
