using System;
using System.Globalization;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Registers;

namespace Saxaul.Server.Pages.Imports;

/// <summary>Fields and their values in words, for differences.</summary>
internal sealed class FieldWords(Registry registry, string language)
{
    /// <summary>"budget.wages" as 工资性收入.</summary>
    public string Label(string key) => Register(key) is var (_, field, choice) ? (choice?.Labels ?? field.Labels).In(language)
        : Texts.All.ContainsKey("imports.field." + key) ? Texts.Say("imports.field." + key, language) : RosterWords.Column(registry, key)?.Labels.In(language) ?? key;

    /// <summary>Whether it is covered until somebody asks for it.</summary>
    public bool IsCovered(string key) => SensitiveFields.Has(key, Register(key)?.Field);

    /// <summary>A value as <see cref="Difference"/> writes it, under the household's cover.</summary>
    public string? Value(string key, string? written, Cover cover)
    {
        if (written is null)
            return null;
        if (key == "person.sex")
            return Texts.Say("imports.sex." + written, language);
        if (key == "membership.relation")
            return registry.Lists.Where(list => list.About == ListAbout.Roster).SelectMany(list => list.Columns).FirstOrDefault(column => column.Field == WellKnown.Relation)?.Choices.FirstOrDefault(choice => choice.Code == written)?.Labels.In(language) ?? written;
        if (Register(key) is not var (_, field, _))
            return cover.Over(key, null, written);
        object value = field.Type switch
        {
            FieldType.Money or FieldType.Integer => long.Parse(written, CultureInfo.InvariantCulture),
            FieldType.YesNo => bool.Parse(written),
            _ => written,
        };
        return cover.Over(key, field, HouseholdCard.WithUnit(HouseholdCard.Show(value, field, language), field, language));
    }

    /// <summary>A value as somebody would type it, which findings keep, under the household's cover.</summary>
    public string? Typed(string key, string? written, Cover cover) => cover.Over(key, Register(key)?.Field, Typed(key, written));

    /// <summary>What is recorded of a household, or of somebody in it, under a key; null when that is nothing, or several amounts of which none is meant more than another.</summary>
    public string? Recorded(string key, HouseholdCard card, long? person, Cover cover)
    {
        var member = card.Members.Concat(card.FormerMembers).FirstOrDefault(one => one.PersonId == person);
        if (Register(key) is not var (register, field, choice))
            return (member?.Values ?? card.Values).FirstOrDefault(value => value.Key == key) is { } known ? cover.WithUnit(known) : null;
        var entries = (member?.Entries ?? card.Entries).Where(entry => entry.Register == register && (choice is null || entry.Value(register.Spread!.By)?.Value as string == choice.Code)).ToList();
        return entries is [var only] && only.Value(field.Name) is { } value ? cover.WithUnit(value) : null;
    }

    private string? Typed(string key, string? written) => written is null ? null
        : key == WellKnown.Sex ? Texts.Say("imports.sex." + written, language)
        : key == WellKnown.Relation ? RosterWords.Relations(registry).FirstOrDefault(choice => choice.Code == written)?.Labels.In(language) ?? written
        : Register(key) is not var (_, field, _) ? written
        : HouseholdCard.WithUnit(HouseholdCard.ShowTyped(written, field, language), field, language);

    /// <summary>The register's field that a key names, and the choice where each choice is a field of its own; null for what is no register's.</summary>
    private (RegisterDefinition Register, FieldDefinition Field, ChoiceDefinition? Choice)? Register(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return null;
        if (registry.Registers.FirstOrDefault(register => register.Register == key[..dot]) is not { } register)
            return null;
        var name = key[(dot + 1)..];
        return register.Spread is { } spread && register.Field(spread.By).Choice(name) is { } choice
            ? (register, register.Field(spread.Value), choice)
            : register.Fields.FirstOrDefault(field => field.Name == name) is { } field ? (register, field, null) : null;
    }
}
