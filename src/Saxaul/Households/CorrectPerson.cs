using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// What is kept of a person is put right. The document's number is given with <see cref="GiveDocument"/>, a death with <see cref="CorrectDeath"/>, a head with <see cref="NameHead"/>.
/// </summary>
/// <param name="Fields">As lists call them: "name", "sex", "birth_date", and "relation" where the person is in one household; what was left empty is unknown.</param>
/// <param name="From">The day from which it is so; null when it always was.</param>
/// <param name="Reason">Needed.</param>
public sealed record CorrectPerson(PersonKey Person, IReadOnlyDictionary<string, string?> Fields, DateOnly? From, string Reason) : Correction
{
    internal const string Act = "correct person";

    [System.Text.Json.Serialization.JsonIgnore]
    public override string? WhyCorrected => Reason;

    internal override Correction Because(string reason) => this with { Reason = reason };

    internal override (string Kind, long Id)? About(Registry registry) => ("person", Person.Id);

    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4004, 4008, 4010, 4013 to 4017, 4020, 4024, 4032, 4033, 4074 to 4076, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, From, Person.CountyKey);
        Families.NeedReason(Reason);
        var homes = families.Of(Person, From ?? DateOnly.MinValue);
        foreach (var (field, written) in Fields)
            Correct(families, homes, field, written);
        var person = families.Last(Person);
        if (person.BirthDate > families.Today)
            throw new ProblemException(Problem.BornLater());
        if (person.BirthDate is { } born && born.AddYears(Newcomer.OldestYears) < (person.DiedOn ?? families.Today))
            throw new ProblemException(Problem.TooOld());
        if (person.BirthDate > person.DiedOn)
            throw new ProblemException(Problem.DeathBeforeBirth());
        AskAgain(homes, person);
        families.Change(Person, homes, Act, Reason);
        return families.Write(Act, Reason);
    }

    private void Correct(Families families, List<Family> homes, string field, string? written)
    {
        switch (field)
        {
            case WellKnown.Name:
                var name = Newcomer.NameOf(written) ?? (families.Last(Person).Name.Length == 0 ? "" : throw new ProblemException(Problem.NameNeeded()));
                Set(families, "name", name);
                Set(families, "name_key", PersonName.Key(name));
                break;
            case WellKnown.Sex:
                Set(families, "sex", Newcomer.SexOf(written));
                break;
            case WellKnown.BirthDate:
                Set(families, "birth_date", ReadField.Day(new FieldDefinition { Labels = RosterWords.Labels(families.Registry, field, "出生日期", "Born") }, written));
                break;
            case WellKnown.Relation:
                if (homes.Count != 1)
                    throw new ProblemException(homes.Count == 0 ? Problem.NotAMember() : Problem.ListedTwiceFirst());
                var relation = families.Relation(written);
                homes[0].SetRelation(Person.Id, relation == Membership.Head ? throw new ProblemException(Problem.HeadAlready()) : relation, From);
                break;
            default:
                throw new ProblemException(Problem.NoSuchField(field));
        }
    }

    private void Set(Families families, string column, object? value)
    {
        if (From is { } on)
            families.Person(Person).Set(column, value, on);
        else
            families.Person(Person).SetAlways(column, value);
    }

    /// <summary>Whether sex and birth date agree with a whole number is asked anew.</summary>
    private void AskAgain(List<Family> homes, Person person)
    {
        List<(string Kind, string Field)> questions = person.NumberVerified && ResidentNumber.TryParse(person.Number, out var number) ? [.. Newcomer.Disagreements(number, person.Sex, person.BirthDate)] : [];
        foreach (var home in homes)
        {
            home.Close(finding => finding.PersonId == Person.Id && finding.Field is { } field && Fields.ContainsKey(field) && finding.Kind is not (FindingKind.ListedTwice or FindingKind.ListedElsewhere) && finding.Kind != FindingKind.NoLongerListed
                && !questions.Exists(question => question.Kind == finding.Kind));
            foreach (var (kind, field) in questions.Where(question => Fields.ContainsKey(question.Field)))
                home.Ask(kind, Person.Id, field);
        }
    }
}
