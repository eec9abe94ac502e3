using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Areas;

/// <summary>Somebody whose rights hold in one village, and what they meet outside it.</summary>
public class ReachTests
{
    private const string Shounute = "652902105201", Yuqi = "652902105208", Township = "652902105", County = "652902";
    private static readonly DateOnly May = new(2020, 5, 1);

    private static Actor TeamOf(ExampleCounties example, string code) => Actor.Operator("village team").Within(example.County, example.Gazetteer.ByCode(code)!.Id);

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_village_team_reads_the_households_of_its_village_and_no_other(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = TeamOf(example, Shounute);
        Assert.Equal("卡德尔·艾尔肯", ReadHousehold.Of(example.Registry, team, example.Family, May).Head!.Person.Name);
        Assert.Equal(7002, Refused(() => ReadHousehold.Of(example.Registry, team, example.Alone, May)));
        Assert.Equal(example.Family, new PickHousehold("6510000001").Run(example.Registry, team));
        Assert.Equal(4001, Refused(() => new PickHousehold("6510000002").Run(example.Registry, team)));
    }

    [Theory, EachDatabase]
    public void It_opens_the_page_of_its_village_and_of_nothing_above_or_beside(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = TeamOf(example, Shounute);
        var indicators = IndicatorSet.Of(example.Registry, example.Facts.Shape);
        Assert.Equal(1, new ReadIndicators(Shounute, May).Run(example.Registry, example.Facts, indicators, team) is var here ? here.Of(here.Area, "households") : 0);
        foreach (var code in new[] { Yuqi, Township, County, "6529", "652924" })
        {
            Assert.Equal(7001, Refused(() => new ReadIndicators(code, May).Run(example.Registry, example.Facts, indicators, team)));
            Assert.Equal(7001, Refused(() => new ListCounted(code, "households", May, null, 0, 9).Run(example.Registry, example.Facts, indicators, team)));
            Assert.Equal(7001, Refused(() => new ListFindings(code, null, 0, 9).Run(example.Registry, team)));
            Assert.Equal(7001, Refused(() => ListHeldPlaces.Run(example.Registry, team, code)));
        }
    }

    [Theory, EachDatabase]
    public void It_records_what_happens_in_its_village_and_is_refused_elsewhere(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = TeamOf(example, Shounute);
        new RecordBirth(example.Family, new Newcomer { Name = "努尔", Sex = "female" }, May).Run(example.Registry, team);
        Assert.Equal(4, example.Size(example.Family, May));
        Assert.Equal(7002, Refused(() => new RecordBirth(example.Alone, new Newcomer { Name = "努尔", Sex = "female" }, May).Run(example.Registry, team)));
        Assert.Equal(7002, Refused(() => new MergeHouseholds(example.Family, example.Alone, May).Run(example.Registry, team)));
        Assert.Equal(7002, Refused(() => new RegisterHousehold(example.County, example.Village(Yuqi), [new Newcomer { Name = "帕提曼", Relation = "head" }], May).Run(example.Registry, team)));
        Assert.Equal(1, example.Size(example.Alone, May));
        var elsewhere = example.Write("另一村.csv", "县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别\n库车市,牙哈镇,玉奇玉吉买村,6510000009,1,帕提曼,户主,女\n");
        Assert.Equal(7253, new Import(example.Registry, team, new ImportOptions()).Run([elsewhere]).Files[0].Refused!.Number);
    }

    [Theory, EachDatabase]
    public void A_household_that_moves_to_another_village_is_its_no_more_but_one_that_lives_there_is(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = TeamOf(example, Shounute);
        new MoveHousehold(example.Family, example.Village(Yuqi), May).Run(example.Registry, team);
        Assert.Equal(7002, Refused(() => ReadHousehold.Of(example.Registry, team, example.Family, May)));
        new SetLivingVillage(example.Alone, example.Village(Shounute), May).Run(example.Registry, ExampleCounties.Official);
        Assert.Single(ReadHousehold.Of(example.Registry, team, example.Alone, May).Members);
        Assert.NotEmpty(ReadHousehold.Of(example.Registry, TeamOf(example, Yuqi), example.Family, May).Members);
    }

