using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>A registry as pages work on it, with what this process keeps ready for it.</summary>
internal sealed class Desk
{
    public Desk(Registry registry)
    {
        Registry = registry;
        Facts = new FactStore(registry);
        Policies = new Policies(registry, Facts);
        Indicators = IndicatorSet.Of(registry, Facts.Shape);
        People = new PeopleStore(registry);
        Works = new LongWorks();
    }

    public Registry Registry { get; }

    public FactStore Facts { get; }

    public Policies Policies { get; }

    public IndicatorSet Indicators { get; }

    public PeopleStore People { get; }

    public LongWorks Works { get; }

    /// <summary>Brings the warnings in step with what was changed, and with the day: what happened today must not wait for the next screening.</summary>
    public CaughtUp CatchUp(Actor actor) => new CatchUpWarnings(Registry, actor, Facts, Policies).Run(Registry.Database.Time.Today());

    /// <summary>Stops what goes on in the background, and waits for it; the registry belongs to whoever opened it.</summary>
    public void Stop() => Works.Dispose();
}
