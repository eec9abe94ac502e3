using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Users;

namespace Saxaul.Journal;

/// <summary>What an erasure did.</summary>
/// <param name="Persons">Persons whose content went: of a household, those who belonged to no other.</param>
/// <param name="Versions">States emptied or destroyed.</param>
/// <param name="Files">Kept files destroyed because they hold somebody erased.</param>
/// <param name="IsOverwritten">Whether nothing of it is left in the database's files; false while somebody still read an older state: then the next opening of the registry does it.</param>
public sealed record ErasureReport(int Persons, int Versions, IReadOnlyList<long> Files, bool IsOverwritten);

/// <summary>
/// Destroys the content about a person, or about a household and the persons who never belonged to another one: every state of theirs, what was written for it,
/// findings and warnings, and the kept files that hold them; in every county, questions about a department's row that writes their name or number, and leads of their
/// name. Person, membership and household stay as empty rows, so that counts hold and what rules ask of them is unknown rather than no. The salts of the parts that are
/// about them go; the journal can still be checked. That it was done, why and by which law is an entry of each county in which something went.
/// </summary>
/// <param name="ground">The law or rule that asks for it; never anything about the person.</param>
/// <param name="reason">Why now, for example "asked for on 2020-04-03, letter 17"; never anything about the person.</param>
public sealed class EraseContent(Registry registry, Actor actor, string ground, string reason)
{
    internal const string PersonAct = "erase person", HouseholdAct = "erase household";

    /// <summary>In a county that keeps nothing of the person but questions and leads; no facts.</summary>
    private const string MentionsAct = "erase mentions";

    /// <summary>Only says what would be destroyed.</summary>
    public bool DryRun { get; init; }

    /// <exception cref="ProblemException">
    /// <see cref="Problem.NotAllowed"/> in any county in which something would go, <see cref="Problem.ErasureNeedsReason"/>, <see cref="Problem.NothingToErase"/>, <see cref="Problem.JournalNotWhole"/>
    /// </exception>
    public ErasureReport Person(int countyKey, long personId) => Run(countyKey, "person", personId);

    /// <summary>What is done in the same transaction, after the content is gone; nothing when left out.</summary>
    internal Action<WriteSession>? Also { get; init; }

    /// <summary>The household and whoever belonged to no other one.</summary>
    /// <exception cref="ProblemException">As for a person.</exception>
    public ErasureReport Household(int countyKey, long householdId) => Run(countyKey, "household", householdId);

    private ErasureReport Run(int countyKey, string kind, long id)
    {
        actor.Require(Right.Erase, countyKey);
        if (string.IsNullOrWhiteSpace(ground) || string.IsNullOrWhiteSpace(reason))
            throw new ProblemException(Problem.ErasureNeedsReason());
        var report = Erase(countyKey, kind, id);
        // A copy to practise on would keep them; it is made anew, without them, when it is next asked for.
        if (!DryRun)
            PracticeCopy.RemoveAll(registry);
        return DryRun ? report : report with { IsOverwritten = registry.Database.OverwriteIfDue() };
    }

