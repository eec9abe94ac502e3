using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping;
using Saxaul.Server.Pages.Practice;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>
/// What has to be done because time passes, whether anybody comes or not: warnings follow the day, content goes whose time is over, uploads that nobody applied go, and so does the copy to practise on. When the program begins, every hour,
/// and when the legal day changes; in the background, before or after somebody's import, so that no page waits for it. What failed is tried again the next time.
/// </summary>
internal sealed partial class DayClock(PracticeDesk desks, ILogger<DayClock> log) : IHostedService, IDisposable
{
    private const string Work = "clock";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Nobody asked for it: the program itself acts, in every county.</summary>
    private static readonly Actor Itself = Actor.Operator("saxaul");

    private readonly Registry registry = desks.Real.Registry;
    private ITimer? timer;
    private DateOnly struck;

    /// <summary>The day for which content was erased whose time is over.</summary>
    private DateOnly kept;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = registry.Database.Time.CreateTimer(_ => Strike(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Strike();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();

    /// <summary>Somebody came: strikes when the day has changed meanwhile, for a machine that slept kept no time.</summary>
    public void Look()
    {
        if (timer is not null && struck != registry.Database.Time.Today())
            Strike();
    }

    private void Strike()
    {
        struck = registry.Database.Time.Today();
        desks.Real.Works.Begin(Work, WorkKind.Clock, work =>
        {
            Try("uploads", () => DiscardStaged.Expired(registry));
            Try("retention", EraseWhatIsOver);
            // What an erasure could not overwrite because somebody was reading.
            Try("overwrite", () => registry.Database.OverwriteIfDue());
            Try("keys", () => new ReencryptSecrets(registry).Continue(work.Stop.Token));
            Try("practice", desks.RemoveOld);
            Try("warnings", () => desks.Real.CatchUp(Itself, registry.Database.Time.Today(), begins: true, stop: work.Stop.Token));
        });
        var now = registry.Database.Time.GetUtcNow().ToOffset(Instant.Shanghai);
        var untilTomorrow = TimeSpan.FromDays(1) - now.TimeOfDay;
        timer?.Change(untilTomorrow < Hour ? untilTomorrow : Hour, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Once a day: what was not over this morning is not over this evening.</summary>
    private void EraseWhatIsOver()
    {
        var today = registry.Database.Time.Today();
        if (kept == today)
            return;
        ExpireLeads.Run(registry, Itself);
        new CarryOutRetention(registry, Itself).Run();
        kept = today;
    }

    /// <summary>Where it failed goes to the log; what was said, which may be about somebody, does not. The others are done all the same.</summary>
    private void Try(string what, Action act)
    {
        try
        {
            act();
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            Failed(log, what, (failed as ProblemException)?.Problem.Number, failed.GetType().FullName, failed.StackTrace);
        }
    }

    [LoggerMessage(LogLevel.Error, "What the clock does failed and will be tried again ({What}): problem {Number}, {Type}\n{Stack}")]
    private static partial void Failed(ILogger log, string what, int? number, string? type, string? stack);
}
