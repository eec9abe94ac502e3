using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Events;

/// <summary>A form about a family: the household as it is now, what somebody filled in, and why it came back.</summary>
public sealed class EventForm
{
    private EventForm(Visit visit, HouseholdCard card, IFormCollection sent, Problem? refused)
    {
        (Visit, Card, Sent, Filled, Refused) = (visit, card, sent, visit.Filled(sent), refused);
    }

    /// <exception cref="ProblemException">4001; 7001 and 7002 for whoever may not change the household.</exception>
    internal static EventForm Read(Visit visit, string id, IFormCollection? sent, Problem? refused = null)
    {
        if (!visit.Registry.Database.Secrets.TryReadPublicId(id, out var countyKey, out var household))
            throw new ProblemException(Problem.HouseholdNotFound());
        var key = new HouseholdKey(countyKey, household);
        Reach.Require(visit.Registry.Database, visit.Actor, Right.WriteHouseholds, key);
        return new EventForm(visit, ReadHousehold.Of(visit.Registry, visit.Actor, key, visit.Today), sent ?? FormCollection.Empty, refused);
    }

    internal Visit Visit { get; }

    internal HouseholdCard Card { get; }

    internal Filled Filled { get; }

    internal IFormCollection Sent { get; }

    /// <summary>Why what was sent was refused; null for a form that is opened.</summary>
    internal Problem? Refused { get; }

    internal HouseholdKey Household => Card.Key;

    /// <summary>The newest entry about the household: what whoever fills the form in has before them.</summary>
    internal long Height => Card.History.Select(line => line.Height).DefaultIfEmpty(0).Max();

    /// <summary>The same when the form that came back was opened.</summary>
    internal SeenHousehold Seen => new(Household, Filled.Id("height") ?? 0);

    /// <summary>What was entered since the form was opened.</summary>
    internal IReadOnlyList<JournalLine> Since => Filled.Text("height") is null ? [] : [.. Card.History.Where(line => line.Height > Seen.Height)];

    internal DateOnly On => Filled.Day("day") ?? throw new ProblemException(Problem.DayNeeded());

    internal string? Reason => Filled.Text("reason");

    /// <summary>The member who was chosen.</summary>
    internal long Member(string name = "person") => Filled.Id(name) ?? throw new ProblemException(Problem.NobodyChosen());

    internal PersonKey Person => new(Household.CountyKey, Member());

    /// <summary>Relations that were given for members, by person.</summary>
    internal IReadOnlyDictionary<long, string?> Relations =>
        Card.Members.Where(member => Filled.Text($"relation_{member.PersonId}") is not null).ToDictionary(member => member.PersonId, member => Filled.Text($"relation_{member.PersonId}"));

    /// <summary>The household's amounts, of which it can be said that they are somebody's.</summary>
    internal IReadOnlyList<CardEntry> Amounts => [.. Card.Entries.Where(entry => entry.Register.Spread is { } spread && entry.Value(spread.Value)?.Value is long and > 0)];

    /// <summary>Of the household's amounts those that go along altogether.</summary>
    internal IReadOnlyList<long> Going => [.. Amounts.Select(entry => entry.Id).Where(id => Filled.Text($"goes_{id}") == "all")];

    /// <summary>And those of which a part goes, with the part in fen.</summary>
    internal IReadOnlyDictionary<long, long> Parts =>
        Amounts.Where(entry => Filled.Text($"goes_{entry.Id}") == "part").ToDictionary(entry => entry.Id, entry => Filled.Money($"part_{entry.Id}") ?? throw new ProblemException(Problem.PartUnreadable()));

    /// <summary>The village of the household's county that was chosen; null when none was.</summary>
    internal long? Village => Filled.Id("village");

    /// <summary>Another household of the registry, by the number somebody typed.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.AnsweredHouseholdUnknown"/>, which is said in the form, where the number can be mended.</exception>
    internal HouseholdKey Other(string name)
    {
        try
        {
            return new PickHousehold(Filled.Needed(name)).Run(Visit.Registry, Visit.Actor);
        }
        catch (ProblemException unknown) when (unknown.Problem.Number == Problem.HouseholdNotFound().Number)
        {
            throw new ProblemException(Problem.AnsweredHouseholdUnknown(), unknown);
        }
    }

    /// <summary>Enters what the page made of it: a correction with the evidence that was given, an event as it is.</summary>
    internal Entered Enter(FamilyAct act) => act is Correction correction
        ? new EnterCorrection(correction, Filled.Text("evidence"), File).Run(Visit.Registry, Visit.Actor, Visit.Facts, Visit.Policies, Seen)
        : new EnterEvent(act).Run(Visit.Registry, Visit.Actor, Visit.Facts, Visit.Policies, Seen);

    /// <summary>Whether the form asks for evidence: a warning would go.</summary>
    internal bool NeedsEvidence => Refused?.Number is 4060 or 4066 || Filled.Text("evidence") is not null;

    private EvidenceFile? File
    {
        get
        {
            if (Sent.Files.GetFile("photo") is not { Length: > 0 } file)
                return null;
            if (file.Length > EvidenceFile.Most)
                throw new ProblemException(Problem.EvidenceUnreadable());
            using var stream = file.OpenReadStream();
            var content = new byte[file.Length];
            stream.ReadExactly(content);
            return EvidenceFile.Read(content);
        }
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
