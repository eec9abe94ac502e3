using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class UndoActTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static long Batch(ExampleCounties example, FamilyAct act) => act.Enter(example.Registry, ExampleCounties.Official).Batch!.Value;

    private static IReadOnlyList<HouseholdKey> Undo(ExampleCounties example, long batch, string reason = "登记错了", Actor? actor = null) => new UndoAct(batch, reason).Run(example.Registry, actor ?? ExampleCounties.Official);

    [Theory, EachDatabase]
    public void A_birth_entered_for_the_wrong_household_is_taken_back_and_its_question_with_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var asked = example.Findings();
        var batch = Batch(example, new RecordBirth(example.Family, new Newcomer { Sex = "男" }, May));
        Assert.Equal(4, example.Size(example.Family, June));
        Assert.Equal([example.Family], Undo(example, batch));
        Assert.Equal(3, example.Size(example.Family, June));
        Assert.Equal(asked, example.Findings());
        var line = example.Read(example.Family, July).History[0];
        Assert.Equal(("undo act", "登记错了", -batch), (line.Act, line.Reason, line.BatchId!.Value));
        Assert.True(example.FactsAreCaughtUp(example.County, June));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public void What_was_so_before_is_so_again_in_every_household_and_county_the_act_touched(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var before = Pictures(example);
        var (head, wife) = (example.Person(example.Family, "卡德尔·艾尔肯"), example.Person(example.Family, "古丽"));
        var medical = example.Read(example.Family).Entries.Single(entry => entry.Choice.In("zh") == "自付医疗费用").Id;
        FamilyAct[] acts =
        [
            new RecordDeath(new PersonKey(example.County, head), May) { NewHead = wife },
            new SplitHousehold(example.Family, new Dictionary<long, string?> { [wife] = "户主" }, new NewHousehold(), May) { Entries = [medical] },
            new MergeHouseholds(example.Alone, example.Family, May),
            new NameHead(example.Family, wife, May),
            new SetAway(example.Family, wife, "务工", May),
            new MoveHousehold(example.Family, example.Village("652902105208"), May),
            new MoveToCounty(example.Family, new AreaKey(example.OtherCounty, example.Village("652924100200")), May),
            new SetLivingVillage(example.Family, example.Village("652902105208"), May),
            new CorrectPerson(new PersonKey(example.County, wife), new Dictionary<string, string?> { ["name"] = "古丽娜尔" }, null, "身份证"),
        ];
        foreach (var act in acts)
        {
            var batch = Batch(example, act);
            Assert.NotEqual(before, Pictures(example));
            Undo(example, batch);
            Assert.Equal(before, Pictures(example));
            Assert.Equal(4053, Refused(() => Undo(example, batch)));
        }
        foreach (var county in new[] { example.County, example.OtherCounty })
            Assert.True(example.FactsAreCaughtUp(county, June));
    }

    [Theory, EachDatabase]
    public void Two_acts_are_undone_backwards_and_what_was_changed_since_is_never_overwritten(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        Correction Name(string name) => new CorrectPerson(son, new Dictionary<string, string?> { ["name"] = name }, null, "身份证");
        var (first, second) = (Batch(example, Name("艾力江")), Batch(example, Name("艾力亚尔")));
        Assert.Equal(4054, Refused(() => Undo(example, first)));
        Assert.Contains("艾力亚尔", example.Names(example.Family, June));
        Undo(example, second);
        Assert.Contains("艾力江", example.Names(example.Family, June));
        Undo(example, first);
        Assert.Contains("艾力", example.Names(example.Family, June));
    }

    [Theory, EachDatabase]
    public void What_is_entered_about_somebody_else_meanwhile_stays(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var batch = Batch(example, new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May));
        new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, "核实").Run(example.Registry, ExampleCounties.Official);
        new RecordDeath(new PersonKey(example.County, example.Person(example.Family, "古丽")), June).Run(example.Registry, ExampleCounties.Official);
        Undo(example, batch);
        Assert.Equal(["卡德尔·艾尔肯", "艾力"], example.Names(example.Family, July).Order(StringComparer.Ordinal));
        Assert.Equal("一组", example.Read(example.Family, July).Household.NaturalVillage);
    }

    [Theory, EachDatabase]
    public void Only_an_act_by_hand_with_a_reason_and_in_ones_own_villages(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var batch = Batch(example, new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May));
        Assert.Equal(4014, Refused(() => Undo(example, batch, " ")));
        Assert.Equal(4052, Refused(() => Undo(example, 1)));
        Assert.Equal(4052, Refused(() => Undo(example, batch + 77)));
        Assert.Equal(7001, Refused(() => Undo(example, batch, actor: Actor.Nobody)));
        Assert.Equal(7001, Refused(() => Undo(example, batch, actor: example.OfficialOf(example.OtherCounty))));
        var elsewhere = example.OfficialOf(example.County).Within(example.County, example.Village("652902105208"));
        Assert.Equal(7002, Refused(() => Undo(example, batch, actor: elsewhere)));
    }

    [Theory, EachDatabase]
    public void A_form_that_was_opened_before_somebody_elses_entry_is_refused(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var seen = new SeenHousehold(example.Family, example.Read(example.Family, July).History.Max(line => line.Height));
        new CorrectHousehold(example.Family, new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, "核实").Run(example.Registry, ExampleCounties.Official);
        var act = new RecordBirth(example.Family, new Newcomer(), May);
        Assert.Equal(4050, Refused(() => act.Enter(example.Registry, ExampleCounties.Official, seen)));
        var again = new SeenHousehold(example.Family, example.Read(example.Family, July).History.Max(line => line.Height));
        Assert.NotNull(act.Enter(example.Registry, ExampleCounties.Official, again).Batch);
    }

    /// <summary>All that is known of the households of both counties, but for findings.</summary>
    private static string Pictures(ExampleCounties example) => string.Join('\n', new[] { example.County, example.OtherCounty }.SelectMany(county =>
        example.Registry.Tables.Where(table => table.Name is not "finding" and not "entry_reason").SelectMany(table => example.Known(table, county)
            .Select(version => $"{county} {table.Name} {version.Id} {version.TrueFrom:O} {version.TrueTo:O} {string.Join('|', version.Values)}").Order(StringComparer.Ordinal))));
}
