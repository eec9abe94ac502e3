using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// A person's document number becomes known, or the one that is kept turns out wrong. Only a whole number with the right check digit identifies anybody. When somebody
/// else bears it already, both are kept and a question is opened: nobody is merged in silence.
/// </summary>
/// <param name="Document">The number as written: of an identity card (18 digits), an old one (15 digits, which cannot be checked), a disability certificate (20 or 22), or another.</param>
/// <param name="On">The day it was given; null when it was always so and had only not been entered, or wrongly.</param>
public sealed record GiveDocument(PersonKey Person, string Document, DateOnly? On) : Correction
{
    internal const string Act = "give document";

    /// <summary>The document really says so, although the check digit does not fit: kept as it is, unverified, with a finding.</summary>
    public bool AsWritten { get; init; }

    public string? Reason { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public override string? WhyCorrected => Reason;

    internal override Correction Because(string reason) => this with { Reason = reason };

    internal override (string Kind, long Id)? About(Registry registry) => ("person", Person.Id);

    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4004, 4010, 4018, 4079, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Person.CountyKey);
        var document = Read(Document, AsWritten);
        if (document.State == DocumentState.Missing)
            throw new ProblemException(Problem.DocumentUnreadable(DocumentNumber.Missing));
        // A whole number was checked; what cannot be is no better knowledge, whoever copied it.
        if (document.State != DocumentState.Valid && families.Last(Person).NumberVerified)
            throw new ProblemException(Problem.ValidNumberStays());
        var homes = families.Of(Person, On ?? DateOnly.MinValue);
        var person = families.Person(Person);
        foreach (var (column, value) in new (string, object?)[] { ("document_kind", document.KindCode), ("number", document.KeptNumber), ("number_verified", document.State == DocumentState.Valid) })
        {
            if (On is { } day)
                person.Set(column, value, day);
            else
                person.SetAlways(column, value);
        }
        AskAgain(families, homes, document);
        if (document.Resident is { } number)
        {
            var last = families.Last(Person);
            if (last.Sex is null)
                person.SetAlways("sex", number.SexCode);
            if (last.BirthDate is null)
                person.SetAlways("birth_date", number.Birth);
            AskWhoElse(families, homes, number.Digits);
        }
        families.Change(Person, homes, Act, Reason);
        return families.Write(Act, Reason);
    }

    private void AskAgain(Families families, List<Family> homes, DocumentNumber document)
    {
        var last = families.Last(Person);
        List<(string Kind, string Field)> questions = document.FindingKind is { } kind ? [(kind, WellKnown.DocumentNumber)] : [];
        if (document.Resident is { } number)
            questions.AddRange(Newcomer.Disagreements(number, last.Sex, last.BirthDate));
        foreach (var home in homes)
        {
            home.Close(finding => finding.PersonId == Person.Id && AboutNumbers.Contains(finding.Kind) && !questions.Exists(question => question.Kind == finding.Kind));
            foreach (var (asked, field) in questions.Where(question => home.MembersOn(families.Today).Any(member => member.PersonId == Person.Id)))
                home.Ask(asked, Person.Id, field);
        }
    }

    private void AskWhoElse(Families families, List<Family> homes, string number)
    {
        var others = families.LookUp(number).Where(other => other != Person).ToList();
        foreach (var home in homes)
            families.AskListedTwice(home, Person.Id, others);
        foreach (var other in others.Where(other => other.CountyKey == Person.CountyKey && families.IsMemberSomewhere(other) && families.MayKnow(other)))
        {
            foreach (var home in families.Of(other, families.On))
                home.Ask(FindingKind.ListedTwice, other.Id, WellKnown.DocumentNumber);
        }
    }

    internal static readonly IReadOnlyList<string> AboutNumbers =
    [
        FindingKind.MissingNumber, FindingKind.BadCheckDigit, FindingKind.NumberLostPrecision, FindingKind.UnverifiedNumber, FindingKind.SexDisagreesWithNumber,
        FindingKind.BirthDisagreesWithNumber,
    ];

    /// <exception cref="ProblemException">4018 for a number that cannot be right, unless the document really says so.</exception>
    internal static DocumentNumber Read(string? written, bool asWritten)
    {
        var document = DocumentNumber.Read(Cell.OfText(written ?? ""));
        return document.State is DocumentState.LostPrecision or DocumentState.BadCheckDigit or DocumentState.BadBirthDate && !(asWritten && document.State != DocumentState.LostPrecision)
            ? throw new ProblemException(Problem.DocumentUnreadable(document.Remark!))
            : document;
    }
}
