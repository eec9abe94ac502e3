using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// A household with its memberships of all days, as an act takes it in hand: what may be done is checked here, and what was done is written as one journal entry, so
/// that the household's facts follow.
/// </summary>
internal sealed class Family
{
    private readonly WriteSession session;
    private readonly Timeline? known;
    private readonly Household? founded;
    private readonly List<Timeline> memberships;
    private readonly HashSet<Timeline> changed = [];
    private readonly List<(Membership Member, DateOnly From)> joining = [];
    private readonly List<Action<Entry>> alsoWritten = [];
    private List<Journal.Version>? findings;
    private long lastLine;
    private DateOnly? headLeft;

    /// <summary>One that the registry knows.</summary>
    /// <exception cref="ProblemException">4001 when it is not there, 7002 when it is outside the villages of whoever acts.</exception>
    public Family(WriteSession session, HouseholdKey key)
    {
        this.session = session;
        Key = key;
        known = Timeline.Read(session, Household.Table, key.CountyKey, "id", key.Id) is [var found] ? found : throw new ProblemException(Problem.HouseholdNotFound());
        session.RequireReach(key, Household.From(new Journal.Version { Id = key.Id, Values = known.Last, TrueFrom = known.From, KnownFrom = 0 }));
        memberships = Timeline.Read(session, Membership.Table, key.CountyKey, "household_id", key.Id);
    }

    /// <summary>One that an act founds.</summary>
    /// <exception cref="ProblemException">7002 outside the villages of whoever acts.</exception>
    public Family(WriteSession session, int countyKey, Household founded)
    {
        this.session = session;
        this.founded = founded;
        Key = new HouseholdKey(countyKey, session.NewId(countyKey));
        session.RequireReach(Key, founded);
        memberships = [];
        findings = [];
    }

    public HouseholdKey Key { get; }

    /// <summary>Whether it is one that this act founds.</summary>
    public bool IsFounded => founded is not null;

    /// <summary>The first day on which it is no more; null while it is there.</summary>
    public DateOnly? EndedOn => known?.To;

    /// <summary>As it stands on a day; before its first day, as it first stood.</summary>
    public Household At(DateOnly on) =>
        founded ?? Household.From(new Journal.Version { Id = Key.Id, Values = known!.At(on) ?? known.States.First().Values, TrueFrom = on, KnownFrom = 0 });

    /// <summary>Who belongs to it on a day, with their relation to the head.</summary>
    public IEnumerable<Membership> MembersOn(DateOnly on) =>
        memberships.Select(membership => membership.At(on)).OfType<object?[]>().Select(Of).Concat(joining.Where(one => one.From <= on).Select(one => one.Member));

    /// <summary>The membership of a person that holds on a day.</summary>
    /// <exception cref="ProblemException">4005 when the person is no member on that day, 4006 when they only became one later.</exception>
    public Timeline MembershipOn(long personId, DateOnly on)
    {
        var own = memberships.Where(membership => PersonOf(membership) == personId).ToList();
        return own.Find(membership => membership.At(on) is not null)
            ?? throw new ProblemException(own.Find(membership => membership.From > on) is { } later ? Problem.NotYetMember(later.From) : Problem.NotAMember());
    }

    /// <summary>Adds a member from a day on.</summary>
    /// <exception cref="ProblemException">4007 when the person is one already, 4008 when there is a head already.</exception>
    public void Join(long personId, string? relation, DateOnly on)
    {
        if (joining.Exists(one => one.Member.PersonId == personId) || memberships.Exists(membership => PersonOf(membership) == personId && !EndedBy(membership, on)))
            throw new ProblemException(Problem.AlreadyMember());
        if (relation == Membership.Head && (joining.Exists(one => one.Member.Relation == Membership.Head) || memberships.Exists(membership => IsHeadFrom(membership, on))))
            throw new ProblemException(Problem.HeadAlready());
        joining.Add((new Membership(Key.Id, personId, relation), on));
    }

    /// <summary>Ends the membership that holds on a day; when a head goes, <paramref name="newHead"/> takes their place or the household stands without a head.</summary>
    /// <exception cref="ProblemException">4005, 4006, 4008, 4022.</exception>
    public void Leave(long personId, DateOnly on, NewHead? newHead = null)
    {
        _ = MembershipOn(personId, on);
        Depart(personId, on, newHead);
    }

