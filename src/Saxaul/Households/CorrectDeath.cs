using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>A death was recorded on a wrong day, or of somebody who is alive: memberships that ended with it end on the right day, or go on; so does a household that it had ended.</summary>
/// <param name="DiedOn">The right day; null when the person is alive.</param>
/// <param name="Reason">Needed.</param>
public sealed record CorrectDeath(PersonKey Person, DateOnly? DiedOn, string Reason) : Correction
{
    internal const string Act = "correct death";

    [System.Text.Json.Serialization.JsonIgnore]
    public override string? WhyCorrected => Reason;

    internal override Correction Because(string reason) => this with { Reason = reason };

    internal override (string Kind, long Id)? About(Registry registry) => ("person", Person.Id);

    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4004, 4010, 4012, 4014, 4024, 4025, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, DiedOn, Person.CountyKey);
        Families.NeedReason(Reason);
        var person = families.Last(Person);
        if (person.DiedOn is not { } recorded)
            throw new ProblemException(Problem.NotRecordedDead());
        if (person.BirthDate > DiedOn)
            throw new ProblemException(Problem.DeathBeforeBirth());
        var homes = families.OfEver(Person);
        foreach (var home in homes.Where(home => home.HasEnded(Person.Id, recorded)))
        {
            home.MoveEnd(Person.Id, recorded, DiedOn);
            // A household that goes on again may find its number given away.
            families.CheckNumber(Person.CountyKey, home.At(families.Today).Number, home.Key.Id);
        }
        // Who died earlier than was known was no member any more by the day on which they are recorded to have left.
        if (DiedOn is { } died)
            homes.ForEach(home => home.Depart(Person.Id, died));
        var back = homes.Where(home => home.MembersOn(families.Today).Any(member => member.PersonId == Person.Id)).ToList();
        foreach (var home in back.Count > 1 ? back : [])
            home.Ask(FindingKind.ListedTwice, Person.Id, WellKnown.DocumentNumber);
        families.Person(Person).SetAlways("died_on", null);
        if (DiedOn is { } day)
            families.Person(Person).Set("died_on", day, day);
        families.Change(Person, homes, Act, Reason);
        return families.Write(Act, Reason);
    }
}
