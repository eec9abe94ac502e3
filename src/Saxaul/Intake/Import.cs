using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>How files are to be read and applied.</summary>
public sealed record ImportOptions
{
    /// <summary>The day from which they hold where a file does not say; today when left out.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Reads and compares everything, writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The kind of list, where a file fits several.</summary>
    public string? Kind { get; init; }

    /// <summary>What headings mean that nobody knows: heading to field, or to <see cref="Layout.Ignore"/>; remembered for the next time.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Stops the import between two blocks of households.</summary>
    public CancellationToken Stop { get; init; }
}

/// <summary>What an import did.</summary>
/// <param name="BatchId">Under which it can be undone; null when nothing was written.</param>
/// <param name="Files">One report a file, in the order given.</param>
/// <param name="Touched">The households whose figures may have changed, by county.</param>
public sealed record ImportResult(long? BatchId, IReadOnlyList<FileReport> Files, IReadOnlyDictionary<int, IReadOnlySet<long>> Touched);

/// <summary>
/// Takes in handed-over files: opens and recognises all, then applies rosters before departments' lists, each file in one transaction. A refused file takes nothing
/// from the others; a killed import leaves whole files and can be run again.
/// </summary>
/// <example><code>
/// var result = new Import(registry, actor, new ImportOptions { On = new DateOnly(2020, 4, 1) }).Run(["652902-库车市-户信息.xlsx"]);
/// </code></example>
public sealed class Import(Registry registry, Actor actor, ImportOptions options)
{
    private readonly Dictionary<int, HashSet<long>> touched = [];

    /// <exception cref="ProblemException"><see cref="Problem.NoAreas"/>, <see cref="Problem.NotAllowed"/>, <see cref="Problem.UnknownField"/>. What is wrong with one file is in its report.</exception>
    /// <exception cref="OperationCanceledException">It was stopped: files applied before that stay, nothing is taken of the one it was at.</exception>
    public ImportResult Run(IReadOnlyList<string> paths, IProgress<ImportProgress>? progress = null)
    {
        if (!actor.MaySomewhere(Right.WriteHouseholds))
            throw new ProblemException(Problem.NotAllowed(Right.WriteHouseholds));
        var counties = Gazetteer.ReadCounties(registry.Database);
        if (counties.Counties.Count == 0)
            throw new ProblemException(Problem.NoAreas());
        var layout = RememberedHeadings.Read(registry, options.Columns);
        var reports = new FileReport?[paths.Count];
        var opened = new List<(int Index, OpenedFile File)>();
        try
        {
            Open(paths, layout, reports, opened);
            var (batchId, fileIds) = options.DryRun || opened.Count == 0 ? (0, [.. opened.Select(_ => 0L)]) : HandedFiles.Begin(registry, actor, opened[0].File.On, [.. opened.Select(one => one.File)]);
            if (!options.DryRun)
                RememberedHeadings.Remember(registry, actor, options.Columns);
            using var feeds = new FeedsAhead([.. opened.Select(one => one.File).Where(file => file.IsRoster)]);
            for (var i = 0; i < opened.Count; i++)
            {
                options.Stop.ThrowIfCancellationRequested();
                var (index, file) = opened[i];
                reports[index] = Guard(file.Name, file.Shape.Definition.List, () => Apply(file, counties, feeds, batchId, fileIds[i],
                    (rows, share) =>
                    {
                        options.Stop.ThrowIfCancellationRequested();
                        progress?.Report(new ImportProgress(file.Name, i, opened.Count, rows, share));
                    }));
            }
            return new ImportResult(batchId == 0 ? null : batchId, reports!, touched.ToDictionary(county => county.Key, county => (IReadOnlySet<long>)county.Value));
        }
        finally
        {
            foreach (var (_, file) in opened)
                file.Dispose();
        }
    }

