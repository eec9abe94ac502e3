using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// A person died. From that day they no longer count as a member, in whichever households of the county they were; also where a list registered them only afterwards.
/// When nobody is left the household ends.
/// </summary>
/// <param name="On">The day of death.</param>
public sealed record RecordDeath(PersonKey Person, DateOnly On) : FamilyAct
{
    internal const string Act = "record death";

    /// <summary>When the head died: the member who is the head from then on; needed as long as anybody stays.</summary>
    public NewHead? NewHead { get; init; }

    public string? Reason { get; init; }

    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4004 to 4006, 4008, 4010, 4019, 4022, 4024, 4086, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Person.CountyKey);
        var person = families.Last(Person);
        if (person.DiedOn is not null)
            throw new ProblemException(Problem.PersonHasDied());
        if (person.BirthDate > On)
            throw new ProblemException(Problem.DeathBeforeBirth());
        families.Person(Person).Set("died_on", On, On);
        var homes = families.Of(Person, On);
        var newHead = NewHead is { } head ? families.Checked(head) : null;
        foreach (var home in homes)
        {
            home.Depart(Person.Id, On, newHead);
            home.NeedHead();
            home.Close(finding => finding.PersonId == Person.Id);
        }
        families.Change(Person, homes, Act, Reason);
        return families.Write(Act, Reason);
    }
}
