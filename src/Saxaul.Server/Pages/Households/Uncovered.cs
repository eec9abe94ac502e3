using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Server.Pages.SignIn;

namespace Saxaul.Server.Pages.Households;

/// <summary>
/// Of which households somebody has asked to see the sensitive values, and what for. In memory and for minutes: nothing of it stands in an address or cookie, and with the program it is gone.
/// </summary>
internal sealed class Uncovered(TimeProvider time)
{
    private readonly Lock changing = new();
    private readonly Dictionary<(string Who, string Registry, HouseholdKey Household), (AskedFor For, DateTimeOffset Until)> shown = [];

    /// <param name="who">The user at one browser (<see cref="Visitor.Mark"/>).</param>
    /// <param name="registry">The name of the one that it was asked in.</param>
    public void Show(string who, string registry, HouseholdKey household, AskedFor askedFor, TimeSpan howLong)
    {
        var now = time.GetUtcNow();
        lock (changing)
        {
            foreach (var (over, _) in shown.Where(one => one.Value.Until <= now).ToList())
                shown.Remove(over);
            shown[(who, registry, household)] = (askedFor, now + howLong);
        }
    }

    /// <summary>Null when it is covered.</summary>
    public (AskedFor For, DateTimeOffset Until)? Of(string who, string registry, HouseholdKey household)
    {
        lock (changing)
            return shown.TryGetValue((who, registry, household), out var found) && found.Until > time.GetUtcNow() ? found : null;
    }

    public void Cover(string who, string registry, HouseholdKey household)
    {
        lock (changing)
            shown.Remove((who, registry, household));
    }

    /// <summary>Covers everything that somebody asked for: who is no longer there asks for nothing.</summary>
    public void CoverAll(string who)
    {
        lock (changing)
        {
            foreach (var (theirs, _) in shown.Where(one => one.Key.Who == who).ToList())
                shown.Remove(theirs);
        }
    }
}
