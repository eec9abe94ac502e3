using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using Saxaul.Database;
using Microsoft.Extensions.Logging;
using Saxaul.Intake;

namespace Saxaul.Server.Pages;

/// <summary>How far a piece of long work is.</summary>
public enum WorkState
{
    Waiting,
    Running,
    Done,
    Stopped,
    Refused,
}

/// <summary>What is done in the background.</summary>
public enum WorkKind
{
    Compare,
    Apply,
    Undo,
    Practise,
    Clock,
}

/// <summary>A piece of long work. Pages of any request read it while it goes on.</summary>
/// <param name="number">In the order in which they were begun.</param>
public sealed class LongWork(string key, WorkKind kind, long number) : IProgress<ImportProgress>
{
    private readonly ConcurrentDictionary<int, ImportProgress> files = new();

    /// <summary>What it is about, such as an upload; there is one work about a thing at a time.</summary>
    public string Key => key;

    public WorkKind Kind => kind;

    public long Number => number;

    public WorkState State { get; set; }

    /// <summary>Whether everything else is done and the warnings are being brought in step.</summary>
    public bool Warnings { get; set; }

    /// <summary>Why it was refused.</summary>
    public Problem? Problem { get; set; }

    /// <summary>What an undo gave.</summary>
    public UndoResult? Undone { get; set; }

    /// <summary>Who asked for it; null for the program itself.</summary>
    public string? By { get; init; }

    public CancellationTokenSource Stop { get; } = new();

    public bool IsUnderWay => State is WorkState.Waiting or WorkState.Running;

    /// <summary>The files begun so far, in order; all but the last are done.</summary>
    public IReadOnlyList<ImportProgress> Files => [.. files.OrderBy(file => file.Key).Select(file => file.Value)];

    public void Report(ImportProgress value) => files[value.Index] = value;
}

/// <summary>Long work on one registry, one piece after the other on a thread of its own: who asks for it gets a page that shows how far it is, and may close the browser meanwhile.</summary>
internal sealed partial class LongWorks : IDisposable
{
    /// <summary>How many that have ended are remembered, for the pages about them.</summary>
    private const int MostEnded = 100;

    /// <summary>How many one user may have under way, so that nobody's stand before everybody else's.</summary>
    public const int MostOfOne = 10;

    private readonly BlockingCollection<(LongWork Work, Action<LongWork> Do)> queue = [];
    private readonly ConcurrentDictionary<string, LongWork> works = new();
    private readonly Thread thread;
    private readonly ILogger log;
    private long begun;

    public LongWorks(ILogger log)
    {
        this.log = log;
        thread = new Thread(Run) { IsBackground = true, Name = "long work" };
        thread.Start();
    }

    /// <summary>How many wait behind the one that goes on.</summary>
    public int Waiting => queue.Count;

    /// <summary>The last work about a thing; null when this process has done none, or many others since.</summary>
    public LongWork? Of(string key) => works.GetValueOrDefault(key);

    /// <summary>Begins a work, unless one about the same thing is under way: then that goes on.</summary>
    /// <param name="by">Who asks for it; null for the program itself.</param>
    /// <exception cref="ProblemException"><see cref="Problem.TooMuchWaiting"/></exception>
    public LongWork Begin(string key, WorkKind kind, Action<LongWork> work, string? by = null)
    {
        lock (works)
        {
            if (Of(key) is { IsUnderWay: true } known)
                return known;
            if (by is not null && works.Values.Count(one => one.IsUnderWay && one.By == by) >= MostOfOne)
                throw new ProblemException(Problem.TooMuchWaiting(MostOfOne));
            foreach (var ended in works.Values.Where(one => !one.IsUnderWay).OrderByDescending(one => one.Number).Skip(MostEnded).ToList())
                works.TryRemove(ended.Key, out _);
            var added = works[key] = new LongWork(key, kind, ++begun) { By = by };
            queue.Add((added, work));
            return added;
        }
    }

    private void Run()
    {
        foreach (var (work, action) in queue.GetConsumingEnumerable())
            Run(work, action);
    }

    private void Run(LongWork work, Action<LongWork> action)
    {
        try
        {
            work.Stop.Token.ThrowIfCancellationRequested();
            work.State = WorkState.Running;
            action(work);
            work.State = WorkState.Done;
        }
        catch (OperationCanceledException)
        {
            work.State = WorkState.Stopped;
        }
        catch (Exception refused)
        {
            work.Problem = refused switch
            {
                ProblemException problem => problem.Problem,
                DbException failed => DatabaseFailure.Of(failed),
                _ => Unexpected(refused),
            };
            work.State = WorkState.Refused;
        }
    }

    /// <summary>As <see cref="SafeAnswer"/> does: where it failed goes to the log, what was said does not.</summary>
    private Problem Unexpected(Exception failed)
    {
        var reference = Guid.NewGuid().ToString("n")[..8];
        Failed(log, reference, failed.GetType().FullName, failed.StackTrace);
        return Problem.Unexpected(reference);
    }

    [LoggerMessage(LogLevel.Error, "Failed {Reference}: {Type}\n{Stack}")]
    private static partial void Failed(ILogger log, string reference, string? type, string? stack);

    /// <summary>Stops everything and waits until the one that was going on has ended: whole files stay.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        foreach (var work in works.Values)
            work.Stop.Cancel();
        thread.Join();
        queue.Dispose();
    }
}
