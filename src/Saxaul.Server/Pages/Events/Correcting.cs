using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Server.Pages.Events;

/// <summary>What somebody wants to put right: a field of the household or of a member, or of an entry of a register, a new entry, or an entry that is taken away.</summary>
internal sealed class Correcting
{
    private readonly EventForm form;
    private readonly string of;
    private readonly string? name;
    private readonly CardMember? member;
    private readonly RegisterDefinition? register;

    /// <summary>Reads what is meant from a form that came back, or from the address of one that is opened.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoSuchField"/></exception>
    public Correcting(EventForm form)
    {
        this.form = form;
        Given = Names.Select(one => (Name: one, Value: form.Filled.Text(one) ?? form.Visit.Query(one))).Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value!);
        of = Given.GetValueOrDefault("of") ?? "";
        name = Given.GetValueOrDefault("field");
        if (Id("person") is { } person)
            member = form.Card.Members.Concat(form.Card.FormerMembers).FirstOrDefault(one => one.PersonId == person) ?? throw new ProblemException(Problem.NoSuchField("person"));
        if (of == "entry")
        {
            register = form.Visit.Registry.Registers.FirstOrDefault(one => one.Register == Given.GetValueOrDefault("register") && one.BelongsTo == (member is null ? Owner.Household : Owner.Person)) ?? throw new ProblemException(Problem.NoSuchField("register"));
            var entries = (member?.Entries ?? form.Card.Entries).Where(one => ReferenceEquals(one.Register, register));
            if (Id("entry") is { } entry)
                Entry = entries.FirstOrDefault(one => one.Id == entry) ?? throw new ProblemException(Problem.NoSuchEntry());
            // Of a register with one entry each that one is meant, also where the form does not say so: it is what would be put right, and told.
            else if (!register.Many)
                Entry = entries.FirstOrDefault();
        }
        if (Fields.Count == 0 && !Takes)
            throw new ProblemException(Problem.NoSuchField(name ?? of));
    }

    private static readonly string[] Names = ["of", "field", "person", "register", "entry", "take"];

    /// <summary>How it is said in an address and in hidden fields.</summary>
    public IReadOnlyDictionary<string, string> Given { get; }

    public CardEntry? Entry { get; }

    /// <summary>Whether the entry is taken away.</summary>
    public bool Takes => Given.ContainsKey("take") && Entry is not null;

    /// <summary>Whether a day can be given from which it is so.</summary>
    public bool HasFrom => name != "died_on";

    public Labels? RegisterLabels => register?.Labels;

    public string? Item => Entry?.Choice.In(form.Visit.Language);

    public CardMember? Member => member;

    /// <summary>The fields to fill in: the one that is wrong, or all of a new entry.</summary>
    public IReadOnlyList<FieldDefinition> Fields => Takes ? [] : of switch
    {
        "household" => [.. form.Card.Values.Where(value => value.Key == name && name is WellKnown.HouseholdNumber or WellKnown.Phone or WellKnown.NaturalVillage).Select(AsField)],
        "person" => [.. (member?.Values ?? []).Where(value => value.Key == name && name is WellKnown.Name or WellKnown.Sex or WellKnown.BirthDate or WellKnown.Relation or "died_on").Select(AsField)],
        "entry" => name is null ? Id("entry") is null ? register!.Fields : [] : [.. register!.Fields.Where(one => one.Name == name)],
        _ => [],
    };

    /// <summary>What is recorded now.</summary>
    public CardValue? Present(FieldDefinition asked) => of == "entry" ? Entry?.Value(asked.Name) : (of == "person" ? member!.Values : form.Card.Values).FirstOrDefault(value => value.Key == asked.Name);

    /// <summary>Whether what is recorded now is covered: it would stand in the form, chosen, or its answer would tell it. In one that came back stands only what was typed.</summary>
    /// <param name="covered">Whether what is sensitive of the household is covered.</param>
    public bool Locked(bool covered) => covered && form.Refused is null && Fields.Select(Present).Any(EventForm.IsCoveredValue);

    /// <summary>Whether anything sensitive is shown, covered or not.</summary>
    public bool Shows => Fields.Select(Present).Concat(Takes ? Entry!.Values : []).Any(EventForm.IsCoveredValue);

    /// <summary>What stands in the field when it is opened: the present value as it would be typed.</summary>
    public string? Typed(FieldDefinition asked) => form.Filled.Text("value_" + asked.Name) ?? (form.Refused is not null || asked.Secret || name == WellKnown.Phone ? null : ReadField.Written(asked, Present(asked)?.Value));

    /// <exception cref="ProblemException"><see cref="Problem.CoveredBeforeCorrecting"/>: what the page does not let anybody fill in is not taken from elsewhere, or the answer would tell what is recorded.</exception>
    public Correction Make()
    {
        form.RequireShown(Fields.Select(Present));
        var filled = form.Filled;
        DateOnly? from = filled.Text("since") == "day" ? form.On : null;
        var reason = form.Reason ?? throw new ProblemException(Problem.ReasonMissing());
        var values = Fields.ToDictionary(one => one.Name, one => filled.Text("value_" + one.Name));
        var person = member is null ? null : new PersonKey(form.Household.CountyKey, member.PersonId);
        return of switch
        {
            "household" => new CorrectHousehold(form.Household, values, from, reason),
            "person" when name == "died_on" => new CorrectDeath(person!, filled.Day("value_died_on"), reason),
            "person" => new CorrectPerson(person!, values, from, reason),
            _ => new CorrectEntry(form.Household.CountyKey, register!.Register, member?.PersonId ?? form.Household.Id, values, from, reason) { EntryId = Entry?.Id, Remove = Takes },
        };
    }

    private long? Id(string name) => long.TryParse(Given.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private FieldDefinition AsField(CardValue value) => new()
    {
        Name = value.Key, Labels = value.Labels, Choices = value.Field?.Choices ?? [],
        Type = value.Field?.Type ?? (value.Key is WellKnown.BirthDate or "died_on" ? FieldType.Day : FieldType.Text),
    };
}
