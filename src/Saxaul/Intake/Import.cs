using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;
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

    /// <summary>What headings mean that nobody knows: heading to field, or to <see cref="Layout.Ignore"/>; remembered for the next time. <see cref="Layout.Forget"/> takes an answer back.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>The registry that counts the numbers which lists try: the real one, also where somebody practises on a copy, for the people in it are real. The one imported into when left out.</summary>
    public Registry? Counted { get; init; }

    /// <summary>Stops the import between two blocks of households.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>A file of answers for places that no list knows (township, written, code); they hold before any row is applied, and for the next lists.</summary>
    public string? Places { get; init; }
}

/// <summary>What an import did.</summary>
/// <param name="BatchId">Under which it can be undone; null when nothing was written.</param>
/// <param name="Files">One report a file, in the order given.</param>
/// <param name="Touched">The households whose figures may have changed, by county.</param>
/// <param name="Released">Households that had waited for one of the answers about places.</param>
public sealed record ImportResult(long? BatchId, IReadOnlyList<FileReport> Files, IReadOnlyDictionary<int, IReadOnlySet<long>> Touched, int Released);

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
    private readonly TriedNumbers tried = new();
    private int released;

    /// <summary>The one transaction of a dry run, which is never committed: a list is compared with what the roster before it would have brought.</summary>
    private readonly KnownNumbers numbers = new();
    private WriteSession? rehearsal;

    /// <exception cref="ProblemException"><see cref="Problem.NoAreas"/>, <see cref="Problem.NotAllowed"/>, <see cref="Problem.UnknownField"/>, and 2040 to 2045 for the answers about places: nothing
    /// was written then. What is wrong with one file is in its report.</exception>
    /// <exception cref="OperationCanceledException">It was stopped: files applied before that stay, nothing is taken of the one it was at.</exception>
    [OverloadResolutionPriority(1)]
    public ImportResult Run(IReadOnlyList<string> paths, IProgress<ImportProgress>? progress = null) => Run([.. paths.Select(GivenFile.At)], progress);

    /// <summary>The same for files that need not lie on a disk.</summary>
    public ImportResult Run(IReadOnlyList<GivenFile> files, IProgress<ImportProgress>? progress = null)
    {
        var whole = RunWhole(files, progress);
        var result = whole with { Files = [.. whole.Files.Select(report => report.ToldTo(actor))] };
        return result.Files.All(IsTold) ? result
            : result with { Files = [.. result.Files.Select(report => IsTold(report) ? report : report.OfTheFileAlone())], Touched = new Dictionary<int, IReadOnlySet<long>>(), Released = 0 };
    }

    private bool IsTold(FileReport report) => actor.IsToldOfRows(report.Kind);

    /// <summary>With all that became of it, also when whoever hands it in is told of their file alone; that they did is written down then, before anybody is told anything.</summary>
    internal ImportResult RunWhole(IReadOnlyList<GivenFile> files, IProgress<ImportProgress>? progress = null)
    {
        var result = Take(files, progress);
        SentList.Keep(registry.Database, actor, options.DryRun, result.BatchId, [.. result.Files.Where(report => report.Kind is not null && !IsTold(report))]);
        return Counted(result);
    }

    /// <summary>Counts what lists tried of numbers, when the import's own transaction is over; above a day's measure nothing is told of a comparison. What was applied is entered, with a name.</summary>
    private ImportResult Counted(ImportResult result) =>
        (tried.Count > 0 || tried.Listed.Count > 0) && Numbers.Count(tried.Count, tried.Listed) is { } most && options.DryRun
            ? result with { Files = [.. result.Files.Select(report => SearchesNumbers(report.Kind) ? new FileReport { File = report.File, Kind = report.Kind, Look = report.Look, Refused = Problem.TooManyNumbersInList(most) } : report)] } : result;

    private NumbersTried Numbers => new(options.Counted ?? registry, actor);

    /// <summary>Whether it is a list of people, and the actor is told what became of each.</summary>
    private bool SearchesNumbers(string? kind) => actor.IsToldOfRows(kind) && registry.Lists.Any(list => list.List == kind && list.About != ListAbout.Area);

    /// <summary>Once they are used up: also of numbers that agree, or what is refused would be the answer.</summary>
    private void RequireNumbersLeft(string kind)
    {
        if (options.DryRun && SearchesNumbers(kind) && Numbers.UsedUp() is { } most)
            throw new ProblemException(Problem.TooManyNumbersInList(most));
    }

    private ImportResult Take(IReadOnlyList<GivenFile> files, IProgress<ImportProgress>? progress)
    {
        actor.RequireSomewhere(Right.HandInLists);
        var counties = Gazetteer.ReadCounties(registry.Database);
        if (counties.Counties.Count == 0)
            throw new ProblemException(Problem.NoAreas());
        if (!options.DryRun && actor.MaySomewhere(Right.WriteHouseholds))
            ExpireLeads.Run(registry, actor);
        var layout = RememberedHeadings.Read(registry, actor, options.Columns);
        var answers = options.Places is null ? null : PlaceAnswers.Read(options.Places);
        var reports = new FileReport?[files.Count];
        var opened = new List<(int Index, OpenedFile File)>();
        try
        {
            if (!options.DryRun)
                RememberedHeadings.Remember(registry, actor, options.Columns);
            Answer(answers, counties);
            var looks = Open(files, layout, reports, opened);
            var batchId = Apply(opened, reports, counties, answers, progress);
            return new ImportResult(batchId, [.. reports.Select((report, i) => report! with { Look = looks[i] })], touched.ToDictionary(county => county.Key, county => (IReadOnlySet<long>)county.Value), released);
        }
        finally
        {
            rehearsal?.Dispose();
            foreach (var (_, file) in opened)
                file.Dispose();
        }
    }

    /// <summary>Answers hold before any row is read; a dry run considers them in its own transaction, and keeps nothing.</summary>
    private void Answer(PlaceAnswers? answers, Gazetteer counties)
    {
        if (options.DryRun)
        {
            rehearsal?.Dispose();
            rehearsal = registry.Write(actor);
            foreach (var countyKey in counties.Counties.Select(county => county.CountyKey).Order().Prepend(HandedFiles.Office))
                rehearsal.HeightOf(countyKey);
        }
        released = 0;
        if (answers is null)
            return;
        InSession(session =>
        {
            var households = answers.Apply(session, counties);
            released = households.Values.Sum(county => county.Count);
            if (options.DryRun)
                return released;
            session.Commit();
            foreach (var (countyKey, ids) in households)
                Touch(countyKey, ids);
            return released;
        });
    }

    private T InSession<T>(Func<WriteSession, T> work, string? list = null)
    {
        if (rehearsal is not null)
        {
            rehearsal.List = list;
            return work(rehearsal);
        }
        using var session = registry.Write(actor);
        session.List = list;
        return work(session);
    }

    private long? Apply(List<(int Index, OpenedFile File)> opened, FileReport?[] reports, Gazetteer counties, PlaceAnswers? answers, IProgress<ImportProgress>? progress)
    {
        var writes = !options.DryRun && opened.Count > 0;
        var (batchId, fileIds) = writes ? HandedFiles.Begin(registry, actor, opened[0].File.On, [.. opened.Select(one => one.File)]) : (0, [.. opened.Select(_ => 0L)]);
        using var feeds = new FeedsAhead([.. opened.Select(one => one.File).Where(file => file.IsRoster)], gather: options.DryRun);
        for (var i = 0; i < opened.Count; i++)
        {
            options.Stop.ThrowIfCancellationRequested();
            var (index, file) = opened[i];
            progress?.Report(new ImportProgress(file.Name, i, opened.Count, 0, 0));
            using var span = Measures.Begin("import", file.Shape.Definition.List);
            var began = Stopwatch.GetTimestamp();
            reports[index] = Guard(file.Name, file.Shape.Definition.List, () => Apply(file, counties, feeds, batchId, fileIds[i],
                (rows, share) =>
                {
                    options.Stop.ThrowIfCancellationRequested();
                    progress?.Report(new ImportProgress(file.Name, i, opened.Count, rows, share));
                }));
            Measures.Imported(file.Shape.Definition.List, Stopwatch.GetElapsedTime(began), options.DryRun, reports[index]!.Refused?.Number);
            // What a refused file had begun to change is no longer there for the next one.
            if (options.DryRun && reports[index]!.Refused is not null)
                Answer(answers, counties);
        }
        if (!writes)
            return null;
        foreach (var ((index, _), fileId) in opened.Zip(fileIds).Where(one => reports[one.First.Index]!.Refused is not null))
            HandedFiles.Refuse(registry, actor, fileId, reports[index]!);
        if (opened.Exists(one => reports[one.Index]!.Refused is null))
            return batchId;
        HandedFiles.Forget(registry, actor, batchId);
        return null;
    }

    /// <summary>Opens and recognises every file before anything is written; those applied before are done with.</summary>
    /// <returns>What each was taken for.</returns>
    private FileLook?[] Open(IReadOnlyList<GivenFile> files, Layout layout, FileReport?[] reports, List<(int Index, OpenedFile File)> opened)
    {
        var looks = new FileLook?[files.Count];
        var open = new OpenFile(registry, layout, options.On, options.Kind);
        Parallel.For(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = options.Stop }, i =>
        {
            reports[i] = Guard(files[i].Name, null, () =>
            {
                var file = open.At(files[i], look => looks[i] = look);
                if (!actor.MayHandIn(file.Shape.Definition.List))
                {
                    var labels = file.Shape.Definition.Labels;
                    file.Dispose();
                    throw new ProblemException(Problem.NotYourList(labels));
                }
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
        return looks;
    }

    private FileReport Apply(OpenedFile file, Gazetteer counties, FeedsAhead feeds, long batchId, long fileId, Action<int, double> progress)
    {
        if (!file.IsRoster)
            return ApplyList(file, counties, batchId, fileId);
        var roster = new ImportRoster(registry, file, counties, batchId, fileId, numbers, progress);
        var counts = SearchesNumbers(file.Shape.Definition.List);
        // A dry run has locked all counties already, and cannot begin anew.
        var lockFirst = options.DryRun ? new SortedSet<int>(counties.Counties.Select(county => county.CountyKey)) : [];
        var feed = feeds.Of(file);
        while (true)
        {
            using (feed)
            {
                RequireNumbersLeft(file.Shape.Definition.List);
                if (InSession(session =>
                    {
                        var compare = Watch(session);
                        return roster.Run(session, feed, lockFirst)
                            ? Finish(session, file, batchId, fileId, Report(file, roster) with { Comparison = compare?.Finish(roster.Outcomes.Select(county => (county.Key, (IReadOnlyCollection<long>)county.Value.Held))) },
                                roster.Outcomes.Values.SelectMany(county => county.Found), roster.Outcomes.ToDictionary(county => county.Key, county => county.Value.Changed)) : null;
                    }, file.Shape.Definition.List) is { } report)
                {
                    foreach (var county in counts ? roster.Outcomes.Values : [])
                        tried.Include(county.Tried);
                    return report;
                }
            }
            feed = new RosterFeed(file, gather: feed.IsScattered || feed.Gathers).Start();
        }
    }

    private FileReport ApplyList(OpenedFile file, Gazetteer counties, long batchId, long fileId)
    {
        RequireNumbersLeft(file.Shape.Definition.List);
        ImportList? list = null;
        try
        {
            return InSession(session =>
            {
                list = new ImportList(registry, session, file, counties, batchId, fileId);
                var compare = Watch(session);
                var report = list.Run();
                report = report with { Comparison = compare?.Finish([]) };
                return Finish(session, file, batchId, fileId, report, list.Found, list.Touched);
            }, file.Shape.Definition.List);
        }
        finally
        {
            // A refusal, too, may say which row nobody is known of.
            if (list is not null)
                tried.Include(list.Tried);
        }
    }

    /// <summary>In a dry run, whoever notes what it changes.</summary>
    private Compare? Watch(WriteSession session)
    {
        var compare = options.DryRun ? new Compare(registry, session) : null;
        compare?.Watch();
        return compare;
    }

    private FileReport Finish(WriteSession session, OpenedFile file, long batchId, long fileId, FileReport report, IEnumerable<FindingInFile> found, IReadOnlyDictionary<int, List<long>> changed)
    {
        if (options.DryRun)
            return report;
        report = report with { FileId = fileId, Found = new FileFindings(fileId, file.Name, [.. found.Select(new ColumnsRead(file.ColumnsRead).Locate)]) };
        HandedFiles.Keep(session, batchId, fileId, file, report);
        session.Commit();
        foreach (var countyKey in changed.Keys)
            numbers.Committed(session, countyKey);
        foreach (var (countyKey, households) in changed.Where(county => county.Value.Count > 0))
            Touch(countyKey, households);
        return report;
    }

    private void Touch(int countyKey, IEnumerable<long> households)
    {
        if (!touched.TryGetValue(countyKey, out var all))
            touched[countyKey] = all = [];
        all.UnionWith(households);
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
            New = outcomes.Sum(outcome => outcome.New),
            Changed = outcomes.Sum(outcome => outcome.Changed.Distinct().Count()),
            Unchanged = outcomes.Sum(outcome => outcome.Unchanged),
            LeftOut = outcomes.Sum(outcome => outcome.LeftOut),
            UnknownColumns = file.UnknownColumns,
            Notes = [.. file.AllNotes, .. NamedAgain([.. outcomes.SelectMany(outcome => outcome.NamedAgain)]), .. PlacesKept([.. outcomes.SelectMany(outcome => outcome.PlacesKept)])],
            Counties = [.. roster.Outcomes.Keys],
        };
    }

    /// <summary>As many rows are named.</summary>
    private const int MostRows = 20;

    /// <summary>Whoever hands the list in learns which of its rows are held because they may be somebody who was erased; what is written there is not repeated.</summary>
    private static IEnumerable<Sentence> NamedAgain(IReadOnlyCollection<(string Sheet, int Row)> held)
    {
        if (held.Count == 0)
            yield break;
        var rows = held.Order().Take(MostRows).GroupBy(one => one.Sheet, one => one.Row).ToList();
        string Where(Func<string, IEnumerable<int>, string> say, string between) => string.Join(between, rows.Select(sheet => say(sheet.Key, sheet)));
        yield return new Sentence(
            $"有 {held.Count} 行列出的人或户是新的，而他们所在的户或村有内容按本人请求清除过：{Where((sheet, at) => $"工作表“{sheet}”第 {string.Join('、', at)} 行", "；")}{(held.Count > MostRows ? "等" : "")}。这些行先不计入，请逐条答复是不是已清除的人；是的，请让填表单位从表中删去。",
            $"{held.Count} {(held.Count == 1 ? "row names somebody" : "rows name people or households")} new where content was erased at somebody's request: {Where((sheet, at) => $"sheet '{sheet}', {(at.Skip(1).Any() ? "rows" : "row")} {string.Join(", ", at)}", "; ")}{(held.Count > MostRows ? " and more" : "")}. They are counted nowhere until somebody answers whether they are who was erased; where they are, have the sender take them off the list.");
    }

    /// <summary>A known household stays in its village where the list misspells that: nobody would learn of the misspelling, or that a move was written wrongly. What is written there is not repeated.</summary>
    private static IEnumerable<Sentence> PlacesKept(IReadOnlyCollection<(string Sheet, int Row)> kept)
    {
        if (kept.Count == 0)
            yield break;
        var (sheet, row) = kept.Min();
        yield return new Sentence(
            $"有 {kept.Count} 户写的村名不在名录中（工作表“{sheet}”第 {row} 行{(kept.Count > 1 ? "等" : "")}），这些户早已登记，仍在原来的村，没有改动。村名写错的，请在原表改正；真的搬了的，请在户的页面上登记。",
            $"{kept.Count} known household{(kept.Count == 1 ? " stands" : "s stand")} with a village that no list knows (sheet '{sheet}', row {row}{(kept.Count > 1 ? " and more" : "")}): {(kept.Count == 1 ? "it stays" : "they stay")} in the village that was recorded. Correct the name in the workbook; record a real move on the household's page.");
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
        catch (DbException failed)
        {
            return new FileReport { File = name, Kind = kind, Refused = DatabaseFailure.Of(failed) };
        }
    }
}

/// <summary>The rosters of one import, read one after the other and each a few blocks ahead: the next file is being read while the last blocks of one are applied.</summary>
internal sealed class FeedsAhead : IDisposable
{
    private readonly List<(OpenedFile File, RosterFeed Feed)> feeds;
    private int started;

    public FeedsAhead(IReadOnlyList<OpenedFile> files, bool gather)
    {
        feeds = [.. files.Select(file => (file, new RosterFeed(file, gather)))];
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