    private ErasureReport Erase(int countyKey, string kind, long id)
    {
        using var session = registry.Write(actor);
        // Somebody may be named in any county: all stand still.
        int[] countyKeys = [.. session.Writer.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0))];
        foreach (var county in countyKeys)
            session.Lock(county);
        var memberships = DestroyVersions.All(session, countyKey, Membership.Table).Select(found => Membership.From(found.Version)).ToList();
        HashSet<(string Kind, long Id)> subjects = [(kind, id)];
        if (kind == "household")
            subjects.UnionWith(memberships.GroupBy(one => one.PersonId).Where(person => person.All(one => one.HouseholdId == id)).Select(person => ("person", person.Key)));
        var theirs = registry.Tables.SelectMany(table => DestroyVersions.All(session, countyKey, table)).Where(found => subjects.Contains(found.Owner)).ToList();
        if (theirs.TrueForAll(found => found.Reader.Table.IsErased(found.Version)))
            throw new ProblemException(Problem.NothingToErase());

        var who = KnownByOf(theirs);
        var versions = countyKeys.ToDictionary(county => county, county => (List<Destroyed>)[.. county == countyKey ? theirs : [], .. Mentions(session, county, who)]);
        foreach (var county in countyKeys.Where(county => versions[county].Count > 0))
            actor.Require(Right.Erase, county);
        var files = HandedFiles.Holding(session, who);
        var report = new ErasureReport(subjects.Count(subject => subject.Kind == "person"), versions.Values.Sum(found => found.Count), files, IsOverwritten: false);
        if (DryRun)
            return report;

        var today = registry.Database.Time.Today();
        foreach (var county in countyKeys.Where(county => versions[county].Count > 0))
        {
            Destroy(session, county, versions[county], county != countyKey ? new EntryHead(MentionsAct, today) { HouseholdId = EntryHead.NoHousehold, Reason = reason } : new EntryHead(kind == "person" ? PersonAct : HouseholdAct, today)
            {
                HouseholdId = kind == "household" ? id : memberships.FirstOrDefault(one => one.PersonId == id)?.HouseholdId, Reason = reason,
            });
        }
        foreach (var file in files)
            HandedFiles.Erase(session, file);
        // Who looked stays; what they wrote of why may name somebody.
        foreach (var household in memberships.Where(one => subjects.Contains(("person", one.PersonId))).Select(one => one.HouseholdId).Concat(subjects.Where(one => one.Kind == "household").Select(one => one.Id)).Distinct())
            RowSeal.Update(session.Writer, registry.Database.Secrets, "look", "words = NULL", "county_key = @county AND household_id = @household AND words IS NOT NULL", ("@county", countyKey), ("@household", household));
        HandedFiles.EraseStaged(session, who);
        Also?.Invoke(session);
        session.Commit();
        return report;
    }

    /// <summary>What a county keeps about nobody it knows, but by their name or number: every state of it.</summary>
    private List<Destroyed> Mentions(WriteSession session, int countyKey, KnownBy who)
    {
        var things = new[] { Finding.Table, Lead.Table }.SelectMany(table => DestroyVersions.All(session, countyKey, table)).Where(found => found.Owner == (found.Reader.Table.Name, found.Version.Id))
            .GroupBy(found => found.Owner).Select(states => states.ToList()).ToList();
        return [.. things.Where(states => states.Exists(state => Names(state, who))).SelectMany(states => states)];
    }

    private static bool Names(Destroyed state, KnownBy who)
    {
        if (state.Reader.Table == Lead.Table)
            return who.Is(Lead.From(state.Version).Name, null);
        var written = (Finding.From(state.Version).Written ?? "").Split(MatchQuestions.BeforeNumber);
        return who.Is(written[0], written.Length > 1 ? written[1] : null);
    }

    private void Destroy(WriteSession session, int countyKey, List<Destroyed> versions, EntryHead head) => new DestroyVersions(registry, session, countyKey)
        .Run(versions, head, versions.Select(found => found.Owner).Distinct().Order().Select(owner => new Erasure(owner.Kind, owner.Id, ground)));

    /// <summary>By what they are, or were, known in files.</summary>
    private static KnownBy KnownByOf(List<Destroyed> versions)
    {
        var (names, numbers, households) = (new List<string?>(), new List<string?>(), new List<string?>());
        foreach (var found in versions)
        {
            if (found.Reader.Table == Households.Person.Table && Households.Person.From(found.Version) is var person)
            {
                names.Add(person.Name);
                numbers.Add(person.Number);
            }
            else if (found.Reader.Table == Households.Household.Table && Households.Household.From(found.Version) is var household)
            {
                households.Add(household.Number);
                numbers.Add(household.Phone);
            }
        }
        return new KnownBy(names, numbers, households);
    }
}
