using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Keeping.Erasing;

/// <summary>What an erasure did.</summary>
/// <param name="Persons">Persons whose content went: of a household, those who belonged to no other.</param>
/// <param name="Versions">States emptied or destroyed.</param>
/// <param name="Files">Kept files destroyed because they hold somebody erased.</param>
/// <param name="IsOverwritten">Whether nothing of it is left in the database's files; false while somebody still read an older state: then the serving program does it within the hour, or the next opening of the registry.</param>
public sealed record ErasureReport(int Persons, int Versions, IReadOnlyList<long> Files, bool IsOverwritten)
{
    /// <summary>Keys of the counties where the household was before, or is since, and in which whoever erased may not: there a request was recorded that waits for whoever may.</summary>
    public IReadOnlyList<int> Elsewhere { get; init; } = [];

    /// <summary>Names of earlier registries that a restored backup replaced (<see cref="Restore.KeptBeside"/>): nothing is erased in those, they are for somebody to delete.</summary>
    public IReadOnlyList<string> KeptBeside { get; init; } = [];

    /// <summary>Households that still bear their name, in a remark in somebody else's name or in the household's number, which are content about others: somebody puts those right. Afterwards nobody can tell which.</summary>
    public IReadOnlyList<HouseholdKey> StillNaming { get; init; } = [];
}

/// <summary>Why somebody is erased: a request, or a question about who a list names.</summary>
internal sealed record RequestedErasure
{
    /// <summary>Null for a question.</summary>
    public PrivacyRequest? Request { get; init; }

    /// <summary>What is about to be written about it, which must not name them.</summary>
    public IReadOnlyList<string?> Words { get; init; } = [];

    /// <summary>Refuses what is asked no longer, in the same transaction, before anything goes.</summary>
    public Action<WriteSession>? StillAsked { get; init; }

    /// <summary>Answers it, in the same transaction, after the content is gone: nobody can answer otherwise in between, and whatever stops the program leaves both undone.</summary>
    public Action<WriteSession>? Answer { get; init; }
}

