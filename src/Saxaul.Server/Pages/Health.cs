using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Saxaul.Database;
using Saxaul.Server.Pages.Practice;

namespace Saxaul.Server.Pages;

/// <summary>Whether the program lives, and whether it can do its work, for whatever restarts it or sends people to it. Anybody may ask, so the answer is one word; why stands in the log, once for each time it changes.</summary>
internal sealed partial class Health(PracticeDesk desks, ReadingThreads threads, ILogger<Health> log)
{
    private IReadOnlyList<NotReady> last = [];

    public static IResult Live() => Results.Text("live\n");

    public static Task<IResult> Ready(Health health, HttpContext context) => health.Ready(context.RequestAborted);

    /// <summary>Looked at on the threads that pages read on: where those stand still, so does this.</summary>
    private async Task<IResult> Ready(CancellationToken stop)
    {
        var found = await threads.Run(() => CheckReady.Of(desks.Real.Registry), stop);
        if (!found.SequenceEqual(last))
            Changed(log, found.Count == 0 ? "all is well" : string.Join(", ", found));
        last = found;
        return Results.Text(found.Count == 0 ? "ready\n" : "not ready\n", statusCode: found.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(LogLevel.Warning, "Whether it can do its work has changed: {State}")]
    private static partial void Changed(ILogger log, string state);
}
