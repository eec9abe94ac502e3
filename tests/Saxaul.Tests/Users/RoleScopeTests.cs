using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Users;

/// <summary>Roles that are given for some households or for a department's list hold there and nowhere else.</summary>
public sealed class RoleScopeTests
{
    private const string County = "652902", OtherCounty = "652924";
    private static readonly Actor Installer = Actor.Operator("installer");

    private static Actor Give(ExampleCounties example, string user, string role, string? household = null, string? list = null, string? area = County)
    {
        if (ReadActor.Of(example.Registry, user, example.Today) is null)
            new MakeUser(user).Run(example.Registry, Installer);
        new GiveRole(user, role, area, example.Today, null, "县里的决定") { Household = household, List = list }.Run(example.Registry, Installer);
        return ReadActor.Of(example.Registry, user, example.Today)!;
    }

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static CorrectHousehold Phone(HouseholdKey household) => new(household, new Dictionary<string, string?> { ["natural_village"] = "三组" }, null, "写错了");

    [Theory, EachDatabase]
    public void A_household_reads_itself_and_nothing_else(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (registry, today) = (example.Registry, example.Today);
        var family = Give(example, "family", "household", "6510000001");

        Assert.Equal(3, ReadHousehold.Of(registry, family, example.Family, today).Members.Count);
        Assert.Equal(7002, Refused(() => ReadHousehold.Of(registry, family, example.Alone, today)));
        Assert.Equal(7002, Refused(() => ReadLooks.Of(registry, family, example.Alone, 10)));
        foreach (var area in new[] { "6529", County, "652902105", "652902105201" })
            Assert.Equal(7001, Refused(() => FindArea.ToRead(registry.Database, family, area, null, null)));
        Assert.Empty(HeldPlaces.Of(registry, family));
        Assert.Empty(ListWarnings.Of(registry, family, today));
        var people = new PeopleStore(registry);
        Assert.Equal(["卡德尔·艾尔肯"], new FindPeople("户主", 0, 20).Run(registry, people, family).People.Select(person => person.Name));
        Assert.Empty(new FindPeople("买买提", 0, 20).Run(registry, people, family).People);
        Assert.Equal([example.Family], ListedHousehold.Of(registry, family, [example.Family, example.Alone]).Select(one => new HouseholdKey(one.CountyKey, one.Id)));
        Assert.Equal("household", family.RoleFor(Right.ReadHouseholds, example.Family));
        Assert.Null(family.RoleFor(Right.ReadHouseholds, example.Alone));
    }

    [Theory, EachDatabase]
    public void What_a_household_says_is_wrong_waits_for_somebody_of_the_office_whatever_it_changes(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var family = Give(example, "family", "household", "6510000001");
        var team = Give(example, "team", "village_team", area: "652902105201");
        Entered Propose() => new EnterCorrection(Phone(example.Family)).Run(example.Registry, family, example.Facts, screened.Policies, Uncounted.AtTheMachine);

        var waiting = Propose().Waiting!.Value;
        Assert.Null(example.Read(example.Family, example.Today).Household.NaturalVillage);
        Assert.Equal(("family", 0), (screened.Only.Correction.ProposedBy, screened.Only.Correction.Clears.Count));
        Assert.Equal(7001, Refused(() => new ConfirmCorrection(example.County, waiting, "我们自己看").Run(example.Registry, family, Uncounted.AtTheMachine)));
        new ConfirmCorrection(example.County, waiting, "入户核对").Run(example.Registry, team, Uncounted.AtTheMachine);
        Assert.Equal("三组", example.Read(example.Family, example.Today).Household.NaturalVillage);

        // They write nothing at once, of nobody else, and take back only what they said themselves.
        Assert.Equal(7001, Refused(() => Phone(example.Family).Run(example.Registry, family)));
        Assert.Equal(7002, Refused(() => new EnterCorrection(Phone(example.Alone)).Run(example.Registry, family, example.Facts, screened.Policies, Uncounted.AtTheMachine)));
        var others = screened.Enter(screened.Spent("4000"), "看了发票").Waiting!.Value;
        Assert.Equal(7001, Refused(() => new DeclineCorrection(example.County, others, "不同意").Run(example.Registry, family)));
        Assert.Empty(Verify.Run(example.Registry, Installer));
    }

