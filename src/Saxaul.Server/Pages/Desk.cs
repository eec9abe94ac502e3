using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.Extensions.Logging;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.People;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>A registry as pages work on it, with what this process keeps ready for it.</summary>
internal sealed class Desk
{
    private readonly IReadOnlyDictionary<int, long>? ownIds;

    /// <param name="ownIds">Of a copy to practise on: by county, the first id that it gives by itself; null for the real registry.</param>
    public Desk(Registry registry, ILogger log, IReadOnlyDictionary<int, long>? ownIds = null)
    {
        this.ownIds = ownIds;
        Registry = registry;
        Facts = new FactStore(registry);
        Policies = new Policies(registry, Facts);
        Indicators = IndicatorSet.Of(registry, Facts.Shape);
        People = new PeopleStore(registry);
        Works = new LongWorks(log);
    }

    public Registry Registry { get; }

    public FactStore Facts { get; }

    public Policies Policies { get; }

    public IndicatorSet Indicators { get; }

    public PeopleStore People { get; }

    public LongWorks Works { get; }

    /// <summary>Whether a household is one of the real registry's, and no one that somebody entered while practising.</summary>
    public bool IsReal(HouseholdKey household) => ownIds is null || ownIds.TryGetValue(household.CountyKey, out var own) && household.Id < own;

    /// <summary>Brings the warnings in step with what was changed.</summary>
    /// <param name="on">And with this day, for which every household is screened; null for what was changed alone, on the day of the last screening (<see cref="DayClock"/>).</param>
    /// <param name="begins">Also counties that were never screened, for today.</param>
    public CaughtUp CatchUp(Actor actor, DateOnly? on = null, bool begins = false, CancellationToken stop = default) => new CatchUpWarnings(Registry, actor, Facts, Policies) { Stop = stop, Begins = begins }.Run(on);

    /// <summary>Stops what goes on in the background, and waits for it; the registry belongs to whoever opened it.</summary>
    public void Stop() => Works.Dispose();
}