    /// <summary>The village's lists and book of a day in April; 卡德尔's household moved to the other village in May.</summary>
    [Theory, EachDatabase]
    public void Lists_and_books_of_a_past_day_leave_out_a_household_that_moved_away_since(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (april, indicators) = (ExampleCounties.Spring, IndicatorSet.Of(example.Registry, example.Facts.Shape));
        var (team, other) = (TeamOf(example, Shounute), TeamOf(example, Yuqi));
        CountedHouseholds Listed(Actor actor, string code, DateOnly on) => new ListCounted(code, "households", on, null, 0, 9).Run(example.Registry, example.Facts, indicators, actor);
        VillageBook Book(Actor actor, string code) => new ReadBook(code, april).Run(example.Registry, example.Facts, new Policies(example.Registry, example.Facts), indicators, actor);
        Assert.Equal((1, 0), (Listed(team, Shounute, april).Count, Listed(team, Shounute, april).Elsewhere));
        Assert.Single(Book(team, Shounute).Lines);

        new MoveHousehold(example.Family, example.Village(Yuqi), May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((0, 1), (Listed(team, Shounute, april).Count, Listed(team, Shounute, april).Elsewhere));
        Assert.Empty(Listed(team, Shounute, april).Households);
        Assert.Equal((0, 1, 1), Book(team, Shounute) is var book ? (book.Lines.Count, book.Elsewhere, (int)book.Totals.Of(book.Totals.Area, "households")) : default);
        Assert.Equal(2, Listed(other, Yuqi, May).Count);
        // Whoever answers for the county sees the village as it was; who has both villages too.
        Assert.Single(Listed(ExampleCounties.Official, Shounute, april).Households);
        Assert.Single(Listed(TeamOf(example, Township), Shounute, april).Households);
    }

    [Theory, EachDatabase]
    public void A_township_reaches_all_its_villages_answers_its_held_places_and_not_the_county_s(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        example.Import("补报.csv", "县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别\n库车市,牙哈镇,玉奇王吉买村,6510000005,1,帕提曼,户主,女\n", May);
        var township = TeamOf(example, Township);
        var question = Assert.Single(ListHeldPlaces.Run(example.Registry, township, Township).Questions);
        Assert.Empty(HeldPlaces.Of(example.Registry, TeamOf(example, Shounute)));
        Assert.Equal(7001, Refused(() => new AnswerHeldPlace(question.Within.Key, question.Written, example.Gazetteer.ByCode(Yuqi)!.Key).Run(example.Registry, TeamOf(example, Yuqi))));
        Assert.Single(new AnswerHeldPlace(question.Within.Key, question.Written, example.Gazetteer.ByCode(Yuqi)!.Key).Run(example.Registry, township));
        Assert.Equal(2, ListHeldPlaces.Run(example.Registry, township, Township).Area.Children.Count);
        Assert.NotEmpty(ReadHousehold.Of(example.Registry, TeamOf(example, Yuqi), example.Find("6510000005"), May).Members);
    }

    [Theory, EachDatabase]
    public void A_team_takes_back_what_it_recorded_although_somebody_else_s_household_is_held(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        example.Import("补报.csv", "县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别\n库车市,牙哈镇,玉奇王吉买村,6510000005,1,帕提曼,户主,女\n", May);
        var team = TeamOf(example, Shounute);
        var entered = new RecordBirth(example.Family, new Newcomer { Name = "努尔", Sex = "female" }, May).Enter(example.Registry, team);
        new UndoAct(entered.Batch!.Value, "登记错了户").Run(example.Registry, team);
        Assert.Equal(3, example.Size(example.Family, May));
        Assert.Contains("unresolved_place", example.Findings());
    }

    [Theory, EachDatabase]
    public void A_team_that_tries_document_numbers_learns_nothing_and_the_county_is_asked(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (team, old, son) = (TeamOf(example, Shounute), new PersonKey(example.County, example.Person(example.Alone, "买买提")), new PersonKey(example.County, example.Person(example.Family, "艾力")));
        var (known, unknown) = (InventedNumbers.Of(new DateOnly(1950, 1, 1), 131), InventedNumbers.Of(new DateOnly(1951, 2, 3), 131));
        new GiveDocument(old, known, null).Run(example.Registry, ExampleCounties.Official);
        string Seen() => string.Join(' ', ReadHousehold.Of(example.Registry, team, example.Family, example.Today).Findings.Select(finding => finding.Finding.Kind).Order(StringComparer.Ordinal));
        var before = Seen();

        // Under any name: the same as with a number that nobody bears.
        long Enter(string number) => new JoinHousehold(example.Family, new Newcomer { Name = "某人", Document = number, Relation = "other" }, May).Enter(example.Registry, team).Batch!.Value;
        var (tried, plain) = (Enter(known), Enter(unknown));
        Assert.Equal(before, Seen());
        Assert.Equal(5, ReadHousehold.Of(example.Registry, team, example.Family, example.Today).Members.Count);
        // The county sees that one number stands twice.
        Assert.Contains(example.Read(example.Alone, example.Today).Findings, finding => finding.PersonId == old.Id && finding.Finding.Kind == FindingKind.ListedTwice);
        new UndoAct(tried, "试一试").Run(example.Registry, team);
        new UndoAct(plain, "试一试").Run(example.Registry, team);
        Assert.DoesNotContain(FindingKind.ListedTwice, example.Findings());
        // The same for a number that is given; within their own villages they are told as before.
        new GiveDocument(son, known, null).Run(example.Registry, team);
        Assert.DoesNotContain(FindingKind.ListedTwice, Seen());
        Assert.Contains(FindingKind.ListedTwice, example.Findings());
        Assert.Equal(4021, Refused(() => Enter(ExampleCounties.Gul)));
        Assert.Empty(Saxaul.Journal.Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public void A_team_proposes_a_correction_that_clears_a_warning_and_its_colleague_confirms_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = new Policies(example.Registry, example.Facts);
        new Screen(example.Registry, ExampleCounties.Official, example.Facts, policies["acceptance"], ExampleCounties.Spring).All();
        var team = TeamOf(example, Yuqi);
        var correction = new CorrectEntry(example.County, "living", example.Alone.Id, new Dictionary<string, string?> { ["house_grade"] = "A级" }, null, "鉴定书写的是 A 级");
        Assert.Equal(7002, Refused(() => new EnterCorrection(correction, "看过鉴定书").Run(example.Registry, TeamOf(example, Shounute), example.Facts, policies, Uncounted.AtTheMachine)));
        var waiting = new EnterCorrection(correction, "看过鉴定书").Run(example.Registry, team, example.Facts, policies, Uncounted.AtTheMachine).Waiting!.Value;
        Assert.Equal(7002, Refused(() => new ConfirmCorrection(example.County, waiting, "核实过").Run(example.Registry, TeamOf(example, Shounute) with { Name = "colleague" }, Uncounted.AtTheMachine)));
        new ConfirmCorrection(example.County, waiting, "核实过").Run(example.Registry, team with { Name = "colleague" }, Uncounted.AtTheMachine);
        Assert.Equal("a", example.Read(example.Alone, example.Today).Entries.SelectMany(entry => entry.Values).Single(value => value.Key == "living.house_grade").Value);
    }

    [Theory, EachDatabase]
    public void Warnings_follow_what_a_team_records_although_screening_is_the_county_s(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = new Policies(example.Registry, example.Facts);
        new Screen(example.Registry, ExampleCounties.Official, example.Facts, policies["acceptance"], ExampleCounties.Spring).All();
        var team = TeamOf(example, Yuqi);
        var before = ListWarnings.OfHousehold(example.Registry, team, example.County, example.Alone.Id, May).Count;
        Assert.Equal(before, ListWarnings.Of(example.Registry, team, May, area: Yuqi).Count);
        new CorrectEntry(example.County, "living", example.Alone.Id, new Dictionary<string, string?> { ["house_grade"] = "A级" }, null, "复核").Run(example.Registry, team);
        new CatchUpWarnings(example.Registry, team, example.Facts, policies).Run();
        var after = ListWarnings.OfHousehold(example.Registry, team, example.County, example.Alone.Id, example.Today).Count(warning => warning.GoneOn is null);
        Assert.True(after < before, $"{after} < {before}");
        Assert.Equal(7002, Refused(() => ListWarnings.OfHousehold(example.Registry, TeamOf(example, Shounute), example.County, example.Alone.Id, May)));
        Assert.Empty(ListWarnings.Of(example.Registry, team, May, area: Shounute));
    }
}
