using System;
using System.Threading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Saxaul.Database;

namespace Saxaul.Server.Pages.Practice;

/// <summary>
/// The desk that a request works on: the real one, or, for browsers that chose to practise, one on a copy of the registry. All who practise share one copy, so that a group can be trained
/// together. It is made when first asked for, and removed a day later, when anybody is erased, and when the program ends or begins: what the registry no longer says of people, it must not say for longer.
/// </summary>
internal sealed class PracticeDesk : IDisposable
{
    private const string Cookie = "saxaul.practice";
    private const string Work = "practice";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private readonly Lock changing = new();
    private readonly ILogger log;
    private Desk? copy;
    private DateTimeOffset made;
    private int number;

    public PracticeDesk(Registry registry, ILogger log)
    {
        this.log = log;
        Real = new Desk(registry, log);
        PracticeCopy.RemoveLeft(registry);
    }

    public Desk Real { get; }

    /// <summary>Whether there is a copy to practise on.</summary>
    public bool IsReady => copy is { } practice && PracticeCopy.IsThere(practice.Registry);

    public bool IsPossible => PracticeCopy.IsPossible(Real.Registry);

    /// <summary>Making the copy, as long as that goes on, or failed.</summary>
    public LongWork? Making => Real.Works.Of(Work) is { State: not WorkState.Done } work ? work : null;

    public static bool IsChosen(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    /// <summary>Until the browser is closed, or it stops.</summary>
    public static void Choose(HttpContext context) => context.Response.Cookies.Append(Cookie, "1", new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true, IsEssential = true });

    public static void Stop(HttpContext context) => context.Response.Cookies.Delete(Cookie, new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true });

    /// <summary>Settles, once for a whole request, that it works on the copy.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake(HttpContext context)
    {
        if (copy is not { } practice || !PracticeCopy.IsThere(practice.Registry))
            return false;
        context.Items[typeof(PracticeDesk)] = practice;
        return true;
    }

    /// <summary>The desk for a request: the copy that it has taken, otherwise the real one.</summary>
    public Desk For(HttpContext? context) => context?.Items[typeof(PracticeDesk)] as Desk ?? Real;

    /// <summary>Tells the desks of requests apart: nothing for the real one, a name for each copy.</summary>
    public string MarkOf(HttpContext context) => For(context) is var desk && ReferenceEquals(desk, Real) ? "" : desk.Registry.Database.Name;

    /// <summary>Makes a copy in the background, when there is none.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PracticeNeedsFile"/></exception>
    public void Begin(bool anew)
    {
        if (!IsPossible)
            throw new ProblemException(Problem.PracticeNeedsFile());
        if (IsReady && !anew)
            return;
        Real.Works.Begin(Work, WorkKind.Practise, _ =>
        {
            Replace(null);
            var practice = PracticeCopy.Make(Real.Registry, ++number);
            Replace(new Desk(practice, log, PracticeCopy.OwnIds(practice)));
        });
    }

    private void Replace(Desk? with)
    {
        Desk? former;
        lock (changing)
        {
            (former, copy) = (copy, with);
            made = Real.Registry.Database.Time.GetUtcNow();
        }
        if (former is null)
            return;
        former.Stop();
        PracticeCopy.Remove(former.Registry);
    }

    /// <summary>Removes a copy that is a day old, or whose file an erasure removed.</summary>
    public void RemoveOld()
    {
        if (copy is not null && (!IsReady || Real.Registry.Database.Time.GetUtcNow() - made >= Longest))
            Replace(null);
    }

    public void Dispose()
    {
        Real.Stop();
        Replace(null);
    }
}