    /// <summary>The same for whoever was gone by a day, also where they were registered only after it.</summary>
    public void Depart(long personId, DateOnly on, NewHead? newHead = null)
    {
        if (newHead?.PersonId == personId)
            throw new ProblemException(Problem.HeadLeaves());
        var from = on;
        var leaving = memberships.Where(membership => PersonOf(membership) == personId && !EndedBy(membership, on)).ToList();
        foreach (var membership in leaving)
            from = membership.From > from ? membership.From : from;
        if (HeadOn(from) == personId)
            headLeft = from;
        foreach (var membership in leaving)
        {
            membership.End(on);
            changed.Add(membership);
            if (membership.IsEmpty)
                memberships.Remove(membership);
        }
        if (newHead is not { } head)
            return;
        if (HeadOn(from) is not null)
            throw new ProblemException(Problem.HeadAlready());
        NameHead(head, from);
    }

    /// <summary>Whose head left or died has another one, as long as anybody stays.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NewHeadNeeded"/></exception>
    public void NeedHead()
    {
        if (headLeft is { } from && HeadOn(from) is null && MembersOn(from).Any())
            throw new ProblemException(Problem.NewHeadNeeded());
    }

    /// <summary>Whether a person's membership ended on a day.</summary>
    public bool HasEnded(long personId, DateOnly on) => memberships.Exists(membership => PersonOf(membership) == personId && membership.To == on);

    /// <summary>The memberships that ended with a person's death ended on another day, or not at all.</summary>
    public void MoveEnd(long personId, DateOnly ended, DateOnly? until)
    {
        foreach (var membership in memberships.Where(membership => PersonOf(membership) == personId && membership.To == ended))
        {
            if (until < ended)
                membership.End(until.Value);
            else
                membership.Extend(until);
            if (!membership.IsEmpty && memberships.Exists(other => other != membership && IsHeadFrom(other, ended)) && Of(membership.Last).Relation == Membership.Head)
                membership.Set("relation", null, ended);
            changed.Add(membership);
        }
        memberships.RemoveAll(membership => membership.IsEmpty);
        // Whether anybody is left is found when it is written.
        if (known!.To is { } end && (end == ended || until is null || until > end))
            known.Extend(null);
    }

    /// <summary>Whether anybody came or went after a day.</summary>
    public bool ChangesAfter(DateOnly on) => memberships.Exists(membership => membership.From > on || membership.To > on);

    /// <summary>
    /// Makes a member the head from a day until the day the household's head changed again. The others' relations were to the old head: they are unknown unless given.
    /// </summary>
    /// <exception cref="ProblemException">4005, 4006; 4009 when the person is the head already; <see cref="Problem.MemberErased"/> for somebody of whom nothing is kept any more.</exception>
    public void NameHead(NewHead head, DateOnly on)
    {
        foreach (var told in head.Relations.Where(relation => relation.Value is not null).Select(relation => relation.Key).Prepend(head.PersonId))
        {
            if (Erasure.DayOf(session.Writer.Command, Key.CountyKey, "person", told) is { } erased)
                throw new ProblemException(Problem.MemberErased(erased));
        }
        foreach (var member in head.Relations.Keys.Prepend(head.PersonId))
            _ = MembershipOn(member, on);
        if (HeadOn(on) == head.PersonId)
            throw new ProblemException(Problem.IsHeadAlready());
        var until = NextChangeOfHead(on);
        foreach (var membership in memberships.Where(membership => !EndedBy(membership, on)))
        {
            var member = PersonOf(membership);
            membership.Set("relation", member == head.PersonId ? Membership.Head : head.Relations.GetValueOrDefault(member), on, until);
            changed.Add(membership);
        }
    }

    /// <summary>Another person stands in a member's place on every day.</summary>
    /// <returns>The first of those days.</returns>
    public DateOnly Replace(long personId, long by, DateOnly on)
    {
        var membership = MembershipOn(personId, on);
        changed.Add(membership);
        membership.SetAlways("person_id", by);
        return membership.From;
    }

    /// <summary>A member's relation to the head, from a day on or always.</summary>
    public void SetRelation(long personId, string? relation, DateOnly? from)
    {
        foreach (var membership in memberships.Where(membership => PersonOf(membership) == personId && (from is not { } day || !EndedBy(membership, day))))
        {
            if (from is { } on)
                membership.Set("relation", relation, on);
            else
                membership.SetAlways("relation", relation);
            changed.Add(membership);
        }
    }

    /// <summary>A field of the household from a day on, or always.</summary>
    public void Set(string column, object? value, DateOnly? from)
    {
        if (from is { } on)
            known!.Set(column, value, on);
        else
            known!.SetAlways(column, value);
    }

