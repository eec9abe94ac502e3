using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>What somebody found out about a person whom two households list.</summary>
public enum ListedTwiceAnswer
{
    /// <summary>They belong to one household only; the memberships in the others end.</summary>
    KeepInOne,

    /// <summary>They belong to both (a child of separated parents, somebody cared for elsewhere): both lists stay.</summary>
    BothAreRight,

    /// <summary>They are two people; in the household named, the number is somebody else's.</summary>
    TwoPeople,
}

/// <summary>
/// Answers the finding that one person, or one number, is on the lists of two households, of one county or of several. The actor needs the right in each of them.
/// </summary>
/// <param name="Person">The person, in any of the counties.</param>
/// <param name="Household">Of <see cref="ListedTwiceAnswer.KeepInOne"/>: where they stay. Of <see cref="ListedTwiceAnswer.TwoPeople"/>: whose member the number does not belong to.</param>
/// <param name="On">The day from which it holds: for one household, the first day they no longer were a member of the others.</param>
/// <param name="Reason">Needed.</param>
public sealed record ResolveListedTwice(PersonKey Person, ListedTwiceAnswer Answer, HouseholdKey? Household, DateOnly On, string Reason) : FamilyAct
{
    internal const string Act = "resolve listed twice";

    /// <summary>Of two people: the name of the one in <see cref="Household"/>, when the lists gave the other's; as known when left out.</summary>
    public string? Name { get; init; }

    /// <summary>Of one household only: who is the head of those where they were the head and others stay, a member of each; needed there.</summary>
    public IReadOnlyCollection<long> NewHeads { get; init; } = [];

    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4004, 4005, 4010, 4014, 4015, 4017, 4022, 4035, 4086, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        session.Actor.RequireIn(Right.WriteHouseholds, Person.CountyKey);
        Families.NeedReason(Reason);
        var rows = Rows(registry, session);
        var families = new Families(registry, session, On, [.. rows.Select(row => row.CountyKey)]);
        var homes = rows.SelectMany(row => families.Of(row, On).Select(home => (Row: row, Home: home))).ToList();
        if (homes.Count < 2)
            throw new ProblemException(Problem.NotListedTwice());
        if (Answer != ListedTwiceAnswer.BothAreRight && !homes.Exists(one => one.Home.Key == Household))
            throw new ProblemException(Problem.NotAMember());
        if (Answer == ListedTwiceAnswer.KeepInOne)
            Keep(families, homes, homes.First(one => one.Home.Key == Household).Row);
        if (Answer == ListedTwiceAnswer.TwoPeople)
            Divide(families, homes.First(one => one.Home.Key == Household), homes.Count(one => one.Row == homes.First(other => other.Home.Key == Household).Row) > 1);
        var answersCounties = rows.Exists(row => row.CountyKey != Person.CountyKey);
        foreach (var (row, home) in homes)
            home.Close(finding => finding.PersonId == row.Id && (finding.Kind == FindingKind.ListedTwice || finding.Kind == FindingKind.ListedElsewhere && answersCounties));
        return families.Write(Act, Reason);
    }

    /// <summary>The person's rows: one a county, and two where a number was given that somebody bore already. In a county where who answers may do nothing they are nobody, or a refusal would say who is there.</summary>
    private List<PersonKey> Rows(Registry registry, WriteSession session)
    {
        var look = new Families(registry, session, null);
        var person = look.Last(Person);
        return person.NumberVerified ? [.. look.Bearers(person.Number!).Where(bearer => session.Actor.MayIn(Right.WriteHouseholds, bearer.CountyKey) && look.IsMemberSomewhere(bearer)).Append(Person).Distinct()] : [Person];
    }

    private void Keep(Families families, List<(PersonKey Row, Family Home)> homes, PersonKey kept)
    {
        foreach (var (row, home) in homes.Where(one => one.Home.Key != Household))
        {
            if (families.Last(row).BirthDate > On)
                throw new ProblemException(Problem.BornLater());
            home.Depart(row.Id, On, home.HeadOn(On) != row.Id ? null : home.MembersOn(On).Where(member => NewHeads.Contains(member.PersonId)).Select(member => (long?)member.PersonId).FirstOrDefault());
            home.NeedHead();
            home.Close(finding => finding.PersonId == row.Id && finding.Kind == FindingKind.NoLongerListed);
            // A second row of the same person in the same county is nobody any more.
            if (row != kept && row.CountyKey == kept.CountyKey)
            {
                families.Person(row).End(On);
                home.Also(families.Person(row).WriteTo);
            }
        }
    }

    private void Divide(Families families, (PersonKey Row, Family Home) wrong, bool shared)
    {
        var (row, home) = wrong;
        var name = Newcomer.NameOf(Name);
        var known = families.Last(row);
        if (!shared)
        {
            var person = families.Person(row);
            foreach (var (column, value) in new (string, object?)[] { ("document_kind", "none"), ("number", null), ("number_verified", false) })
                person.SetAlways(column, value);
            if (name is not null)
            {
                person.SetAlways("name", name);
                person.SetAlways("name_key", PersonName.Key(name));
            }
            home.Also(person.WriteTo);
            home.Ask(FindingKind.MissingNumber, row.Id, WellKnown.DocumentNumber);
            return;
        }
        // One row stands for both: the one in this household becomes a person of their own, of whom only the name and the relation are known.
        var id = families.Session.NewId(row.CountyKey);
        var other = new Person { Name = name ?? known.Name, NameKey = PersonName.Key(name ?? known.Name), DocumentKind = "none" };
        var since = home.Replace(row.Id, id, On);
        home.Also(entry => entry.Add(Households.Person.Table, other.ToValues(), id: id, from: since));
        home.Ask(FindingKind.MissingNumber, id, WellKnown.DocumentNumber);
    }
}