    [Theory, EachDatabase]
    public void A_household_takes_back_what_it_proposed(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var example = screened.Example;
        var family = Give(example, "family", "household", "6510000001");
        var waiting = new EnterCorrection(Phone(example.Family)).Run(example.Registry, family, example.Facts, screened.Policies, Uncounted.AtTheMachine).Waiting!.Value;
        new DeclineCorrection(example.County, waiting, "弄错了").Run(example.Registry, family);
        Assert.Equal(WaitingCorrection.Withdrawn, screened.Only.Correction.State);
    }

    [Theory, EachDatabase]
    public void A_caseworker_records_what_happens_in_their_households_and_is_nobodys_second_person(DatabaseKind kind)
    {
        using var screened = new WarnedFamily(kind);
        var (example, registry) = (screened.Example, screened.Example.Registry);
        var caseworker = Give(example, "caseworker", "caseworker", "6510000001");
        FamilyAct Birth(HouseholdKey household) => new RecordBirth(household, new Newcomer { Name = "努尔", Sex = "female" }, example.Today);

        Birth(example.Family).Run(registry, caseworker);
        Assert.Equal(7002, Refused(() => Birth(example.Alone).Run(registry, caseworker)));
        var waiting = screened.Enter(screened.Spent("4000"), "看了发票").Waiting!.Value;
        Assert.Equal(7001, Refused(() => new ConfirmCorrection(example.County, waiting, "看过").Run(registry, caseworker, Uncounted.AtTheMachine)));
        // A second household is given like the first.
        caseworker = Give(example, "caseworker", "caseworker", "6510000002");
        Birth(example.Alone).Run(registry, caseworker);
        Assert.Equal(2, ListedHousehold.Of(registry, caseworker, [example.Family, example.Alone]).Count);
    }