/// <summary>
/// Destroys the content about a person, or about a household and the persons who never belonged to another one: every state of theirs, what was written for it,
/// findings and warnings, and the kept files that hold them; also in a county that the household moved from or on to. In every county goes what names them (<see cref="Mentions"/>): questions, leads, and the words of
/// people, reasons of journal entries among them; and who signs in as the household itself ends (<see cref="TheirSignIns"/>). Person, membership and household stay as empty rows, so that counts hold and what rules ask of them is unknown rather than no; a household that goes whole ends on that day. The salts of the parts that are
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
    /// <see cref="Problem.NotAllowed"/> in any county in which something would go whole, <see cref="Problem.ErasureNeedsReason"/>, <see cref="Problem.ErasureNamesThem"/>, <see cref="Problem.NothingToErase"/>, <see cref="Problem.JournalNotWhole"/>
    /// </exception>
    public ErasureReport Person(int countyKey, long personId) => Run(countyKey, "person", personId);

    /// <summary>The request by which it is done; null when there is none.</summary>
    internal RequestedErasure? Requested { get; init; }

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
        while (true)
        {
            Whom before;
            using (var connection = registry.Database.OpenReader())
                before = Whom.Read(registry, connection.Command, countyKey, kind, id);
            // What reads files and words of every county, and takes its time, is done while others go on writing.
            var mentions = new Mentions(registry, before);
            var files = new FilesHolding(registry.Database, mentions.Who);
            var looks = new LooksNaming(registry.Database, mentions.Who);
            using var session = registry.Write(Everywhere, Right.ProposeCorrections);
            // Somebody may be named in any county: all stand still.
            int[] countyKeys = [.. session.Writer.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0))];
            foreach (var county in countyKeys)
                session.Lock(county);
            var whom = Whom.Read(registry, session.Writer.Command, countyKey, kind, id);
            // Given another name, or moved, in between: what was found is not all.
            if (whom.IsSame(before))
                return Erase(session, countyKeys, countyKey, whom, mentions, files, looks);
        }
    }

    /// <summary>Keys of the other counties that keep something of the same person or household because it moved.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public static IReadOnlyList<int> OtherCounties(Registry registry, Actor actor, int countyKey, string kind, long id)
    {
        actor.Require(Right.Erase, countyKey);
        using var connection = registry.Database.OpenReader();
        return [.. Whom.Read(registry, connection.Command, countyKey, kind, id).Subjects.Keys.Where(county => county != countyKey).Order()];
    }

    /// <summary>Words that name them go in every county, by the right to erase whom they name; and a county in which they were before is asked to erase them there. What goes whole needs the right in its county.</summary>
    private Actor Everywhere => actor with { Grants = [.. actor.Grants, new Grant(new HashSet<Right> { Right.Erase, Right.ProposeCorrections }, null)] };

    private ErasureReport Erase(WriteSession session, int[] countyKeys, int countyKey, Whom whom, Mentions mentions, FilesHolding files, LooksNaming looks)
    {
        Requested?.StillAsked?.Invoke(session);
        var mine = whom.Subjects.Where(county => county.Key == countyKey || actor.May(Right.Erase, county.Key)).ToDictionary(county => county.Key, county => county.Value);
        var elsewhere = whom.Subjects.Keys.Except(mine.Keys).Where(county => IsLeft(session, county, whom)).Order().ToList();
        var theirs = mine.ToDictionary(county => county.Key, county => registry.Tables.SelectMany(table => DestroyVersions.All(session, county.Key, table)).Where(found => county.Value.Contains(found.Owner)).ToList());
        if (theirs[countyKey].TrueForAll(found => found.Reader.Table.IsErased(found.Version)))
            throw new ProblemException(Problem.NothingToErase());
        foreach (var county in theirs.Keys.Where(county => theirs[county].TrueForAll(found => found.Reader.Table.IsErased(found.Version))).ToList())
            theirs.Remove(county);
        if (new[] { ground, reason }.Concat(Requested?.Words ?? []).OfType<string>().Any(mentions.Who.NamedIn))
            throw new ProblemException(Problem.ErasureNamesThem());

        // What is asked for in another county names them there itself.
        var versions = countyKeys.Except(whom.Subjects.Keys.Except(mine.Keys)).ToDictionary(county => county, county => (List<Destroyed>)[.. theirs.GetValueOrDefault(county) ?? [], .. mentions.In(session, county, mine.GetValueOrDefault(county) ?? [])]);
        // Who signs in as them works for no office: what it kept of the user goes along.
        var signIns = TheirSignIns.Of(registry, session, whom, mentions.Who);
        if (versions.TryGetValue(User.Office, out var ofOffice))
            ofOffice.AddRange(signIns.Names(session));
        foreach (var county in versions.Keys.Where(county => versions[county].Exists(one => one.Columns is null)))
            actor.Require(Right.Erase, county);
        var (kept, uploads) = files.Now(session);
        var report = new ErasureReport(mine[countyKey].Count(subject => subject.Kind == "person"), versions.Values.Sum(found => found.Count), kept, IsOverwritten: false) { Elsewhere = elsewhere, KeptBeside = Restore.KeptBeside(registry.Database) };
        report = report with { StillNaming = mentions.StillNaming(session.Writer.Command, countyKeys, whom) };
        if (DryRun)
            return report;

        foreach (var (county, found) in versions.Where(county => county.Value.Count > 0).OrderBy(county => county.Key))
            Destroy(session, county, found, whom, theirs.ContainsKey(county));
        foreach (var file in kept)
            ErasedFiles.Destroy(session, file);
        ErasedFiles.EraseNames(session, mentions.Who, files.Named(session), countyKeys);
        ErasedFiles.RemoveUploads(session, uploads);
        looks.EraseWords(session, whom.Households);
        signIns.End(session, reason);
        foreach (var county in elsewhere)
            AskFor(session, county, whom);
        Requested?.Answer?.Invoke(session);
        session.Commit();
        return report;
    }

    /// <summary>The same is asked for in a county where the household was before, or is since, by whoever may erase there: it comes into that county's list, with the days of the first request, or those the law gives.</summary>
    private void AskFor(WriteSession session, int countyKey, Whom whom)
    {
        var today = registry.Database.Time.Today();
        foreach (var (kind, id) in whom.Subjects[countyKey].Where(subject => subject.Kind == whom.Kind).Order())
        {
            var household = new HouseholdKey(countyKey, kind == "household" ? id : whom.Households.First(one => one.CountyKey == countyKey).Id);
            var asked = Requested?.Request;
            var received = asked?.ReceivedOn ?? today;
            var request = new PrivacyRequest(kind, id, household.Id, RequestKind.Deletion, asked?.AskedBy ?? AskedBy.Office, AskedElsewhere, received, asked?.DueOn ?? registry.Privacy.Requests.DueOn(received, registry.Calendar), actor.Name);
            var entry = session.Begin(countyKey, new EntryHead(EnterRequest.Act, today) { HouseholdId = household.Id }, Right.ProposeCorrections);
            entry.Add(PrivacyRequest.Table, request.ToValues());
            entry.Seal();
        }
    }

    /// <summary>Whether something of them is still kept in a county, and nobody has asked there yet.</summary>
    private bool IsLeft(WriteSession session, int countyKey, Whom whom) =>
        new[] { Households.Household.Table, Households.Person.Table }.SelectMany(table => DestroyVersions.All(session, countyKey, table)).Any(one => whom.Subjects[countyKey].Contains(one.Owner) && !one.Reader.Table.IsErased(one.Version))
        && !session.Read(PrivacyRequest.Table, countyKey).Select(PrivacyRequest.From).Any(one => one.Kind == RequestKind.Deletion && one.State == RequestState.Open && whom.Subjects[countyKey].Contains((one.OwnerKind, one.OwnerId)));

    private const string AskedElsewhere = "这一户迁县后，在另一县已清除；本县保存的也应清除。 Erased in the county the household moved to or came from; what this county keeps is to go as well.";

    private void Destroy(WriteSession session, int countyKey, List<Destroyed> versions, Whom whom, bool isTheirs)
    {
        var today = registry.Database.Time.Today();
        var subjects = isTheirs ? whom.Subjects[countyKey] : [];
        // Where a register's words go facts may change, as they do where somebody goes whole.
        var head = isTheirs
            ? new EntryHead(whom.Kind == "person" ? PersonAct : HouseholdAct, today) { HouseholdId = whom.Households.FirstOrDefault(one => one.CountyKey == countyKey)?.Id, Reason = reason }
            : new EntryHead(MentionsAct, today) { HouseholdId = versions.Exists(one => registry.Registers.Any(register => register.Table == one.Reader.Table)) ? null : EntryHead.NoHousehold, Reason = reason };
        new DestroyVersions(registry, session, countyKey).Run(versions, head, versions.GroupBy(found => found.Owner).OrderBy(owner => owner.Key)
            .Select(owner => new Erasure(owner.Key.Kind, owner.Key.Id, ground, subjects.Contains(owner.Key) ? null : ScopeOf(owner.Key, [.. owner]))),
            entry => End(session, entry, [.. subjects.Where(subject => subject.Kind == "household").Select(subject => subject.Id)]));
    }

    /// <summary>A household that was erased whole is counted no longer from that day on, nor is anybody in it: if a list names the family again, nobody stands twice in the totals. Days before count as they did.</summary>
    private static void End(WriteSession session, Entry entry, IReadOnlyCollection<long> households)
    {
        var today = session.Database.Time.Today();
        var left = Timeline.Read(session, Households.Household.Table, entry.CountyKey, "id", households).Concat(Timeline.Read(session, Membership.Table, entry.CountyKey, "household_id", households));
        foreach (var one in left.Where(one => one.To is null || one.To > today))
        {
            // What was registered stays findable: it stood for a day at least.
            one.End(one.From < today ? today : one.From.AddDays(1));
            one.WriteTo(entry);
        }
    }

    /// <summary>What of an owner goes of whom the rest stays; null when it is about itself and goes whole.</summary>
    private static string? ScopeOf((string Kind, long Id) owner, List<Destroyed> states) => states.TrueForAll(one => one.Columns is null && one.Reader.Table.Name == owner.Kind) ? null
        : string.Join(' ', states.SelectMany(one => one.Columns is null ? [one.Reader.Table.Name] : one.Columns.Select(column => $"{one.Reader.Table.Name}.{column}")).Distinct().Order(StringComparer.Ordinal));
}
