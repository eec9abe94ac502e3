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

    /// <summary>That it waits, or what somebody said of an event, in a sentence for whoever reads of the household; and which warning stands again that had gone.</summary>
    public static string Mark(Visit visit, ListedCorrection one, HouseholdCard card) => visit.Say(
        (one.Event is null, one.IsOpen) switch
        {
            (true, true) when one.Correction.Clears.Count == 0 => "correction.mark_proposed", (true, true) => "correction.mark", (true, false) => "correction.mark_done", (false, true) => "correction.event." + one.Correction.State, (false, false) => "correction.event.mark_done",
        },
        ("rules", Rules(visit, one.Correction.Clears)), ("by", one.Correction.ProposedBy), ("who", one.Correction.DecidedBy), ("on", one.Decided), ("why", one.Correction.DecidedReason), ("act", one.Event is { } entered ? ActLabels.Of(entered.Act).In(visit.Language) : null))
        + (one.IsOpen || Rules(visit, one.Correction.Clears.Where(cleared => card.Warnings.Any(warning => warning.Gone is null && (warning.Warning.Policy, warning.Warning.Rule) == (cleared.Policy, cleared.Rule)))) is not { Length: > 0 } back
            ? null : visit.Say("correction.mark_back", ("rules", back)));

    /// <returns>What is corrected, what is recorded of it in the household as it is shown, and what it is to be; what is sensitive covered until somebody asked for it, null for unknown.</returns>
    public static IReadOnlyList<(string What, string? Present, string? Value)> Of(Visit visit, Correction correction, HouseholdCard card, Cover cover)
    {
        var language = visit.Language;
        CardMember? Member(long person) => card.Members.Concat(card.FormerMembers).FirstOrDefault(one => one.PersonId == person);
        (string, string?, string?) Said(string? whose, CardValue? present, string field, string? value) => (Joined(whose, present?.Labels.In(language) ?? field), present is null ? null : cover.WithUnit(present), cover.Over(field, present?.Field, value));
        CardValue? Found(IEnumerable<CardValue>? values, string field) => values?.FirstOrDefault(value => value.Key == field);
        switch (correction)
        {
            case CorrectHousehold household:
                return [.. household.Fields.Select(one => Said(null, Found(card.Values, one.Key), one.Key, one.Value))];
            case CorrectPerson { Person.Id: var id } person:
                return [.. person.Fields.Select(one => (one, Present: Found(Member(id)?.Values, one.Key))).Select(one => Said(Member(id)?.Person.Name, one.Present, one.one.Key, HouseholdCard.Show(one.one.Value, one.Present?.Field, language)))];
            case CorrectDeath death:
                return [Said(Member(death.Person.Id)?.Person.Name, Found(Member(death.Person.Id)?.Values, "died_on"), "died_on", death.DiedOn is { } on ? Texts.Show(on) : null)];
            case GiveDocument document:
                return [Said(Member(document.Person.Id)?.Person.Name, Found(Member(document.Person.Id)?.Values, WellKnown.DocumentNumber), WellKnown.DocumentNumber, document.Document)];
            case CorrectEntry correct:
                var register = visit.Registry.Register(correct.Register);
                var about = register.BelongsTo == Owner.Person ? Member(correct.OwnerId) : null;
                var entry = (about?.Entries ?? card.Entries).FirstOrDefault(one => one.Register == register && one.Id == correct.EntryId);
                var whose = Joined(about?.Person.Name, register.Labels.In(language), entry?.Choice.In(language));
                return correct.Remove
                    ? [(whose, entry is { Register.Spread: { } spread } && entry.Value(spread.Value) is { } amount ? cover.WithUnit(amount) : null, visit.Say("correction.remove"))]
                    : [.. correct.Fields.Select(one => (Joined(whose, register.Field(one.Key).Labels.In(language)), entry?.Value(one.Key) is { } present ? cover.WithUnit(present) : null,
                        cover.Over(one.Key, register.Field(one.Key), HouseholdCard.WithUnit(HouseholdCard.ShowTyped(one.Value, register.Field(one.Key), language), register.Field(one.Key), language))))];
            case UndoAct undo:
                return [.. card.History.Where(line => line.ByHand == undo.Batch).Select(line => (visit.Say("correction.undo", ("act", line.Labels.In(visit.Language)), ("on", line.On)), (string?)null, cover.Why(line)))];
            default:
                return [];
        }
    }

    private static string Joined(params IEnumerable<string?> words) => string.Join(Texts.Dot, words.Where(word => !string.IsNullOrEmpty(word)));

    public static string From(Visit visit, Correction correction) => correction switch
    {
        CorrectHousehold { From: { } on } => visit.Say("correction.from", ("on", on)),
        CorrectPerson { From: { } on } => visit.Say("correction.from", ("on", on)),
        CorrectEntry { From: { } on } => visit.Say("correction.from", ("on", on)),
        GiveDocument { On: { } on } => visit.Say("correction.from", ("on", on)),
        _ => visit.Say("correction.always"),
    };

    public static string Rules(Visit visit, IEnumerable<ClearedWarning> clears) => visit.List(EachRule(visit, clears));

    public static IEnumerable<string> EachRule(Visit visit, IEnumerable<ClearedWarning> clears) => clears.Select(one => one.LabelsIn(visit.Policies).In(visit.Language)).Distinct();
}
