using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>What became of somebody whom a newer roster no longer names.</summary>
public enum AbsenceAnswer
{
    StillHere,
    Left,
    Died,
}

/// <summary>Answers the finding that a newer roster no longer names a member: they are still here, or they left or died on a day.</summary>
/// <param name="On">The day they left or died; of no use when they are still here.</param>
public sealed record AnswerAbsence(HouseholdKey Household, long PersonId, AbsenceAnswer Answer, DateOnly? On = null) : FamilyAct
{
    internal const string Act = "answer absence";

    public NewHead? NewHead { get; init; }

    public string? Reason { get; init; }

    /// <returns>The households concerned.</returns>
    /// <exception cref="ProblemException">4036 when nothing of the kind is asked, 4037 without a day; those of <see cref="LeaveHousehold"/> and <see cref="RecordDeath"/>.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        var household = families.Of(Household);
        bool Asked(Finding finding) => finding.Kind == FindingKind.NoLongerListed && finding.PersonId == PersonId;
        if (!household.Findings.Any(version => Asked(Finding.From(version))))
            throw new ProblemException(Problem.NotAsked());
        if (Answer == AbsenceAnswer.StillHere)
        {
            household.Close(Asked);
            return families.Write(Act, Reason);
        }
        var on = On ?? throw new ProblemException(Problem.DayMissing());
        return Answer == AbsenceAnswer.Left
            ? new LeaveHousehold(Household, PersonId, on) { NewHead = NewHead, Reason = Reason }.Apply(registry, session)
            : new RecordDeath(new PersonKey(Household.CountyKey, PersonId), on) { NewHead = NewHead, Reason = Reason }.Apply(registry, session);
    }
}