    [Theory, EachDatabase]
    public void A_household_that_ended_is_still_read_by_who_read_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var family = Give(example, "alone", "household", "6510000002");
        new RecordDeath(new PersonKey(example.County, example.Person(example.Alone, "买买提")), example.Today) { Reason = "因病" }.Run(example.Registry, Installer);
        Assert.NotNull(ReadHousehold.Of(example.Registry, family, example.Alone, example.Today).EndedOn);
    }

    [Theory, EachDatabase]
    public void A_department_hands_in_its_own_list_and_reads_no_household(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var registry = example.Registry;
        var department = Give(example, "medical", "department", list: "medical_costs");
        FileReport Hand(Actor who, string name, string text) => new Import(registry, who, new ImportOptions { On = ExampleCounties.Spring }).Run([example.Write(name, text)]).Files[0];

        var taken = Hand(department, "医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,自付费用\n古丽," + ExampleCounties.Gul + ",2020-03-05,1500\n热合曼,,2020-03-05,100\n");
        Assert.Equal((2, null, true), (taken.Rows, taken.Matched, taken.IsOfTheFileAlone));
        Assert.Equal(1, new ListBatches(0, 1).Run(registry, Installer)[0].Files[0].Report!.Matched);
        Assert.Equal(7253, Hand(department, "应急局-2020年3月因灾损失.csv", "姓名,身份证号,受灾日期,损失金额\n古丽," + ExampleCounties.Gul + ",2020-03-05,1500\n").Refused?.Number);
        Assert.Equal(7253, Hand(department, "县级名册.csv", "县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系\n库车市,牙哈镇,守努特村,6510000009,1,帕提曼,户主\n").Refused?.Number);
        // Whoever is registered in another county only is as unknown as somebody who is nowhere.
        var elsewhere = "99903719800101123" + ResidentNumber.CheckDigit("99903719800101123");
        new RegisterHousehold(example.OtherCounty, example.Village("652924100200"), [new Newcomer { Name = "热娜", Document = elsewhere, Relation = "head" }], ExampleCounties.Spring).Run(registry, Installer);
        var unknown = new Import(registry, department, new ImportOptions { On = ExampleCounties.Spring, DryRun = true }).Run([example.Write("医保局-2020年5月自付费用.csv", $"姓名,身份证号,住院日期,自付费用\n热娜,{elsewhere},2020-05-05,100\n")]).Files[0];
        Assert.Equal((null, null, null), (unknown.Refused, unknown.Matched, unknown.Unknown));
        // What follows from it is done, whoever may not read it.
        var batch = Assert.Single(new ListBatches(0, 10).Run(registry, department));
        Assert.Equal("medical", batch.Actor);
        Hand(Installer, "卫健委-2020年4月自付费用.csv", "姓名,身份证号,住院日期,自付费用\n古丽," + ExampleCounties.Gul + ",2020-04-05,900\n");
        Assert.Single(new ListBatches(0, 10).Run(registry, department));

        Assert.Equal(7001, Refused(() => ReadHousehold.Of(registry, department, example.Family, example.Today)));
        Assert.Equal(7001, Refused(() => new FindPeople("古丽", 0, 10).Run(registry, new PeopleStore(registry), department)));
        Assert.Equal(7001, Refused(() => FindArea.ToRead(registry.Database, department, County, null, null)));
        Assert.Equal(7001, Refused(() => ListFileFindings.Of(registry, department, taken.FileId!.Value)));
        Assert.Empty(Verify.Run(registry, Installer));
    }

    [Theory, EachDatabase]
    public void A_department_learns_which_cells_of_its_file_nobody_can_read_of_whomever_they_speak(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var department = Give(example, "medical", "department", list: "medical_costs");
        var unreadable = new Import(example.Registry, department, new ImportOptions { On = ExampleCounties.Spring })
            .Run([example.Write("医保局-2020年2月自付费用.csv", "姓名,身份证号,住院日期,自付费用\n古丽," + ExampleCounties.Gul + ",2020-02-05,12O0\n热合曼,,2020-02-05,12O0\n热合曼,,2020-02-06,1200\n")]).Files[0];

        Assert.True(unreadable.IsOfTheFileAlone);
        Assert.Equal(["D2", "D3"], unreadable.UnreadableCells.Select(cell => $"{cell.Letter}{cell.Row}"));
        Assert.Equal(unreadable.UnreadableCells, new ListBatches(0, 1).Run(example.Registry, department)[0].Files[0].Report!.UnreadableCells);
    }

    [Theory, EachDatabase]
    public void A_department_of_one_county_brings_nothing_into_another(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var department = Give(example, "medical", "department", list: "medical_costs", area: OtherCounty);
        var taken = new Import(example.Registry, department, new ImportOptions { On = ExampleCounties.Spring })
            .Run([example.Write("医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,自付费用\n古丽," + ExampleCounties.Gul + ",2020-03-05,1500\n")]).Files[0];
        Assert.Null(taken.Refused);
        var kept = new ListBatches(0, 1).Run(example.Registry, Installer)[0].Files[0].Report!;
        Assert.Equal((0, 1), (kept.Matched, kept.Unknown));
        Assert.Equal(620_000, example.Fact(example.Family, "medical_spending", ExampleCounties.Spring));
    }

    [Theory, EachDatabase]
    public void A_county_hands_in_a_list_that_also_names_somebody_of_another_county_and_keeps_to_its_own(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (registry, county) = (example.Registry, Give(example, "rena", "county"));
        new RegisterHousehold(example.OtherCounty, example.Village("652924100200"), [new Newcomer { Name = "热娜", Relation = "head" }, new Newcomer { Name = "古丽", Relation = "daughter" }], ExampleCounties.Spring).Run(registry, Installer);
        var taken = new Import(registry, county, new ImportOptions { On = ExampleCounties.Spring })
            .Run([example.Write("医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,自付费用\n热娜,,2020-03-05,1500\n古丽,,2020-03-06,800\n古丽," + ExampleCounties.Gul + ",2020-03-07,700\n")]).Files[0];
        // The first is nobody's here; the second may be hers or somebody's elsewhere, and a person here says so; the third is hers by her number.
        Assert.Equal((null, 1, 1, 1), (taken.Refused, taken.Unknown, taken.ForReview, taken.Matched));
        // The prefecture's list of the same time speaks of both counties: a county's own takes its place here and nowhere else.
        new Import(registry, Installer, new ImportOptions { On = ExampleCounties.Spring }).Run([example.Write("医保局-2020年4月自付费用.csv", "县,乡镇,行政村,姓名,身份证号,住院日期,自付费用\n库车市,牙哈镇,,古丽," + ExampleCounties.Gul + ",2020-04-07,700\n沙雅县,,,热娜,,2020-04-05,1500\n")]);
        var own = new Import(registry, county, new ImportOptions { On = ExampleCounties.Spring })
            .Run([example.Write("医保局-2020年4月自付费用-补.csv", "姓名,身份证号,住院日期,自付费用\n古丽," + ExampleCounties.Gul + ",2020-04-07,900\n")]).Files[0];
        Assert.Equal((null, 1), (own.Refused, own.Matched));
        Assert.Empty(Verify.Run(registry, Installer));
    }

    [Theory, EachDatabase]
    public void A_department_sees_how_its_own_upload_was_read_but_not_whose_it_is(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (registry, department) = (example.Registry, Give(example, "medical", "department", list: "medical_costs"));
        using var staging = new StageFiles(registry, department);
        staging.Begin("医保局-2020年3月自付费用.csv");
        staging.Write(System.Text.Encoding.UTF8.GetBytes("姓名,身份证号,住院日期,自付费用\n古丽," + ExampleCounties.Gul + ",2020-03-05,1500\n"));
        var upload = staging.Finish(ExampleCounties.Spring);
        new CompareStaged(upload).Run(registry, department, stop: TestContext.Current.CancellationToken);
        var preview = Assert.Single(new ReadStaged(upload).Run(registry, department).Preview);
        Assert.Equal((1, null), (preview.Report.Rows, preview.Report.Matched));
        Assert.Null(preview.Comparison);
        var whole = new ReadStaged(upload).Run(registry, Installer).Preview[0];
        Assert.Equal(1, whole.Report.Matched);
        Assert.NotNull(whole.Comparison);
        Assert.Equal(2104, Refused(() => new ReadStaged(upload).Run(registry, Give(example, "disaster", "department", list: "disaster_losses"))));
    }

    /// <summary>Somebody who would like to know whether a person is registered hands in two lists that differ in that one row.</summary>
    [Theory, EachDatabase]
    public void Two_lists_that_differ_by_one_person_tell_a_department_the_same(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var registry = example.Registry;
        var department = Give(example, "medical", "department", list: "medical_costs");
        var nobody = "99903719800101123" + ResidentNumber.CheckDigit("99903719800101123");

        string Told(string number, string amount, bool apply, bool twice = false)
        {
            using var staging = new StageFiles(registry, department);
            staging.Begin("医保局-2020年3月自付费用.csv");
            staging.Write(System.Text.Encoding.UTF8.GetBytes($"姓名,身份证号,住院日期,自付费用\n热合曼,,2020-03-05,100\n古丽,{number},2020-03-05,{amount}\n"));
            var upload = staging.Finish(ExampleCounties.Spring);
            new CompareStaged(upload).Run(registry, department, stop: TestContext.Current.CancellationToken);
            var seen = JsonSerializer.Serialize(new ReadStaged(upload).Run(registry, department).Preview, ReportJson.Options);
            if (!apply)
                return seen;
            var batch = new ApplyStaged(upload).Run(registry, department, stop: TestContext.Current.CancellationToken)!.Value;
            seen += JsonSerializer.Serialize(new ReadStaged(upload).Run(registry, department).Preview, ReportJson.Options) + JsonSerializer.Serialize(ListBatches.One(registry, department, batch).Files[0].Report, ReportJson.Options);
            if (twice)
                new UndoBatch(batch).Run(registry, Installer);
            return seen;
        }

        // Somebody who is registered, somebody who is not; what can be read and what cannot; so much that who is unknown becomes a lead.
        foreach (var (amount, apply) in new[] { ("1500", false), ("说不清", false), ("90000", false), ("1500", true) })
            Assert.True(Told(ExampleCounties.Gul, amount, apply, twice: true) == Told(nobody, amount, apply), $"{amount} {apply}");
        var path = example.Write("医保局-2020年4月自付费用.csv", $"姓名,身份证号,住院日期,自付费用\n古丽,{ExampleCounties.Gul},2020-04-05,100\n");
        var result = new Import(registry, department, new ImportOptions { On = ExampleCounties.Spring }).Run([path]);
        Assert.Empty(result.Touched);

        // The county sees that it was tried, and how often.
        var sent = SentList.Newest(registry, Installer, 20);
        Assert.Equal((11, 3), (sent.Count, sent.Count(one => one.Applied)));
        Assert.All(sent, one => Assert.Equal(("medical", "medical_costs"), (one.Actor, one.List)));
        Assert.Equal(11, SentList.Newest(registry, Give(example, "county", "county"), 20).Count);
        Assert.Empty(SentList.Newest(registry, Give(example, "other", "county", area: OtherCounty), 20));
        Assert.Empty(SentList.Newest(registry, department, 20));
        Assert.Empty(Verify.Run(registry, Installer));
    }

    [Theory, EachDatabase]
    public void Who_reads_one_household_and_hands_in_for_a_department_is_told_no_more_of_rows(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Give(example, "both", "department", list: "medical_costs");
        var both = Give(example, "both", "caseworker", "6510000002");
        var path = example.Write("医保局-2020年3月自付费用.csv", $"姓名,身份证号,住院日期,自付费用\n古丽,{ExampleCounties.Gul},2020-03-05,1500\n");
        var taken = new Import(example.Registry, both, new ImportOptions { On = ExampleCounties.Spring }).Run([path]);
        Assert.Null(taken.Files[0].Matched);
        Assert.Null(ListBatches.One(example.Registry, both, taken.BatchId!.Value).Files[0].Report!.Matched);
        // A county's office is told, as it reads everybody.
        var county = Give(example, "county", "county");
        Assert.Equal(1, ListBatches.One(example.Registry, county, taken.BatchId.Value).Files[0].Report!.Matched);
    }

    /// <summary>The name stays in the journal when the household is erased. Whoever gives roles is told nothing of who is in it: the same is said of names that are nobody's.</summary>
    [Theory, EachDatabase]
    public void A_household_signs_in_by_a_name_that_tells_nothing_of_its_members(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        foreach (var name in new[] { "卡德尔", "外乡人", "ئايگۈل", "a1998473", "a19.98.47.3" })
        {
            Assert.Equal(7467, Refused(() => Give(example, name, "household", "6510000001")));
            Assert.Equal(7467, Refused(() => Give(example, name, "household", "6510000009")));
        }
        Give(example, "family-0412", "household", "6510000001");
        // Who works here is called as they like.
        Give(example, "外乡人", "caseworker", "6510000001");
    }

    [Theory, EachDatabase]
    public void A_role_for_a_household_or_a_list_is_given_for_one_that_is_there(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal(7250, Refused(() => Give(example, "u", "caseworker")));
        Assert.Equal(7252, Refused(() => Give(example, "u", "caseworker", "6510000009")));
        Assert.Equal(7252, Refused(() => Give(example, "u", "household", "6510000001", area: OtherCounty)));
        Assert.Equal(7014, Refused(() => Give(example, "u", "household", "6510000001", area: "652902105")));
        Assert.Equal(7251, Refused(() => Give(example, "u", "department", list: "roster")));
        Assert.Equal(7251, Refused(() => Give(example, "u", "department")));
        Assert.Equal(7014, Refused(() => Give(example, "u", "county", "6510000001")));
        Give(example, "u", "caseworker", "6510000001");
        // As a person reads it.
        Give(example, "v", "department", list: "医保自付费用名单");
        var listed = ListUsers.Of(example.Registry, Installer);
        Assert.Equal(["6510000001", "medical_costs"], listed.SelectMany(user => user.Roles).Select(role => role.Of));
    }
}
