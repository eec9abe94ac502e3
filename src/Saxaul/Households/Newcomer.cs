using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Privacy;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// Somebody who becomes a member: a person the registry knows, who then leaves the household they are in, or somebody new in the words of whoever enters them.
/// </summary>
public sealed record Newcomer
{
    /// <summary>Somebody known; null for somebody new.</summary>
    public PersonKey? Person { get; init; }

    /// <summary>In any script, with any dot; null while there is no name yet.</summary>
    public string? Name { get; init; }

    /// <summary>"male", "female", or null to take it from the number.</summary>
    public string? Sex { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>The document's number as written; null while there is none.</summary>
    public string? Document { get; init; }

    /// <summary>To the head: a code of the roster's column or a word for it; null when unknown.</summary>
    public string? Relation { get; init; }

    /// <summary>Nobody is known to have grown older.</summary>
    internal const int OldestYears = 130;

    /// <summary>Makes them a member from the act's day on.</summary>
    /// <returns>The person's id in the household's county.</returns>
    internal long Join(Families families, Family into)
    {
        var relation = families.Relation(Relation);
        var id = Person is { } known ? Come(families, into, known) : Enter(families, into);
        into.Join(id, relation, families.On);
        return id;
    }

    private static long Come(Families families, Family into, PersonKey person)
    {
        if (families.Last(person).DiedOn is not null)
            throw new ProblemException(Problem.PersonHasDied());
        var homes = families.Of(person, families.On);
        if (homes.Contains(into))
            throw new ProblemException(Problem.AlreadyMember());
        if (homes.Count > 1)
            throw new ProblemException(Problem.ListedTwiceFirst());
        foreach (var home in homes)
        {
            home.Leave(person.Id, families.On);
            home.Close(finding => finding.PersonId == person.Id && finding.Kind == FindingKind.NoLongerListed);
        }
        if (person.CountyKey == into.Key.CountyKey)
        {
            families.KnownFrom(person, into);
            if (families.Last(person) is { NumberVerified: true, Number: { } number })
                families.AskListedTwice(into, person.Id, families.Bearers(number).Where(bearer => bearer != person));
        }
        var id = person.CountyKey == into.Key.CountyKey ? person.Id : TakeAlong.Person(families, person, homes.FirstOrDefault(), into);
        foreach (var home in homes)
            TakeAlong.Findings(home, into, new Dictionary<long, long> { [person.Id] = id }, ofHousehold: false);
        return id;
    }

    private long Enter(Families families, Family into)
    {
        var (person, questions) = Read(families.On);
        if (person.NumberVerified && !families.Entered.Add(person.Number!))
            throw new ProblemException(Problem.NumberOfAnother());
        var bearers = person.NumberVerified ? families.LookUp(person.Number!) : [];
        // Somebody beyond the reach of whoever enters them is somebody new to them.
        var here = bearers.Find(bearer => bearer.CountyKey == into.Key.CountyKey && families.MayKnow(bearer));
        if (here is not null && families.Last(here).NameKey != person.NameKey)
            throw new ProblemException(Problem.NumberOfAnother());
        if (here is not null && families.Last(here).DiedOn is not null)
            throw new ProblemException(Problem.PersonHasDied());
        var id = here?.Id ?? families.Session.NewId(into.Key.CountyKey);
        if (here is null)
        {
            into.Also(entry => entry.Add(Households.Person.Table, person.ToValues(), id: id));
            foreach (var (kind, field) in questions)
                into.Ask(kind, id, field);
        }
        else
        {
            families.KnownFrom(here, into);
        }
        // The same number on two lists is one person in both until somebody decides.
        families.AskListedTwice(into, id, bearers);
        return id;
    }

    /// <summary>The person as entered, and what is to be asked about them.</summary>
    /// <exception cref="ProblemException">4015 to 4018 for what cannot be read or cannot be.</exception>
    internal (Person Person, List<(string Kind, string Field)> Questions) Read(DateOnly on)
    {
        if (BirthDate > on)
            throw new ProblemException(Problem.BornLater());
        if (BirthDate is { } born && born.AddYears(OldestYears) < on)
            throw new ProblemException(Problem.TooOld());
        var document = GiveDocument.Read(Document, asWritten: false);
        var questions = new List<(string, string)>();
        if (document.FindingKind is { } kind)
            questions.Add((kind, WellKnown.DocumentNumber));
        var sex = SexOf(Sex);
        if (document.Resident is { } resident)
            questions.AddRange(Disagreements(resident, sex, BirthDate));
        var name = NameOf(Name);
        return (new Person
        {
            Name = name ?? "", NameKey = PersonName.Key(name ?? ""), Sex = sex ?? document.Resident?.SexCode, BirthDate = BirthDate ?? document.Resident?.Birth,
            DocumentKind = document.KindCode, Number = document.KeptNumber, NumberVerified = document.State == DocumentState.Valid,
        }, questions);
    }

    internal static IEnumerable<(string Kind, string Field)> Disagreements(ResidentNumber number, string? sex, DateOnly? birth)
    {
        if (sex is not null && sex != number.SexCode)
            yield return (FindingKind.SexDisagreesWithNumber, WellKnown.Sex);
        if (birth is not null && birth != number.Birth)
            yield return (FindingKind.BirthDisagreesWithNumber, WellKnown.BirthDate);
    }

    /// <exception cref="ProblemException">4015; <see cref="Problem.NameTooLong"/>, <see cref="Problem.NameUnwritable"/>, <see cref="Problem.NumberInWords"/>.</exception>
    internal static string? NameOf(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        if (written.Trim().EnumerateRunes().Count() > PersonName.LongestTyped)
            throw new ProblemException(Problem.NameTooLong(PersonName.LongestTyped));
        PersonalNumbers.Refuse(written);
        if (PersonName.HasUnwritable(written.Trim()))
            throw new ProblemException(Problem.NameUnwritable());
        var name = PersonName.Read(Cell.OfText(written));
        return name.HasValue ? name.Value : name.Outcome == ReadingOutcome.WroteNone ? null : throw new ProblemException(Problem.NameUnreadable());
    }

    /// <exception cref="ProblemException">4016</exception>
    internal static string? SexOf(string? written) => written?.Trim() switch
    {
        null or "" => null,
        "male" or "男" => "male",
        "female" or "女" => "female",
        _ => throw new ProblemException(Problem.SexUnreadable()),
    };
}
