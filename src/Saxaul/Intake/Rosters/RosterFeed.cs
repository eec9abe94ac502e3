using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Saxaul.Intake;

/// <summary>
/// Reads one roster's file into blocks of households on a thread of its own, a few blocks ahead of whoever applies them: memory stays flat, and reading and writing
/// go on at the same time.
/// </summary>
internal sealed class RosterFeed : IDisposable
{
    private const int BlocksAhead = 4;

    private readonly BlockingCollection<List<RosterHousehold>> blocks = new(BlocksAhead);
    private readonly CancellationTokenSource stop = new();
    private readonly OpenedFile file;
    private readonly Task reading;
    private bool disposed;

    /// <param name="file">The roster's file.</param>
    /// <param name="gather">Whether all its households are held until its last row.</param>
    public RosterFeed(OpenedFile file, bool gather)
    {
        this.file = file;
        Gathers = gather;
        reading = new Task(ReadFile, TaskCreationOptions.LongRunning);
    }

    public bool Gathers { get; }

    /// <summary>The file scatters a household's rows and must be read again, gathering; ask when the blocks are at an end.</summary>
    public bool IsScattered { get; private set; }

    /// <summary>Rows of data read; complete when the blocks are at an end.</summary>
    public int Rows { get; private set; }

    /// <summary>About how much of the file was read, 0 to 1.</summary>
    public double Share { get; private set; }

    /// <summary>Ends when the file was read, whether its blocks were taken or not.</summary>
    public Task Reading => reading;

    public RosterFeed Start()
    {
        if (!disposed)
            reading.Start(TaskScheduler.Default);
        return this;
    }

    /// <summary>The file's households, each number once.</summary>
    /// <exception cref="ProblemException">The file turns out to be damaged.</exception>
    public IEnumerable<List<RosterHousehold>> Blocks()
    {
        foreach (var block in blocks.GetConsumingEnumerable())
            yield return block;
        reading.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        stop.Cancel();
        try
        {
            if (reading.Status != TaskStatus.Created)
                reading.Wait();
        }
        catch (AggregateException)
        {
            // Whoever took the blocks has met it already, or did not want them.
        }
        blocks.Dispose();
        stop.Dispose();
    }

    private void ReadFile()
    {
        try
        {
            var block = new List<RosterHousehold>(ApplyRoster.BlockSize);
            foreach (var household in Households())
            {
                block.Add(household);
                if (block.Count < ApplyRoster.BlockSize)
                    continue;
                blocks.Add(block, stop.Token);
                block = new List<RosterHousehold>(ApplyRoster.BlockSize);
            }
            if (block.Count > 0)
                blocks.Add(block, stop.Token);
        }
        finally
        {
            blocks.CompleteAdding();
        }
    }

    private IEnumerable<RosterHousehold> Households()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var gathered = Gathers ? new Dictionary<string, HouseholdBuilder>(StringComparer.Ordinal) : null;
        var sheetsRead = 0;
        foreach (var sheet in file.Sheets)
        {
            var reader = new RosterReader(new RosterColumns(file.Shape, sheet.Form), sheet.Terms, seen, gathered);
            using var rows = new FormRows(file.Workbook, sheet.Form);
            foreach (var household in reader.Households(rows, row => Problem.HouseholdsMixed(file.Name, sheet.Form.Sheet.Name, row)))
            {
                Share = (sheetsRead + rows.Row.Share) / file.Sheets.Count;
                yield return household;
            }
            sheetsRead++;
            Rows += rows.DataRows;
            if (reader.IsScattered)
            {
                IsScattered = true;
                yield break;
            }
        }
        foreach (var builder in gathered?.Values ?? Enumerable.Empty<HouseholdBuilder>())
            yield return builder.Build();
    }
}
