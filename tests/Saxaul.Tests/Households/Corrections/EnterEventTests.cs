using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public sealed class EnterEventTests
{
    private static readonly Actor Cadre = Actor.Operator("village cadre"), Township = Actor.Operator("township official"), County = Actor.Operator("county official");

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static int Decline(WarnedFamily screened, long id, string reason, Actor actor)
    {
        new DeclineCorrection(screened.Example.County, id, reason).Run(screened.Example.Registry, actor);
        return 0;
    }

    /// <summary>The son leaves, and with him, as it is said, all the medical spending.</summary>
    private static LeaveHousehold Leaves(WarnedFamily screened) =>
        new(screened.Example.Family, screened.Example.Person(screened.Example.Family, "艾力"), screened.Example.Today) { Entries = [screened.Medical], Reason = "外出打工" };

    private static IReadOnlyList<ListedCorrection> Waiting(WarnedFamily screened) => ReadCorrections.In(screened.Example.Registry, Township, screened.Example.Gazetteer.ByCode("652902")!);

    [Theory, EachDatabase]
    public void An_event_is_in_force_at_once_and_the_warning_that_went_with_it_is_kept_in_sight_until_somebody_else_has_seen_evidence(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        Assert.Contains("medical", screened.Warnings());
        var batch = screened.Happens(Leaves(screened)).Batch;
        screened.CatchUp(example.Today);
        Assert.Equal((2, 0L), (example.Size(example.Family, example.Today), example.Fact(example.Family, "medical_spending", example.Today)));
        Assert.DoesNotContain("medical", screened.Warnings());
        var waiting = Assert.Single(Waiting(screened));
        Assert.Equal(("leave household", "外出打工", batch, "village cadre"), (waiting.Event!.Act, waiting.Why, waiting.Correction.EventBatch, waiting.Correction.ProposedBy));
        Assert.Contains("medical", waiting.Correction.Clears.Select(one => one.Rule));

        Assert.Equal(4071, Refused(() => new ConfirmCorrection(example.County, waiting.Id, "看过").Run(example.Registry, Cadre, Uncounted.AtTheMachine)));
        Assert.Equal(4071, Refused(() => Decline(screened, waiting.Id, "撤回", Cadre)));
        var confirmed = new ConfirmCorrection(example.County, waiting.Id, "看了户口簿和医院证明").Run(example.Registry, Township, Uncounted.AtTheMachine);
        Assert.Null(confirmed.Batch);
        Assert.Empty(Waiting(screened));
        Assert.Equal((WaitingCorrection.Confirmed, "township official", "看了户口簿和医院证明"), (screened.Only.Correction.State, screened.Only.Correction.DecidedBy, screened.Only.Correction.DecidedReason));
        Assert.Equal(2, example.Size(example.Family, example.Today));
        Assert.Equal(4061, Refused(() => new ConfirmCorrection(example.County, waiting.Id, "再看").Run(example.Registry, Township, Uncounted.AtTheMachine)));
        Assert.Empty(Verify.Run(example.Registry, Township));
        Assert.True(example.FactsAreCaughtUp(example.County, example.Today));
    }

    [Theory, EachDatabase]
    public void Taken_back_it_is_still_looked_at_where_something_else_has_made_the_warning_go_meanwhile(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var left = screened.Happens(Leaves(screened)).Batch!.Value;
        string Day(int ago) => example.Today.AddDays(-ago).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        screened.Enter(new CorrectEntry(example.County, "budget", example.Family.Id,
            new Dictionary<string, string?> { ["item"] = "medical", ["amount"] = "100", ["basis"] = "total", ["source"] = "走访", ["period_from"] = Day(366), ["period_to"] = Day(1) }, null, "重新算过"));
        screened.Enter(new UndoAct(left, "没有走"));

        screened.CatchUp(example.Today);
        Assert.DoesNotContain("medical", screened.Warnings());
        Assert.Equal(WaitingCorrection.Waiting, Assert.Single(Waiting(screened)).Correction.State);
    }

    [Theory, EachDatabase]
    public void Sent_back_it_stays_in_sight_with_the_reason_until_it_is_undone_or_confirmed_after_all(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var first = screened.Happens(Leaves(screened)).Batch!.Value;
        Decline(screened, Waiting(screened).Single().Id, "医疗费是户主的，不是儿子的", Township);
        Assert.Equal((WaitingCorrection.Returned, "医疗费是户主的，不是儿子的"), (Waiting(screened).Single().Correction.State, Waiting(screened).Single().Correction.DecidedReason));
        // Undone, its warnings are back and nothing is left to look at.
        screened.Enter(new UndoAct(first, "医疗费填错了"));
        screened.CatchUp(example.Today);
        Assert.Contains("medical", screened.Warnings());
        Assert.Empty(Waiting(screened));
        Assert.Equal((WaitingCorrection.Withdrawn, "village cadre"), (screened.Only.Correction.State, screened.Only.Correction.DecidedBy));

        screened.Happens(Leaves(screened));
        var again = Waiting(screened).Single();
        Decline(screened, again.Id, "没有依据", Township);
        new ConfirmCorrection(example.County, again.Id, "补了医院证明").Run(example.Registry, County, Uncounted.AtTheMachine);
        Assert.Empty(Waiting(screened));
        Assert.Empty(Verify.Run(example.Registry, Township));
    }

    [Theory, EachDatabase]
    public void The_warnings_of_a_household_that_ends_are_kept_in_sight_unless_its_members_are_warned_where_they_are_now(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var unsafeHouse = screened.Warnings(example.Alone);
        Assert.NotEmpty(unsafeHouse);
        var died = screened.Happens(new RecordDeath(new PersonKey(example.County, example.Person(example.Alone, "买买提")), example.Today)).Batch!.Value;
        Assert.Equal((example.Alone, "record death"), (Waiting(screened).Single().Household, Waiting(screened).Single().Event!.Act));
        screened.Enter(new UndoAct(died, "登记错了人"));

        // Into a safe house: the warning of the household that ended went, and somebody looks.
        var merged = screened.Happens(new MergeHouseholds(example.Family, example.Alone, example.Today)).Batch!.Value;
        Assert.Equal(example.Alone, Waiting(screened).Single().Household);
        screened.Enter(new UndoAct(merged, "没有并户"));

        // To another county with all they have: they are warned there as they were here.
        screened.Happens(new MoveToCounty(example.Alone, new AreaKey(example.OtherCounty, example.Village("652924100200")), example.Today));
        Assert.Empty(Waiting(screened));
    }

    [Theory, EachDatabase]
    public void What_clears_no_warning_asks_nobody(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        screened.Happens(new RecordBirth(example.Family, new Newcomer { Sex = "男" }, example.Today));
        screened.Happens(new SetAway(example.Family, example.Person(example.Family, "古丽"), "务工", example.Today));
        Assert.Empty(Waiting(screened));
        Assert.Empty(ReadCorrections.OfHousehold(example.Registry, Township, example.Family));
    }
}
