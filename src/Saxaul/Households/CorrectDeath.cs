using System;
using System.Collections.Generic;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>A death was recorded on a wrong day, or of somebody who is alive: memberships that ended with it end on the right day, or go on; so does a household that it had ended.</summary>
/// <param name="DiedOn">The right day; null when the person is alive.</param>
/// <param name="Reason">Needed.</param>
public sealed record CorrectDeath(PersonKey Person, DateOnly? DiedOn, string Reason)
{
    internal const string Act = "correct death";

    /// <summary>In a transaction of its own.</summary>
    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4004, 4010, 4014, 4024, 4025, 7001.</exception>
    public IReadOnlyList<HouseholdKey> Run(Registry registry, Actor actor)
    {
        using var session = registry.Write(actor);
        var touched = Apply(registry, session);
        session.Commit();
        return touched;
    }

    /// <summary>Within the caller's transaction.</summary>
    public IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, DiedOn, Person.CountyKey);
        Families.NeedReason(Reason);
        var person = families.Last(Person);
        if (person.DiedOn is not { } recorded)
            throw new ProblemException(Problem.NotRecordedDead());
        if (person.BirthDate > DiedOn)
            throw new ProblemException(Problem.DeathBeforeBirth());
        var homes = families.OfEver(Person);
        foreach (var home in homes)
            home.MoveEnd(Person.Id, recorded, DiedOn);
        families.Person(Person).SetAlways("died_on", null);
        if (DiedOn is { } day)
            families.Person(Person).Set("died_on", day, day);
        families.Change(Person, homes, Act, Reason);
        return families.Write(Act, Reason);
    }
}
