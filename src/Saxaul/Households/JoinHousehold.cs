using System;
using System.Collections.Generic;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// Somebody joins a household: by marriage, on return, or because a list had left them out. Whom the registry knows as a member of another household leaves that one on
/// the same day, also in another county; whose number turns out to be known becomes a member of both until somebody decides.
/// </summary>
/// <param name="On">The first day as a member.</param>
public sealed record JoinHousehold(HouseholdKey Household, Newcomer Member, DateOnly On) : FamilyAct
{
    internal const string Act = "join household";

    /// <summary>Entries of the registers of the household they leave (by id) that are theirs and go along.</summary>
    public IReadOnlyCollection<long> Entries { get; init; } = [];

    /// <summary>Of entries only a part of whose amount is theirs: the part, in the unit of the amount (fen).</summary>
    public IReadOnlyDictionary<long, long> Parts { get; init; } = new Dictionary<long, long>();

    /// <summary>What they earn or spend that no household of the registry had recorded: by the choice a register is spread over, such as "wages", in fen.</summary>
    public IReadOnlyDictionary<string, long> Brings { get; init; } = new Dictionary<string, long>();

    /// <summary>When they were the head of the household they leave: who is from then on; needed as long as anybody stays there.</summary>
    public NewHead? NewHead { get; init; }

    public string? Reason { get; init; }

    /// <returns>The household, and after it the one the person left.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4008, 4010, 4013, 4015 to 4021, 4086, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey, Member.Person?.CountyKey ?? Household.CountyKey);
        var household = families.Of(Household);
        var left = Member.Person is { } person ? families.Of(person, On).Find(home => home != household) : null;
        Member.Join(families, household);
        household.Close(finding => finding.Kind == FindingKind.ListedAfterLeaving && finding.PersonId == Member.Person?.Id);
        if (NewHead is { } head)
            (left ?? throw new ProblemException(Problem.NotAMember())).NameHead(families.Checked(head), On);
        left?.NeedHead();
        if (Entries.Count + Parts.Count > 0)
            TakeAlong.Entries(families, left ?? throw new ProblemException(Problem.NoSuchEntry()), household, Entries, Parts);
        TakeAlong.Brought(families, household, Brings);
        return families.Write(Act, Reason);
    }
}