    /// <summary>Opens and recognises every file before anything is written; those applied before are done with.</summary>
    private void Open(IReadOnlyList<string> paths, Layout layout, FileReport?[] reports, List<(int Index, OpenedFile File)> opened)
    {
        var open = new OpenFile(registry, layout, options.On, options.Kind);
        Parallel.For(0, paths.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = options.Stop }, i =>
        {
            reports[i] = Guard(Path.GetFileName(paths[i]), null, () =>
            {
                var file = open.At(paths[i]);
                if (HandedFiles.AppliedBefore(registry.Database, file) is { } before)
                {
                    file.Dispose();
                    return before with { File = file.Name };
                }
                lock (opened)
                    opened.Add((i, file));
                return null;
            });
        });
        opened.Sort((one, other) => (one.File.IsRoster ? 0 : 1, one.Index).CompareTo((other.File.IsRoster ? 0 : 1, other.Index)));
    }

    private FileReport Apply(OpenedFile file, Gazetteer counties, FeedsAhead feeds, long batchId, long fileId, Action<int, double> progress)
    {
        if (!file.IsRoster)
            return ApplyList(file, counties, batchId, fileId);
        var roster = new ImportRoster(registry, file, counties, batchId, fileId, progress);
        var lockFirst = new SortedSet<int>();
        var feed = feeds.Of(file);
        while (true)
        {
            using (feed)
            using (var session = registry.Write(actor))
            {
                if (roster.Run(session, feed, lockFirst))
                    return Finish(session, file, fileId, Report(file, roster), roster.Outcomes.Values.SelectMany(county => county.Found), roster.Outcomes.ToDictionary(county => county.Key, county => county.Value.Changed));
            }
            feed = new RosterFeed(file, gather: feed.IsScattered || feed.Gathers).Start();
        }
    }

    private FileReport ApplyList(OpenedFile file, Gazetteer counties, long batchId, long fileId)
    {
        using var session = registry.Write(actor);
        var list = new ImportList(registry, session, file, counties, batchId, fileId);
        var report = list.Run();
        return Finish(session, file, fileId, report, list.Found, list.Touched);
    }

    private FileReport Finish(WriteSession session, OpenedFile file, long fileId, FileReport report, IEnumerable<ListedFinding> found, IReadOnlyDictionary<int, List<long>> changed)
    {
        if (options.DryRun)
            return report;
        report = report with { FileId = fileId, Found = new FileFindings(fileId, file.Name, [.. found.Select(new ColumnsRead(file.ColumnsRead).Locate)]) };
        HandedFiles.Keep(session, fileId, file, report);
        session.Commit();
        foreach (var (countyKey, households) in changed.Where(county => county.Value.Count > 0))
        {
            if (!touched.TryGetValue(countyKey, out var all))
                touched[countyKey] = all = [];
            all.UnionWith(households);
        }
        return report;
    }

    private static FileReport Report(OpenedFile file, ImportRoster roster)
    {
        var outcomes = roster.Outcomes.Values;
        return new FileReport
        {
            File = file.Name,
            Kind = file.Shape.Definition.List,
            Rows = roster.Rows,
            Households = outcomes.Sum(outcome => outcome.Households),
            Persons = outcomes.Sum(outcome => outcome.Persons),
            Held = new HeldCount(outcomes.Sum(outcome => outcome.HeldHouseholds), outcomes.Sum(outcome => outcome.HeldPersons)),
            Findings = new SortedDictionary<string, int>(outcomes.SelectMany(outcome => outcome.Findings).GroupBy(kind => kind.Key).ToDictionary(kind => kind.Key, kind => kind.Sum(one => one.Value)), StringComparer.Ordinal),
            Changed = outcomes.Sum(outcome => outcome.Changed.Count),
            UnknownColumns = file.UnknownColumns,
            Notes = file.AllNotes,
        };
    }

    /// <summary>A file that is refused, at whatever point, is reported; the others go on.</summary>
    private static FileReport? Guard(string name, string? kind, Func<FileReport?> work)
    {
        try
        {
            return work();
        }
        catch (ProblemException refused)
        {
            return new FileReport { File = name, Kind = kind, Refused = refused.Problem };
        }
    }
}

/// <summary>The rosters of one import, read one after the other and each a few blocks ahead: the next file is being read while the last blocks of one are applied.</summary>
internal sealed class FeedsAhead : IDisposable
{
    private readonly List<(OpenedFile File, RosterFeed Feed)> feeds;
    private int started;

    public FeedsAhead(IReadOnlyList<OpenedFile> files)
    {
        feeds = [.. files.Select(file => (file, new RosterFeed(file, gather: false)))];
        StartNext();
    }

    public RosterFeed Of(OpenedFile file) => feeds.First(feed => ReferenceEquals(feed.File, file)).Feed;

    public void Dispose()
    {
        foreach (var (_, feed) in feeds)
            feed.Dispose();
    }

    private void StartNext()
    {
        if (started >= feeds.Count)
            return;
        var feed = feeds[started++].Feed.Start();
        feed.Reading.ContinueWith(_ => StartNext(), TaskScheduler.Default);
    }
}
