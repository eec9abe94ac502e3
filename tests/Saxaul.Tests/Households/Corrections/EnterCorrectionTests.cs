using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public sealed class EnterCorrectionTests
{
    private static readonly Actor Cadre = Actor.Operator("village cadre"), Township = Actor.Operator("township official");

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void One_that_clears_a_warning_waits_for_evidence_and_a_second_person_and_the_warning_stands(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var (example, before) = (screened.Example, screened.Warnings());
        Assert.Contains("medical", before);
        Assert.Equal(4060, Refused(() => screened.Enter(screened.Spent("4000"))));
        Assert.Empty(ReadCorrections.OfHousehold(example.Registry, Township, example.Family));

        var waiting = screened.Enter(screened.Spent("4000"), "看了医院发票原件，两张是同一次住院").Waiting!.Value;
        Assert.Equal(620_000, example.Fact(example.Family, "medical_spending", ExampleCounties.Spring));
        Assert.Equal(before, screened.Warnings());
        Assert.Equal(("village cadre", "medical", "发票重复计算"), (screened.Only.Correction.ProposedBy, screened.Only.Correction.Clears[0].Rule, screened.Only.Why));
        Assert.Equal(4062, Refused(() => new ConfirmCorrection(example.County, waiting, "看过").Run(example.Registry, Cadre, Uncounted.AtTheMachine)));

        new ConfirmCorrection(example.County, waiting, "对照了原件").Run(example.Registry, Township, Uncounted.AtTheMachine);
        screened.CatchUp();
        Assert.Equal(400_000, example.Fact(example.Family, "medical_spending", ExampleCounties.Spring));
        Assert.DoesNotContain("medical", screened.Warnings());
        Assert.Equal((WaitingCorrection.Confirmed, "township official", "对照了原件"), (screened.Only.Correction.State, screened.Only.Correction.DecidedBy, screened.Only.Correction.DecidedReason));
        var line = example.Read(example.Family, example.Today).History.First(one => one.Act == "correct entry");
        Assert.Equal(("township official", "发票重复计算 (village cadre → township official: 对照了原件)"), (line.Actor, line.Reason));
        Assert.Equal(4061, Refused(() => new ConfirmCorrection(example.County, waiting, "再看").Run(example.Registry, Township, Uncounted.AtTheMachine)));
        Assert.Empty(Verify.Run(example.Registry, Township));
        Assert.True(example.FactsAreCaughtUp(example.County, ExampleCounties.Spring));
    }

    [Theory, EachDatabase]
    public void One_that_no_warning_rests_on_is_applied_at_once_and_so_is_one_that_raises_a_warning(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        Assert.Null(screened.Enter(screened.Spent("7000")).Waiting);
        Assert.Null(screened.Enter(new CorrectHousehold(screened.Example.Family, new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, "核实")).Waiting);
        Assert.Equal(700_000, screened.Example.Fact(screened.Example.Family, "medical_spending", ExampleCounties.Spring));
    }

    [Theory, EachDatabase]
    public void What_says_so_already_is_said_whatever_the_field(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        Assert.All<Correction>(
        [
            screened.Spent("6200"), screened.Spent("6,200.00") with { From = example.Today },
            new CorrectPerson(wife, new Dictionary<string, string?> { ["name"] = "古 丽" }, null, "核实"), new CorrectPerson(wife, new Dictionary<string, string?> { ["relation"] = "配偶" }, null, "核实"),
            new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["phone"] = "19900000001" }, null, "核实"), new GiveDocument(wife, ExampleCounties.Gul, null),
        ], correction => Assert.Equal(4070, Refused(() => screened.Enter(correction))));
    }

    [Theory, EachDatabase]
    public void Every_way_to_make_a_warning_go_waits_also_to_take_the_entry_away_or_to_say_that_nothing_is_known(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        Assert.Equal(4060, Refused(() => screened.Enter(screened.Spent(null))));
        Assert.Equal(4060, Refused(() => screened.Enter(screened.Spent(null) with { Remove = true, Fields = new Dictionary<string, string?>() })));
        // From today only: the warnings stand for the day of the last screening, and the next would not find them.
        Assert.Equal(4060, Refused(() => screened.Enter(screened.Spent("10") with { From = example.Today })));
        var house = example.Read(example.Alone).Entries.Single(entry => entry.Register.Register == "living");
        Assert.Equal(4060, Refused(() => screened.Enter(new CorrectEntry(example.County, "living", example.Alone.Id, new Dictionary<string, string?> { ["house_grade"] = "A级" }, null, "已修") { EntryId = house.Id })));
    }

    [Theory, EachDatabase]
    public void A_declined_one_changes_nothing_and_who_proposed_it_may_withdraw_it(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var declined = screened.Enter(screened.Spent("4000"), "看了发票").Waiting!.Value;
        Assert.Equal(4014, Refused(() => { new DeclineCorrection(example.County, declined, " ").Run(example.Registry, Township); return 0; }));
        new DeclineCorrection(example.County, declined, "发票不是同一次住院").Run(example.Registry, Township);
        var withdrawn = screened.Enter(screened.Spent("4500"), "又看了发票").Waiting!.Value;
        new DeclineCorrection(example.County, withdrawn, "弄错了").Run(example.Registry, Cadre);
        Assert.Equal([WaitingCorrection.Withdrawn, WaitingCorrection.Declined], ReadCorrections.OfHousehold(example.Registry, Township, example.Family).Select(one => one.Correction.State));
        Assert.Contains("medical", screened.Warnings());
        Assert.Equal(620_000, example.Fact(example.Family, "medical_spending", ExampleCounties.Spring));
    }

    [Theory, EachDatabase]
    public void Confirming_it_after_the_household_changed_asks_again_and_applies_it_to_what_is_there_now(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var waiting = screened.Enter(screened.Spent("4000"), "看了发票").Waiting!.Value;
        var seen = new SeenHousehold(example.Family, example.Read(example.Family, example.Today).History.Max(line => line.Height));
        screened.Enter(screened.Spent("9000", "又有一张"));
        Assert.Equal(4050, Refused(() => new ConfirmCorrection(example.County, waiting, "看过").Run(example.Registry, Township, Uncounted.AtTheMachine, seen)));
        Assert.Equal(["medical"], new EnterCorrection(screened.Only.Correction.Correction!).WouldClear(example.Registry, Township, example.Facts, screened.Policies, Uncounted.AtTheMachine).Select(one => one.Rule));
        new ConfirmCorrection(example.County, waiting, "看过").Run(example.Registry, Township, Uncounted.AtTheMachine);
        Assert.Equal(400_000, example.Fact(example.Family, "medical_spending", ExampleCounties.Spring));
    }

    [Theory, EachDatabase]
    public void A_confirmed_one_can_be_undone_and_the_warning_is_back(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var waiting = screened.Enter(screened.Spent("4000"), "看了发票").Waiting!.Value;
        var entered = new ConfirmCorrection(example.County, waiting, "看过").Run(example.Registry, Township, Uncounted.AtTheMachine);
        new UndoAct(entered.Batch!.Value, "弄错了").Run(example.Registry, Township);
        screened.CatchUp();
        Assert.Contains("medical", screened.Warnings());
        Assert.Equal(WaitingCorrection.Confirmed, screened.Only.Correction.State);
    }

    [Theory, EachDatabase]
    public void Undoing_what_raised_a_warning_is_a_correction_too_and_waits(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var raised = screened.Enter(new CorrectEntry(example.County, "living", example.Family.Id, new Dictionary<string, string?> { ["house_grade"] = "D级" }, null, "鉴定书")).Batch!.Value;
        var before = screened.Warnings();
        var undo = new UndoAct(raised, "填错了户");
        Assert.Equal(4060, Refused(() => screened.Enter(undo)));

        var waiting = screened.Enter(undo, "看了鉴定书，是另一户的").Waiting!.Value;
        Assert.Equal(before, screened.Warnings());
        Assert.Equal(4062, Refused(() => new ConfirmCorrection(example.County, waiting, "看过").Run(example.Registry, Cadre, Uncounted.AtTheMachine)));
        Assert.Equal(raised, new ConfirmCorrection(example.County, waiting, "对照了鉴定书").Run(example.Registry, Township, Uncounted.AtTheMachine).Batch);
        screened.CatchUp();
        Assert.Equal("A级", example.Read(example.Family, example.Today).Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Text("zh"));
        Assert.True(screened.Warnings().Count < before.Count);
        // Neither the undoing nor its confirmation can be undone; undoing what clears nothing needs nobody else.
        Assert.DoesNotContain(example.Read(example.Family, example.Today).History.Take(3), line => line.ByHand is not null && line.ByHand != raised);
        Assert.Equal(4053, Refused(() => screened.Enter(undo)));
        var named = screened.Enter(new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, "核实")).Batch!.Value;
        Assert.Equal((named, null), (screened.Enter(new UndoAct(named, "填错了")).Batch, screened.Enter(new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "二组" }, null, "核实")).Waiting));
        Assert.Empty(Verify.Run(example.Registry, Township));
    }

    [Theory, EachDatabase]
    public void The_photo_is_kept_encrypted_without_what_it_says_of_place_and_shown_only_to_who_may_read(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var file = EvidenceFile.Read(Pictures.Jpeg(Pictures.Exif(1)));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(file.Content), StringComparison.Ordinal);
        var waiting = screened.Enter(screened.Spent("4000"), "看了发票", file).Waiting!.Value;
        var kept = EvidenceFile.Of(example.Registry, Township, example.County, waiting)!;
        Assert.Equal("image/jpeg", kept.MediaType);
        Assert.Equal(file.Content, kept.Content);
        Assert.Equal(7001, Refused(() => EvidenceFile.Of(example.Registry, example.OfficialOf(example.OtherCounty), example.County, waiting)!));

        new EraseContent(example.Registry, ExampleCounties.Official, "依据", "申请").Household(example.County, example.Family.Id);
        Assert.Empty(example.Known(WaitingCorrection.Table, example.County));
        Assert.Equal(4067, Refused(() => EvidenceFile.Of(example.Registry, Township, example.County, waiting)!));
        Assert.Empty(Verify.Run(example.Registry, Township));
    }

    [Theory, EachDatabase]
    public void Those_of_an_area_are_listed_for_who_may_read_there(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        screened.Enter(screened.Spent("4000"), "看了发票");
        int In(string code, Actor? actor = null) => ReadCorrections.In(example.Registry, actor ?? Township, example.Gazetteer.ByCode(code)!).Count;
        Assert.Equal((1, 1, 0, 0), (In("6529"), In("652902105201"), In("652902105208"), In("652924")));
        Assert.Equal(0, In("652902", example.OfficialOf(example.OtherCounty)));
    }

    [Theory, EachDatabase]
    public void What_is_plainly_wrong_is_refused_before_anything_else(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var person = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        Assert.Equal(4063, Refused(() => screened.Enter(screened.Spent("-5"))));
        Assert.Equal(4063, Refused(() => screened.Enter(new CorrectEntry(example.County, "work", person.Id, new Dictionary<string, string?> { ["months"] = "13" }, null, "核实"))));
        Assert.Equal(4064, Refused(() => screened.Enter(new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["phone"] = "没有电话" }, null, "核实"))));
        Assert.Equal(4065, Refused(() => new JoinHousehold(example.Family, new Newcomer { Name = "古丽", BirthDate = new DateOnly(1863, 7, 22) }, ExampleCounties.Spring).Run(example.Registry, Cadre)));
    }
}
