using System;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>A household signs that its data may be compared with departments' lists, or withdraws that, on any day. What was recorded before stays; no more comes.</summary>
/// <param name="On">The day on the paper, from which it holds; not in the future.</param>
/// <param name="Paper">Where the signed paper is, in words.</param>
public sealed record StateComparison(HouseholdKey Household, bool Allowed, DateOnly On, AskedBy SignedBy, string? Paper = null)
{
    internal const string AllowAct = "allow comparison", WithdrawAct = "withdraw comparison";

    /// <exception cref="ProblemException">4001, 4004, 7001, 7002; <see cref="Problem.StatedLater"/>, <see cref="Problem.HouseholdErased"/>, <see cref="Problem.NobodyOfThemAsks"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.ProposeCorrections, Household.CountyKey);
        EnterRequest.RequireSomebody(SignedBy);
        if (On > registry.Database.Time.Today())
            throw new ProblemException(Problem.DayInFuture());
        if (!string.IsNullOrWhiteSpace(Paper) && EnterRequest.Text(Paper) is null)
            throw new ProblemException(Problem.RequestUnreadable(EnterRequest.LongestText));
        using var session = registry.Write(actor, Right.ProposeCorrections);
        EnterRequest.Allow(session, Household);
        EnterRequest.RequireKept(session, Household);
        var entry = session.Begin(Household.CountyKey, new EntryHead(Allowed ? AllowAct : WithdrawAct, On) { HouseholdId = Household.Id });
        var values = new ComparisonStatement(Household.Id, Allowed, SignedBy, EnterRequest.Text(Paper)).ToValues();
        var known = session.Find(ComparisonStatement.Table, Household.CountyKey, Household.Id);
        // What was signed last holds, and an earlier paper that turns up late must not undo it.
        if (known?.TrueFrom > On)
            throw new ProblemException(Problem.StatedLater(known.TrueFrom));
        if (known is null)
            entry.Add(ComparisonStatement.Table, values);
        else
            entry.Change(ComparisonStatement.Table, known, values);
        entry.Seal();
        session.Commit();
    }

    /// <summary>Takes a withdrawal along to the household that comes out of one, or that it becomes in another county: who said no there must not be compared here.</summary>
    internal static void TakeAlong(WriteSession session, Family from, Family into)
    {
        if (session.Find(ComparisonStatement.Table, from.Key.CountyKey, from.Key.Id) is { } known && ComparisonStatement.From(known) is { Allowed: false } withdrawn)
            into.Also(entry => entry.Add(ComparisonStatement.Table, (withdrawn with { HouseholdId = into.Key.Id }).ToValues()));
    }
}
