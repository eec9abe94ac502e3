using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Saxaul.Journal;

/// <summary>
/// The rows of one session on their way to its connection, in the order they were given. A thread of its own writes them while the next are being thought about;
/// a session of a few rows never starts it. Between <see cref="Settle"/> and the next full chunk nobody but the caller touches the connection.
/// </summary>
internal sealed class RowQueue(Action<RowQueue.Row> write) : IDisposable
{
    private const int ChunkRows = 512, ChunksAhead = 12;

    private readonly object turn = new();
    private readonly Queue<List<Row>> chunks = [];
    private List<Row> filling = [];
    private Thread? thread;
    private ExceptionDispatchInfo? failure;
    private bool isWriting;
    private bool isStopped;

    /// <summary>A version to be written, or one of the current table to be taken out; or, without a table, a row of the journal.</summary>
    internal readonly record struct Row(VersionedTable? Table, int CountyKey, Version? Version, bool Out, object?[]? JournalRow);

    /// <summary>How many rows came this way.</summary>
    public int Passed { get; private set; }

    public void Add(in Row row)
    {
        Passed++;
        filling.Add(row);
        if (filling.Count < ChunkRows)
            return;
        lock (turn)
        {
            failure?.Throw();
            while (chunks.Count >= ChunksAhead && failure is null)
                Monitor.Wait(turn);
            chunks.Enqueue(filling);
            Monitor.PulseAll(turn);
        }
        filling = new List<Row>(ChunkRows);
        Start();
    }

    /// <summary>Returns once everything given so far is written.</summary>
    public void Settle()
    {
        if (thread is not null)
        {
            lock (turn)
            {
                while ((chunks.Count > 0 || isWriting) && failure is null)
                    Monitor.Wait(turn);
                failure?.Throw();
            }
        }
        foreach (var row in filling)
            write(row);
        filling.Clear();
    }

    /// <summary>Asks the connection something between two chunks, without waiting for the rows that are on their way.</summary>
    public T Between<T>(Func<T> ask)
    {
        lock (turn)
        {
            while (isWriting)
                Monitor.Wait(turn);
            return ask();
        }
    }

    /// <summary>Stops; what was not written yet never is.</summary>
    public void Dispose()
    {
        lock (turn)
        {
            isStopped = true;
            Monitor.PulseAll(turn);
        }
        thread?.Join();
    }

    private void Start()
    {
        if (thread is not null)
            return;
        thread = new Thread(Write) { IsBackground = true, Name = "Saxaul rows" };
        thread.Start();
    }

    private void Write()
    {
        while (Next() is { } chunk)
        {
            ExceptionDispatchInfo? failed = null;
            try
            {
                foreach (var row in chunk)
                    write(row);
            }
            catch (Exception met)
            {
                failed = ExceptionDispatchInfo.Capture(met);
            }
            lock (turn)
            {
                // Whoever gives the next row, or settles, meets it.
                failure = failed;
                isWriting = false;
                Monitor.PulseAll(turn);
            }
        }
    }

    private List<Row>? Next()
    {
        lock (turn)
        {
            while (chunks.Count == 0 && !isStopped)
                Monitor.Wait(turn);
            if (isStopped || failure is not null)
                return null;
            isWriting = true;
            var chunk = chunks.Dequeue();
            Monitor.PulseAll(turn);
            return chunk;
        }
    }
}
