using System;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>A household, or somebody for it, asks to see, put right or destroy what is kept of it, or objects: written down with the day it came, from which the clock runs.</summary>
/// <param name="PersonId">The member it is about; null for the household.</param>
/// <param name="What">What they ask, in their words.</param>
/// <param name="ReceivedOn">The day it came; not in the future.</param>
public sealed record EnterRequest(HouseholdKey Household, RequestKind Kind, AskedBy AskedBy, string What, DateOnly ReceivedOn, long? PersonId = null)
{
    internal const string Act = "enter request";

    /// <summary>Longer texts are refused.</summary>
    public const int LongestText = 1000;

    /// <returns>The request's id.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.RequestMissing"/>, <see cref="Problem.RequestUnreadable"/>, <see cref="Problem.NobodyOfThemAsks"/>, <see cref="Problem.HouseholdErased"/> for what is to be put right, 4001, 4004, 4005, 7001, 7002.</exception>
    public long Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.ProposeCorrections, Household.CountyKey);
        RequireSomebody(AskedBy);
        var what = Text(What) ?? throw new ProblemException(string.IsNullOrWhiteSpace(What) ? Problem.RequestMissing() : Problem.RequestUnreadable(LongestText));
        if (ReceivedOn > registry.Database.Time.Today())
            throw new ProblemException(Problem.DayInFuture());
        using var session = registry.Write(actor, Right.ProposeCorrections);
        Allow(session, Household);
        // What was erased can be asked about, and objected to; there is nothing in it to put right.
        if (Kind == RequestKind.Correction)
            RequireKept(session, Household);
        // A former member may ask as well: what is kept of them is still theirs.
        if (PersonId is { } person && session.Writer.Scalar("SELECT 1 FROM membership WHERE county_key = @county AND household_id = @household AND person_id = @person UNION SELECT 1 FROM membership_history WHERE county_key = @county AND household_id = @household AND person_id = @person",
                ("@county", Household.CountyKey), ("@household", Household.Id), ("@person", person)) is null)
            throw new ProblemException(Problem.NotAMember());
        var request = new PrivacyRequest(PersonId is null ? "household" : "person", PersonId ?? Household.Id, Household.Id, Kind, AskedBy, what, ReceivedOn, registry.Privacy.Requests.DueOn(ReceivedOn, registry.Calendar), actor.Name);
        var entry = session.Begin(Household.CountyKey, new EntryHead(Act, ReceivedOn) { HouseholdId = Household.Id });
        var id = entry.Add(PrivacyRequest.Table, request.ToValues()).Id;
        entry.Seal();
        session.Commit();
        return id;
    }

    /// <summary>Somebody of the household, or for it; that an office asks is only what an erasure itself writes down in another county.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NobodyOfThemAsks"/></exception>
    internal static void RequireSomebody(AskedBy who)
    {
        if (who is not (AskedBy.Self or AskedBy.Member or AskedBy.Representative))
            throw new ProblemException(Problem.NobodyOfThemAsks());
    }

    /// <summary>Null for nothing, or for more than can be read.</summary>
    internal static string? Text(string? written) =>
        written is { Length: <= LongestText } && !string.IsNullOrWhiteSpace(written) ? written.Trim() : null;

    /// <summary>The county stands still, and the household, which may have ended, is within reach of the right with which the session writes.</summary>
    /// <exception cref="ProblemException">4001, 7001, 7002.</exception>
    internal static void Allow(WriteSession session, HouseholdKey key)
    {
        session.HeightOf(key.CountyKey);
        session.RequireReach(key, Households.Household.From(session.Find(Households.Household.Table, key.CountyKey, key.Id) ?? Last(session, key) ?? throw new ProblemException(Problem.HouseholdNotFound())));
    }

    /// <exception cref="ProblemException"><see cref="Problem.HouseholdErased"/></exception>
    internal static void RequireKept(WriteSession session, HouseholdKey key)
    {
        if (Erasure.DayOf(session.Writer.Command, key.CountyKey, "household", key.Id) is { } erased)
            throw new ProblemException(Problem.HouseholdErased(erased));
    }

    private static Journal.Version? Last(WriteSession session, HouseholdKey key)
    {
        var table = Households.Household.Table;
        return session.Writer.Command($"SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE county_key = @county AND id = @id AND known_to IS NULL ORDER BY true_from DESC LIMIT 1",
            ("@county", key.CountyKey), ("@id", key.Id)).ToList(reader => table.Read(reader, session.Database.Secrets)).Find(_ => true);
    }
}
