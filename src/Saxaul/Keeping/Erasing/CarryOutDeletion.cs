using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Keeping.Erasing;

/// <summary>What somebody asked to have destroyed is destroyed, by somebody else than who wrote the request down, and the request is answered with that.</summary>
/// <param name="Ground">The law that asks for it; never anything about the person.</param>
/// <param name="Answer">What the household is told.</param>
public sealed record CarryOutDeletion(int CountyKey, long RequestId, string Ground, string Answer, string? LateBecause = null)
{
    /// <summary>The reason in the journal; pages say it in the reader's language.</summary>
    public const string OnRequest = "on request";

    /// <exception cref="ProblemException"><see cref="Problem.NoSuchRequest"/>, <see cref="Problem.RequestAnswered"/>, <see cref="Problem.NoDeletion"/>, <see cref="Problem.SecondPersonDeletes"/>, what <see cref="EraseContent"/> refuses.</exception>
    public ErasureReport Run(Registry registry, Actor actor)
    {
        actor.Require(Right.Erase, CountyKey);
        var answer = new AnswerRequest(CountyKey, RequestId, RequestState.Done, Answer, LateBecause);
        PrivacyRequest request;
        // Everything that could be refused is, before anything is destroyed: it is tried, and not kept.
        using (var rehearsal = registry.Write(actor))
        {
            (var version, request) = AnswerRequest.Open(rehearsal, CountyKey, RequestId);
            if (request.Kind != RequestKind.Deletion)
                throw new ProblemException(Problem.NoDeletion());
            if (request.EnteredBy == actor.Name)
                throw new ProblemException(Problem.SecondPersonDeletes());
            answer.Write(rehearsal, version, request, Right.Erase);
        }
        void Write(WriteSession session)
        {
            var (left, blank) = AnswerRequest.Open(session, CountyKey, RequestId);
            answer.Write(session, left, blank, Right.Erase);
        }

        var requested = new RequestedErasure { Request = request, Words = [Answer, LateBecause], Answer = Write };
        var erase = new EraseContent(registry, actor, Ground, OnRequest) { Requested = requested };
        try
        {
            return request.OwnerKind == "person" ? erase.Person(CountyKey, request.OwnerId) : erase.Household(CountyKey, request.OwnerId);
        }
        catch (ProblemException gone) when (gone.Problem.Is(Problem.NothingToErase()))
        {
            // It was erased before, by its time or by a command: what was asked is so.
            using (var session = registry.Write(actor))
            {
                Write(session);
                session.Commit();
            }
            return new ErasureReport(0, 0, [], registry.Database.OverwriteIfDue()) { KeptBeside = Restore.KeptBeside(registry.Database) };
        }
    }
}
