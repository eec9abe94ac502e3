using System;
using System.Collections.Generic;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping;
using Saxaul.Keeping.Erasing;
using Saxaul.People;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users.SigningIn;

namespace Saxaul.Users;

/// <summary>For what a right has to hold.</summary>
public enum Scope
{
    /// <summary>For every county.</summary>
    Everywhere,

    /// <summary>For the whole of every county that it is about.</summary>
    County,

    /// <summary>For the area: the whole county, or the townships and villages that lie in it.</summary>
    Area,

    /// <summary>For the household, by the place it is in or by itself.</summary>
    Household,

    /// <summary>For anything; what is out of reach is left out, or is not found.</summary>
    Reach,
}

/// <summary>What an act of this library asks of whoever acts, before it reads or writes anything. The table of rights is made from this, and a test calls each without its right.</summary>
/// <param name="Act">A type that takes an <see cref="Actor"/>.</param>
public sealed record ActRight(Type Act, Right Right, Scope Scope)
{
    /// <summary>Another right that serves as well; null for none.</summary>
    public Right? Or { get; init; }

    /// <summary>Whether whoever has the right nowhere is refused; otherwise they are given nothing.</summary>
    public bool Refuses { get; init; } = true;

    /// <summary>Every act, by room.</summary>
    public static IReadOnlyList<ActRight> All { get; } =
    [
        Of(typeof(FindArea), Right.ReadHouseholds, Scope.Area),
        Of(typeof(ImportAreas), Right.WriteAreas, Scope.Everywhere),
        Of(typeof(AnswerPlace), Right.WriteHouseholds, Scope.Area),
        Of(typeof(ForgetPlace), Right.WriteHouseholds, Scope.Area),

        Of(typeof(PickHousehold), Right.ReadHouseholds, Scope.Reach),
        Of(typeof(ReadHousehold), Right.ReadHouseholds, Scope.Household),
        Of(typeof(ReadBook), Right.ReadHouseholds, Scope.Area),
        Leaving(typeof(ListedHousehold), Right.ReadHouseholds),
        Leaving(typeof(ActReach), Right.WriteHouseholds),
        Of(typeof(AnswerAbsence), Right.WriteHouseholds, Scope.Household),
        Of(typeof(CorrectDeath), Right.WriteHouseholds, Scope.Household),
        Of(typeof(CorrectEntry), Right.WriteHouseholds, Scope.Household),
        Of(typeof(CorrectHousehold), Right.WriteHouseholds, Scope.Household),
        Of(typeof(CorrectPerson), Right.WriteHouseholds, Scope.Household),
        Of(typeof(GiveDocument), Right.WriteHouseholds, Scope.Household),
        Of(typeof(JoinHousehold), Right.WriteHouseholds, Scope.Household),
        Of(typeof(LeaveHousehold), Right.WriteHouseholds, Scope.Household),
        Of(typeof(MergeHouseholds), Right.WriteHouseholds, Scope.Household),
        Of(typeof(MoveHousehold), Right.WriteHouseholds, Scope.Household),
        Of(typeof(MoveToCounty), Right.WriteHouseholds, Scope.Household),
        Of(typeof(NameHead), Right.WriteHouseholds, Scope.Household),
        Of(typeof(RecordBirth), Right.WriteHouseholds, Scope.Household),
        Of(typeof(RecordDeath), Right.WriteHouseholds, Scope.Household),
        Of(typeof(RegisterHousehold), Right.WriteHouseholds, Scope.Area),
        Of(typeof(ResolveListedTwice), Right.WriteHouseholds, Scope.Household),
        Of(typeof(SetAway), Right.WriteHouseholds, Scope.Household),
        Of(typeof(SetLivingVillage), Right.WriteHouseholds, Scope.Household),
        Of(typeof(SplitHousehold), Right.WriteHouseholds, Scope.Household),
        Of(typeof(UndoAct), Right.WriteHouseholds, Scope.Household),
        Of(typeof(EnterEvent), Right.WriteHouseholds, Scope.Household),
        Of(typeof(EnterCorrection), Right.ProposeCorrections, Scope.Household),
        Of(typeof(ConfirmCorrection), Right.ConfirmCorrections, Scope.Household),
        Of(typeof(DeclineCorrection), Right.ProposeCorrections, Scope.Household),
        Of(typeof(CorrectMany), Right.WriteHouseholds, Scope.Area),
        Of(typeof(ReadCorrections), Right.ReadHouseholds, Scope.Household),
        Of(typeof(EvidenceFile), Right.ReadHouseholds, Scope.Household),
        Of(typeof(FindPeople), Right.ReadHouseholds, Scope.Reach),

        Of(typeof(Import), Right.HandInLists, Scope.County),
        Of(typeof(StageFiles), Right.HandInLists, Scope.County),
        Of(typeof(ReadStaged), Right.HandInLists, Scope.County),
        Of(typeof(CompareStaged), Right.HandInLists, Scope.County),
        Of(typeof(AnswerStaged), Right.HandInLists, Scope.County),
        Of(typeof(AnswerStagedPlace), Right.HandInLists, Scope.County),
        Of(typeof(ApplyStaged), Right.HandInLists, Scope.County),
        Of(typeof(DiscardStaged), Right.HandInLists, Scope.County),
        Of(typeof(SearchByNumber), Right.ReadHouseholds, Scope.Reach),
        Of(typeof(NumbersTried), Right.ReadHouseholds, Scope.Reach),
        Of(typeof(TakeCard), Right.ReadHouseholds, Scope.Reach),
        Of(typeof(DailyUse), Right.ReadHouseholds, Scope.County),
        Of(typeof(SentList), Right.ReadHouseholds, Scope.County) with { Refuses = false },
        Of(typeof(ListBatches), Right.ReadHouseholds, Scope.County),
        Of(typeof(UndoBatch), Right.WriteHouseholds, Scope.County),
        Of(typeof(ExpireLeads), Right.WriteHouseholds, Scope.Reach),
        Leaving(typeof(HeldPlaces), Right.ReadHouseholds),
        Of(typeof(ListHeldPlaces), Right.ReadHouseholds, Scope.Area),
        Of(typeof(AnswerHeldPlace), Right.WriteHouseholds, Scope.Area),
        Of(typeof(ListFindings), Right.ReadHouseholds, Scope.Area),
        Of(typeof(ListFileFindings), Right.ReadHouseholds, Scope.County),
        Of(typeof(MarkFindings), Right.ReadHouseholds, Scope.County),
        Of(typeof(ReadQuestion), Right.ReadHouseholds, Scope.County),
        Of(typeof(AnswerMatch), Right.WriteHouseholds, Scope.County),
        Of(typeof(AnswerNamedAgain), Right.WriteHouseholds, Scope.County),
        Of(typeof(EraseNamedAgain), Right.Erase, Scope.County),
        Of(typeof(KeepAsRecorded), Right.WriteHouseholds, Scope.Household),
        Leaving(typeof(Leads), Right.ReadHouseholds),
        Leaving(typeof(MatchQuestions), Right.ReadHouseholds),

        Of(typeof(Screen), Right.WriteHouseholds, Scope.County),
        Leaving(typeof(CatchUpWarnings), Right.WriteHouseholds),
        Leaving(typeof(ListWarnings), Right.ReadHouseholds),
        Of(typeof(ListWarningsToLookAt), Right.ReadHouseholds, Scope.Area),
        Of(typeof(AnswerWarning), Right.WriteHouseholds, Scope.Household),
        Of(typeof(ExplainHousehold), Right.ReadHouseholds, Scope.Household),
        Of(typeof(KeyFigures), Right.ReadHouseholds, Scope.Reach),
        Of(typeof(ReadIndicators), Right.ReadHouseholds, Scope.Area),
        Of(typeof(ListCounted), Right.ReadHouseholds, Scope.Area),

        Of(typeof(ReadLooks), Right.ReadHouseholds, Scope.Household),
        // Whoever checks what happened sees who had which role.
        Of(typeof(ListUsers), Right.WriteUsers, Scope.Everywhere) with { Or = Right.Verify },
        Of(typeof(MakeUser), Right.WriteUsers, Scope.Everywhere),
        Of(typeof(GiveRole), Right.WriteUsers, Scope.Everywhere),
        Of(typeof(TakeRole), Right.WriteUsers, Scope.Everywhere),
        Of(typeof(EndUser), Right.WriteUsers, Scope.Everywhere),
        Of(typeof(OpenInEmergency), Right.OpenInEmergency, Scope.Reach),
        Of(typeof(SeeEmergency), Right.ConfirmCorrections, Scope.Household),
        Of(typeof(ReadEmergencies), Right.ReadHouseholds, Scope.Household),
        Of(typeof(EnterRequest), Right.ProposeCorrections, Scope.Household),
        Of(typeof(AnswerRequest), Right.WriteHouseholds, Scope.Household),
        Of(typeof(CarryOutDeletion), Right.Erase, Scope.County),
        Of(typeof(ReadRequests), Right.ReadHouseholds, Scope.Household),
        Of(typeof(ReadEarlier), Right.ReadHouseholds, Scope.Household),
        Of(typeof(StateComparison), Right.ProposeCorrections, Scope.Household),
        Of(typeof(ReadComparison), Right.ReadHouseholds, Scope.Household),
        Of(typeof(RecordExport), Right.ReadHouseholds, Scope.Reach),
        Of(typeof(ReadExports), Right.ReadHouseholds, Scope.Household),
        Of(typeof(ListExports), Right.ReadHouseholds, Scope.County),
        Of(typeof(Invite), Right.WriteUsers, Scope.Everywhere),
        Of(typeof(LinkUser), Right.WriteUsers, Scope.Everywhere),
        Of(typeof(CarryOutRetention), Right.Erase, Scope.County),
        Of(typeof(RotateKeys), Right.BackUp, Scope.Everywhere),
        Of(typeof(RetireKey), Right.BackUp, Scope.Everywhere),
        Of(typeof(RenewKeyFile), Right.BackUp, Scope.Everywhere),
        Of(typeof(MendHashes), Right.BackUp, Scope.Everywhere),
        Of(typeof(EraseContent), Right.Erase, Scope.County),
        Of(typeof(Verify), Right.Verify, Scope.Everywhere),
        Of(typeof(BackUp), Right.BackUp, Scope.Everywhere),
        Of(typeof(Restore), Right.BackUp, Scope.Everywhere),
    ];

    private static ActRight Of(Type act, Right right, Scope scope) => new(act, right, scope);

    private static ActRight Leaving(Type act, Right right) => new(act, right, Scope.Reach) { Refuses = false };
}
