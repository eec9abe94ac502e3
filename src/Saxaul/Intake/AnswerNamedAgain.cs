using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Who it is that a list names newly where somebody's content was erased.</summary>
public enum NamedAgainAnswer
{
    /// <summary>Who was erased: they stay out, and what the list brought of them is erased as well. Whoever handed it in has to mend it.</summary>
    TheErased,

    /// <summary>Registered, as the list has them.</summary>
    SomebodyElse,

    /// <summary>Who was erased and wants to be registered: they are, and are no longer counted as erased.</summary>
    RegisteredAgain,
}

/// <summary>A person says whether somebody, or a household, whom a list names where content was erased at their request is who was erased. Until then they are counted nowhere.</summary>
/// <param name="CountyKey">Of the finding.</param>
/// <param name="FindingId">A <see cref="FindingKind.ErasedNamedAgain"/>.</param>
/// <param name="Reason">Why, in the person's words; never anything about who was erased.</param>
public sealed record AnswerNamedAgain(int CountyKey, long FindingId, NamedAgainAnswer Answer, string? Reason = null)
{
    private const string Act = "answer named again";

    /// <summary>Where the ground of the earlier erasure went because it named somebody.</summary>
    private const string Law = "《中华人民共和国个人信息保护法》第四十七条";

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>, <see cref="Problem.NotAllowed"/>: that they are who was erased is said by whoever may erase; and what <see cref="EraseContent"/> refuses.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.Require(Right.WriteHouseholds, CountyKey);
        if (Answer == NamedAgainAnswer.TheErased)
        {
            EraseAgain(registry, actor);
            return;
        }
        using var session = registry.Write(actor);
        session.HeightOf(CountyKey);
        var (version, finding) = Open(session);
        var erased = new ErasedHere(session, CountyKey);
        // What is registered still comes from its file: undoing that takes it back, answered or not.
        var entry = session.Begin(CountyKey, EntryHeads.At(session, CountyKey, [version.KnownFrom])[version.KnownFrom] with { Act = Act, HouseholdId = finding.HouseholdId, AreaId = null, Reason = Reason });
        if (finding.PersonId is { } person)
            Register(session, entry, erased, version, finding.HouseholdId!.Value, person, finding.Details);
        else
            Register(session, entry, erased, version, finding.HouseholdId!.Value);
        entry.End(Finding.Table, version, session.Database.Time.Today());
        entry.Seal();
        session.Commit();
    }

    private (Journal.Version Version, Finding Finding) Open(WriteSession session) =>
        session.Find(Finding.Table, CountyKey, FindingId) is { } version && Finding.From(version) is { Kind: FindingKind.ErasedNamedAgain } finding ? (version, finding) : throw new ProblemException(Problem.QuestionNotOpen());

    private void EraseAgain(Registry registry, Actor actor)
    {
        actor.Require(Right.Erase, CountyKey);
        Finding finding;
        string ground;
        using (var session = registry.Write(actor))
        {
            (_, finding) = Open(session);
            ground = session.Read(Erasure.Table, CountyKey, "scope IS NULL AND owner_kind IN ('household', 'person')").OrderByDescending(version => version.KnownFrom).Select(version => Erasure.From(version).Ground).FirstOrDefault(known => known is not null) ?? Law;
        }
        var erase = new EraseContent(registry, actor, ground, Reason ?? CarryOutDeletion.OnRequest);
        _ = finding.PersonId is { } person ? erase.Person(CountyKey, person) : erase.Household(CountyKey, finding.HouseholdId!.Value);
    }

    /// <summary>From the list's day; who stood as erased until then, on no day twice.</summary>
    private void Register(WriteSession session, Entry entry, ErasedHere erased, Journal.Version asked, long household, long person, string? relation)
    {
        var members = Timeline.Read(session, Membership.Table, CountyKey, "household_id", household).FindAll(member => member.To is null);
        var from = asked.TrueFrom;
        if (Answer == NamedAgainAnswer.RegisteredAgain && members.Find(member => erased.Is((long)member.Last[1]!)) is { } shell)
        {
            from = erased.DayOf((long)shell.Last[1]!) is { } day && day > from ? day : from;
            shell.End(from);
            shell.WriteTo(entry);
        }
        if (members.Exists(member => (long)member.Last[1]! == person))
            return;
        var hasHead = members.Exists(member => (string?)member.Last[2] == Membership.Head);
        entry.Add(Membership.Table, new Membership(household, person, hasHead && relation == Membership.Head ? null : relation).ToValues(), asked.SourceRow, from);
    }

    private void Register(WriteSession session, Entry entry, ErasedHere erased, Journal.Version asked, long household)
    {
        // It may have been put into a village by hand since, or wait for somebody to say which is meant.
        if (session.Find(Household.Table, CountyKey, household) is not { } held || Household.From(held) is not { IsHeld: true, WrittenPlace: null } waiting)
            return;
        if (Answer == NamedAgainAnswer.RegisteredAgain && erased.LastIn(waiting.PlaceId) is { } day && day > asked.TrueFrom)
            entry.Change(Household.Table, held, Put(waiting).ToValues(), held.SourceRow, day);
        else
            ReleaseHeld.Release(session, entry, held, Put);
    }

    private static Household Put(Household waiting) => waiting with { VillageId = waiting.PlaceId };
}