    /// <summary>The household is no more from a day on; nor are its memberships.</summary>
    public void End(DateOnly on)
    {
        foreach (var membership in memberships.Where(membership => !EndedBy(membership, on)).ToList())
        {
            membership.End(on);
            changed.Add(membership);
            if (membership.IsEmpty)
                memberships.Remove(membership);
        }
        known!.End(LastDayAtLeast(on));
    }

    /// <summary>A line by which an entry this act adds is told from others of its kind.</summary>
    public long NextLine(IEnumerable<long> taken) => lastLine = Math.Max(lastLine, taken.DefaultIfEmpty(0).Max()) + 1;

    /// <summary>Something else that belongs into the household's journal entry.</summary>
    public void Also(Action<Entry> write) => alsoWritten.Add(write);

    /// <summary>Whoever a list named in place of somebody erased belongs to no household until somebody answers: they could not go along with this one.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.ErasedQuestionOpen"/></exception>
    public void RequireErasedAnswered()
    {
        if (Findings.Any(version => Finding.From(version).Kind == FindingKind.ErasedNamedAgain))
            throw new ProblemException(Problem.ErasedQuestionOpen());
    }

    /// <summary>Open findings of the household and its members.</summary>
    public IReadOnlyList<Journal.Version> Findings => findings ??= session.Read(Finding.Table, Key.CountyKey, "household_id = @household", command => command.Add("@household", Key.Id));

    /// <summary>Closes what an act has answered.</summary>
    public void Close(Func<Finding, bool> answered)
    {
        var today = session.Database.Time.Today();
        foreach (var finding in Findings.Where(version => answered(Finding.From(version))).ToList())
        {
            findings!.Remove(finding);
            alsoWritten.Add(entry => entry.End(Finding.Table, finding, today));
        }
    }

    /// <summary>Asks something about a member, unless it is asked already.</summary>
    public void Ask(string kind, long? personId, string field)
    {
        if (!Findings.Any(version => Finding.From(version) is var open && open.Kind == kind && open.PersonId == personId))
            alsoWritten.Add(entry => entry.Add(Finding.Table, new Finding { Kind = kind, HouseholdId = Key.Id, PersonId = personId, Field = field }.ToValues()));
    }

    /// <summary>
    /// Writes what was done, one journal entry; a household without members from some day on is ended from that day. Nothing is written when nothing differs.
    /// </summary>
    public void Write(EntryHead head)
    {
        if (changed.Count > 0 && known is { To: null } && joining.Count == 0 && memberships.TrueForAll(membership => membership.To is not null))
            known.End(LastDayAtLeast(memberships.Count == 0 ? head.On : memberships.Max(membership => membership.To!.Value)));
        var entry = session.Begin(Key.CountyKey, head with { HouseholdId = Key.Id });
        if (founded is not null)
            entry.Add(Household.Table, founded.ToValues(), id: Key.Id);
        known?.WriteTo(entry);
        foreach (var membership in changed)
            membership.WriteTo(entry);
        foreach (var write in alsoWritten)
            write(entry);
        foreach (var (member, from) in joining)
            entry.Add(Membership.Table, member.ToValues(), from: from);
        entry.Seal();
    }

    /// <summary>Who is the head on a day; null when nobody is.</summary>
    public long? HeadOn(DateOnly on) => MembersOn(on).FirstOrDefault(member => member.Relation == Membership.Head)?.PersonId;

    private DateOnly? NextChangeOfHead(DateOnly on)
    {
        var head = HeadOn(on);
        return memberships.SelectMany(membership => membership.States).SelectMany(state => new[] { state.From, state.To }).OfType<DateOnly>().Where(day => day > on).Distinct().Order()
            .Cast<DateOnly?>().FirstOrDefault(day => HeadOn(day!.Value) != head);
    }

    /// <summary>What was registered once stays findable: it stood for a day at least.</summary>
    private DateOnly LastDayAtLeast(DateOnly on) => on > known!.From ? on : known.From.AddDays(1);

    private static bool EndedBy(Timeline membership, DateOnly on) => membership.To <= on;

    private static bool IsHeadFrom(Timeline membership, DateOnly on) =>
        membership.States.Any(state => (state.To is null || state.To > on) && Of(state.Values).Relation == Membership.Head);

    private static long PersonOf(Timeline membership) => (long)membership.Last[1]!;

    private static Membership Of(object?[] values) => new((long)values[0]!, (long)values[1]!, (string?)values[2]);
}
