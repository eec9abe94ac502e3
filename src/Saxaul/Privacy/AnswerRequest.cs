using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>
/// A request is answered: done, partly done, or refused, with the reason in plain words and by whoever answers for it. An answer is the last word here; whoever does not accept it turns to the office
/// above, and asks anew.
/// </summary>
/// <param name="Answer">What was done, or why not. Needed.</param>
/// <param name="LateBecause">Needed once the day is over on which it was due.</param>
public sealed record AnswerRequest(int CountyKey, long RequestId, RequestState State, string Answer, string? LateBecause = null)
{
    internal const string Act = "answer request";

    /// <exception cref="ProblemException">
    /// <see cref="Problem.NoSuchRequest"/>, <see cref="Problem.RequestAnswered"/>, <see cref="Problem.AnswerNeedsWords"/>, <see cref="Problem.LateNeedsReason"/>, <see cref="Problem.DeletionIsCarriedOut"/>, <see cref="Problem.SecondPersonAnswers"/>, 7001, 7002.
    /// </exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.WriteHouseholds, CountyKey);
        using var session = registry.Write(actor);
        var (version, request) = Open(session, CountyKey, RequestId);
        EnterRequest.Allow(session, new HouseholdKey(CountyKey, request.HouseholdId));
        if (request.TakesTwo && request.EnteredBy == actor.Name)
            throw new ProblemException(Problem.SecondPersonAnswers());
        if (request.Kind == RequestKind.Deletion && State != RequestState.Refused)
            throw new ProblemException(Problem.DeletionIsCarriedOut());
        Write(session, version, request, Right.WriteHouseholds);
        session.Commit();
    }

    internal void Write(WriteSession session, Journal.Version version, PrivacyRequest request, Right right)
    {
        var (today, answer, late) = (session.Database.Time.Today(), EnterRequest.Text(Answer), EnterRequest.Text(LateBecause));
        if (State == RequestState.Open || answer is null)
            throw new ProblemException(Problem.AnswerNeedsWords(EnterRequest.LongestText));
        if (request.IsLate(today) && late is null)
            throw new ProblemException(Problem.LateNeedsReason(request.DueOn));
        var entry = session.Begin(CountyKey, new EntryHead(Act, today) { HouseholdId = request.HouseholdId }, right);
        var answered = request with { State = State, AnsweredOn = today, AnsweredBy = session.Actor.Name, Answer = answer, LateBecause = request.IsLate(today) ? late : null };
        entry.Change(PrivacyRequest.Table, version, answered.ToValues());
        entry.Seal();
    }

    /// <summary>A request that waits for its answer; its county stands still.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoSuchRequest"/>, <see cref="Problem.RequestAnswered"/></exception>
    internal static (Journal.Version Version, PrivacyRequest Request) Open(WriteSession session, int countyKey, long id)
    {
        session.HeightOf(countyKey);
        var version = session.Find(PrivacyRequest.Table, countyKey, id) ?? throw new ProblemException(Problem.NoSuchRequest());
        var request = PrivacyRequest.From(version);
        return request.State == RequestState.Open ? (version, request) : throw new ProblemException(Problem.RequestAnswered());
    }
}
