using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Server.Pages.Events;

/// <summary>What a correction says, for reading.</summary>
internal static class CorrectionWords
{
    /// <summary>What waits, in a word: the event that is in force, the undoing of one, or a correction.</summary>
    public static string Kind(Visit visit, ListedCorrection one) =>
        (one.Event is { } entered ? ActLabels.Of(entered.Act) : one.Correction.Correction is UndoAct ? ActLabels.Of(UndoAct.Act) : null)?.In(visit.Language) ?? visit.Say("correction.kind");

    /// <returns>What is corrected, and to what; numbers masked.</returns>
    public static IReadOnlyList<(string What, string? Value)> Of(Visit visit, Correction correction, HouseholdCard card)
    {
        var language = visit.Language;
        CardMember? Member(PersonKey person) => card.Members.Concat(card.FormerMembers).FirstOrDefault(one => one.PersonId == person.Id);
        string Label(IEnumerable<CardValue>? values, string field) => values?.FirstOrDefault(value => value.Key == field)?.Labels.In(language) ?? field;
        switch (correction)
        {
            case CorrectHousehold household:
                return [.. household.Fields.Select(one => (Label(card.Values, one.Key), one.Key == WellKnown.Phone && one.Value is { } phone ? Masked.Number(phone) : one.Value))];
            case CorrectPerson person:
                var member = Member(person.Person);
                return [.. person.Fields.Select(one => ($"{member?.Person.Name} · {Label(member?.Values, one.Key)}", HouseholdCard.Show(one.Value, member?.Values.FirstOrDefault(value => value.Key == one.Key)?.Field, language)))];
            case CorrectDeath death:
                return [($"{Member(death.Person)?.Person.Name} · {Label(Member(death.Person)?.Values, "died_on")}", Texts.Show(death.DiedOn))];
            case GiveDocument document:
                return [($"{Member(document.Person)?.Person.Name} · {Label(Member(document.Person)?.Values, WellKnown.DocumentNumber)}", Masked.Number(document.Document))];
            case CorrectEntry entry:
                var register = visit.Registry.Register(entry.Register);
                var about = card.Members.Concat(card.FormerMembers).FirstOrDefault(one => register.BelongsTo == Owner.Person && one.PersonId == entry.OwnerId);
                var item = (about?.Entries ?? card.Entries).FirstOrDefault(one => one.Register == register && one.Id == entry.EntryId)?.Choice.In(language);
                var whose = string.Join(" · ", new[] { about?.Person.Name, register.Labels.In(language), item }.Where(text => !string.IsNullOrEmpty(text)));
                return entry.Remove ? [(whose, visit.Say("correction.remove"))] : [.. entry.Fields.Select(one => ($"{whose} · {register.Field(one.Key).Labels.In(language)}", HouseholdCard.Show(one.Value, register.Field(one.Key), language)))];
            case UndoAct undo:
                return [.. card.History.Where(line => line.ByHand == undo.Batch).Select(line => (visit.Say("correction.undo", ("act", line.Labels.In(visit.Language)), ("on", line.On)), line.Reason))];
            default:
                return [];
        }
    }

    public static string From(Visit visit, Correction correction) => correction switch
    {
        CorrectHousehold { From: { } on } => visit.Say("correction.from", ("on", on)),
        CorrectPerson { From: { } on } => visit.Say("correction.from", ("on", on)),
        CorrectEntry { From: { } on } => visit.Say("correction.from", ("on", on)),
        GiveDocument { On: { } on } => visit.Say("correction.from", ("on", on)),
        _ => visit.Say("correction.always"),
    };

    public static string Rules(Visit visit, WaitingCorrection correction) => Rules(visit, correction.Clears);

    public static string Rules(Visit visit, IEnumerable<ClearedWarning> clears) =>
        string.Join(visit.Language == Language.Chinese ? "、" : ", ", clears.Select(one => one.LabelsIn(visit.Policies).In(visit.Language)).Distinct());
}
