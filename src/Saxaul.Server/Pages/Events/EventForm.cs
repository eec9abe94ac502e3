using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Privacy;

namespace Saxaul.Server.Pages.Events;

/// <summary>A form about a family: the household as it is now, what somebody filled in, and why it came back.</summary>
public sealed class EventForm
{
    private EventForm(Visit visit, HouseholdCard card, HouseholdCard onThatDay, IFormCollection sent, Problem? refused)
    {
        (Visit, Card, OnThatDay, Cover, Sent, Filled, Refused) = (visit, card, onThatDay, Cover.Whole(visit.Language), sent, visit.Filled(sent), refused);
    }

    /// <exception cref="ProblemException">4001; 7001 and 7002 for whoever has not the right of the form's address for the household.</exception>
    internal static EventForm Read(Visit visit, string id, IFormCollection? sent, Problem? refused = null)
    {
        if (!visit.Registry.Database.Secrets.TryReadPublicId(id, out var countyKey, out var household))
            throw new ProblemException(Problem.HouseholdNotFound());
        var key = new HouseholdKey(countyKey, household);
        Reach.Require(visit.Registry.Database, visit.Actor, visit.Needed, key);
        HouseholdCard On(DateOnly day) => ReadHousehold.Of(visit.Registry, visit.Actor, key, day);
        var card = On(visit.Today);
        var then = DateOnly.TryParseExact(sent?["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= card.Since && day < visit.Today ? On(day) : card;
        return new EventForm(visit, card, then, sent ?? FormCollection.Empty, refused);
    }

    internal Visit Visit { get; }

    internal HouseholdCard Card { get; }

    /// <summary>The same on the day that was typed.</summary>
    private HouseholdCard OnThatDay { get; }

    /// <summary>Over what is sensitive; off only on a page, which opens the household (<see cref="EventPage"/>).</summary>
    internal Cover Cover { get; set; }

    internal Filled Filled { get; }

    internal IFormCollection Sent { get; }

    /// <summary>Why what was sent was refused; null for a form that is opened.</summary>
    internal Problem? Refused { get; }

    internal HouseholdKey Household => Card.Key;

    /// <summary>Where one goes once what is covered is shown: to the form as it was filled in, if it came back. Its files, which a browser sends only when they are chosen anew, do not come along.</summary>
    internal string? KeepTyped() => Refused is null ? null : Visit.WithReceipt(Visit.Address, new TypedBefore(Visit.Path, new FormCollection(Sent.ToDictionary(one => one.Key, one => one.Value))));

    /// <summary>Why nothing can be filled in: the household was erased, or has ended; null when it can.</summary>
    /// <param name="afterItsEnd">For what may also be said of one that has ended: that something of it was recorded wrongly.</param>
    internal Problem? Closed(bool afterItsEnd = false) => Card.ErasedOn is { } erased ? Problem.HouseholdErased(erased)
        : !afterItsEnd && Card.IsOver && (Card.EndedOn ?? Card.Ended?.On) is { } end ? Problem.HouseholdEnded(end) : null;

    /// <summary>The newest entry about the household: what whoever fills the form in has before them.</summary>
    internal long Height => Card.History.Select(line => line.Height).DefaultIfEmpty(0).Max();

    /// <summary>The same when the form that came back was opened.</summary>
    internal SeenHousehold Seen => new(Household, Filled.Height("height"));

    /// <summary>What was entered since the form was opened.</summary>
    internal IReadOnlyList<JournalLine> Since => Filled.Text("height") is null ? [] : [.. Card.History.Where(line => line.Height > Seen.Height)];

    internal DateOnly On => Filled.Day("day") ?? throw new ProblemException(Problem.DayNeeded());

    internal string? Reason => Filled.Text("reason");

    /// <summary>The members of whom something is kept: of the others nothing is entered, but that they left.</summary>
    internal IReadOnlyList<CardMember> Members => [.. Card.Members.Where(member => member.ErasedOn is null)];

    /// <summary>Whether only one member is left, with whom the household would end.</summary>
    internal bool IsLast => Card.Members.Count == 1;

    /// <summary>The reason; of the last member's going one is needed.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.LastMemberReason"/></exception>
    internal string? ReasonOfLast => Reason ?? (IsLast ? throw new ProblemException(Problem.LastMemberReason()) : null);

    /// <summary>The member who was chosen; nobody else, for this form asks nothing of where others belong: neither what is covered there nor what changed meanwhile.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NobodyChosen"/></exception>
    internal long Member() => Filled.Id("person") is { } person && Card.Members.Any(member => member.PersonId == person) ? person : throw new ProblemException(Problem.NobodyChosen());

    internal PersonKey Person => new(Household.CountyKey, Member());

    /// <summary>Relations that were given for members, by person.</summary>
    internal IReadOnlyDictionary<long, string?> Relations =>
        Members.Where(member => Filled.Text($"relation_{member.PersonId}") is not null).ToDictionary(member => member.PersonId, member => Filled.Text($"relation_{member.PersonId}"));

    /// <summary>Who is the head from then on; null when nobody was chosen. What each of those who stay is to them is asked once they are chosen.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.RelationsToNewHead"/></exception>
    internal NewHead? NewHead
    {
        get
        {
            if (Filled.Id("head") is not { } head)
                return null;
            var staying = StayingWith(head);
            if (staying.Count > 0 && !AskedOf(head))
                throw new ProblemException(Problem.RelationsToNewHead());
            return new NewHead(head) { Relations = staying.Where(member => member.Since <= On).ToDictionary(member => member.PersonId, member => Filled.Text($"to_head_{member.PersonId}")) };
        }
    }

    /// <summary>Whether the form asked what the others are to somebody.</summary>
    internal bool AskedOf(long head) => Filled.Id("asked_of") == head;

    /// <summary>The members who stay with a new head: neither who is chosen nor who is ticked goes along.</summary>
    internal IReadOnlyList<CardMember> StayingWith(long head) =>
        [.. Members.Where(member => member.PersonId != head && member.PersonId != Filled.Id("person") && Filled.Text($"member_{member.PersonId}") is null)];

    /// <summary>The day that the form's amounts are of: the one that was typed, where the household was there; otherwise today.</summary>
    internal DateOnly AmountsOf => OnThatDay.On;

    /// <summary>The household's amounts that count on that day, of which it can be said that they are somebody's.</summary>
    internal IReadOnlyList<CardEntry> Amounts =>
        [.. HouseholdAccount.Of(OnThatDay).SelectMany(account => account.Parts).SelectMany(part => part.Lines).SelectMany(line => line.Counted).Where(entry => AmountOf(entry) > 0)];

    internal static long? AmountOf(CardEntry entry) => entry.Value(entry.Register.Spread!.Value)?.Value as long?;

    /// <summary>Of the household's amounts those that go along altogether.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AmountsOfThatDay"/></exception>
    internal IReadOnlyList<long> Going => [.. Chosen("all").Select(entry => entry.Id)];

    /// <summary>And those of which a part goes, with the part in fen.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AmountsOfThatDay"/>, <see cref="Problem.PartUnreadable"/></exception>
    internal IReadOnlyDictionary<long, long> Parts =>
        Chosen("part").ToDictionary(entry => entry.Id, entry => Filled.Money($"part_{entry.Id}") ?? throw new ProblemException(Problem.PartUnreadable()));

    /// <summary>What was chosen of the amounts that the form showed; refused when they were others on the day that was typed since.</summary>
    private List<CardEntry> Chosen(string goes)
    {
        var amounts = Amounts.ToDictionary(entry => entry.Id);
        return [.. Sent.Keys.Where(key => key.StartsWith("goes_", StringComparison.Ordinal) && Filled.Text(key) == goes).Select(key => Filled.Id("shown_" + key[5..]) is { } shown
            && long.TryParse(key[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && amounts.TryGetValue(id, out var entry) && AmountOf(entry) == shown
            ? entry : throw new ProblemException(Problem.AmountsOfThatDay(AmountsOf)))];
    }

    /// <summary>The village of the household's county that was chosen; null when none was.</summary>
    internal long? Village => Filled.Id("village");

    /// <summary>Another household of the registry, by the number somebody typed.</summary>
    /// <exception cref="ProblemException">As <see cref="Visit.PickHousehold"/>.</exception>
    internal HouseholdKey Other(string name) => Visit.PickHousehold(Filled.Text(name), county: null);

    /// <summary>Enters what the page made of it: a correction with the evidence that was given, an event as it is.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.HouseholdErased"/>, and what the act refuses.</exception>
    internal Entered Enter(FamilyAct act, NumbersTried numbers) => Closed(afterItsEnd: true) is { } closed ? throw new ProblemException(closed) : act is Correction correction
        ? new EnterCorrection(correction, Filled.Text("evidence"), File).Run(Visit.Registry, Visit.Actor, Visit.Facts, Visit.Policies, numbers, Seen)
        : new EnterEvent(act).Run(Visit.Registry, Visit.Actor, Visit.Facts, Visit.Policies, numbers, Seen);

    /// <summary>What is covered is asked for before it is put right: the answer would tell whether what was typed is what is recorded.</summary>
    /// <param name="recorded">What is recorded now in the places of what was typed.</param>
    /// <exception cref="ProblemException"><see cref="Problem.CoveredBeforeCorrecting"/></exception>
    internal void RequireShown(IEnumerable<CardValue?> recorded)
    {
        if (Visit.Looking.Covers(Household) && recorded.Any(IsCoveredValue))
            throw new ProblemException(Problem.CoveredBeforeCorrecting());
    }

    /// <summary>Whether it is recorded and would be covered.</summary>
    internal static bool IsCoveredValue(CardValue? recorded) => recorded is { Value: not null, IsSensitive: true };

    /// <summary>Whether the form asks for evidence: a warning would go.</summary>
    internal bool NeedsEvidence => Refused?.Asks == ProblemAsks.Evidence || Filled.Text("evidence") is not null;

    private EvidenceFile? File
    {
        get
        {
            // A field in which no file was chosen comes without a name.
            if (Sent.Files.GetFile("photo") is not { FileName.Length: > 0 } file)
                return null;
            if (file.Length == 0)
                throw new ProblemException(Problem.EvidenceEmpty());
            if (file.Length > EvidenceFile.Most)
                throw new ProblemException(Problem.EvidenceTooLarge(file.Length, EvidenceFile.Most));
            using var stream = file.OpenReadStream();
            var content = new byte[file.Length];
            stream.ReadExactly(content);
            return EvidenceFile.Read(content);
        }
    }
}
