using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Who it is that a list names newly where somebody's content was erased, when it is not who was erased and stays so (<see cref="EraseNamedAgain"/>).</summary>
public enum NamedAgainAnswer
{
    /// <summary>Registered, as the list has them.</summary>
    SomebodyElse,

    /// <summary>Who was erased and wants to be registered: they are, and are no longer counted as erased.</summary>
    RegisteredAgain,
}

/// <summary>A person says of somebody, or a household, whom a list names where content was erased at their request that they are to be registered. Until then they are counted nowhere.</summary>
/// <param name="CountyKey">Of the finding.</param>
/// <param name="FindingId">A <see cref="FindingKind.ErasedNamedAgain"/>.</param>
/// <param name="Reason">Why, in the person's words; never anything about who was erased.</param>
public sealed record AnswerNamedAgain(int CountyKey, long FindingId, NamedAgainAnswer Answer, string? Reason = null)
{
    private const string Act = "answer named again";

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>, <see cref="Problem.HouseholdEnded"/>, <see cref="Problem.NotAllowed"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.Require(Right.WriteHouseholds, CountyKey);
        using var session = registry.Write(actor);
        session.HeightOf(CountyKey);
        var (version, finding) = Open(session, CountyKey, FindingId);
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

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/></exception>
    internal static (Journal.Version Version, Finding Finding) Open(WriteSession session, int countyKey, long findingId) =>
        session.Find(Finding.Table, countyKey, findingId) is { } version && Finding.From(version) is { Kind: FindingKind.ErasedNamedAgain } finding ? (version, finding) : throw new ProblemException(Problem.QuestionNotOpen());

    /// <summary>From the list's day; who stood as erased until then, on no day twice.</summary>
    private void Register(WriteSession session, Entry entry, ErasedHere erased, Journal.Version asked, long household, long person, string? relation)
    {
        // It may have moved to another county since, or become part of another household.
        if (Timeline.Read(session, Household.Table, CountyKey, "id", household) is [{ To: { } ended }])
            throw new ProblemException(Problem.HouseholdEnded(ended));
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
