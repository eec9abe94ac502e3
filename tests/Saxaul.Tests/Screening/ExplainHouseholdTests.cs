using System;
using System.IO;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Screening;

public class ExplainHouseholdTests
{
    private static readonly DateOnly Day = Screened.Day;
    private static readonly Actor Official = Screened.Official;

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        """;

    private const string Roster = """
        县,乡镇,行政村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,自付医疗费用,住房鉴定等级
        库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,"12,300",4800元,A级
        ,,,6510000001,,古丽,配偶,女,999037196307227961,1963.7.22,,,
        """;

    private const string Costs = """
        姓名,身份证号,住院日期,总费用,自付费用
        古丽,999037196307227961,2020-03-05,9000,1500
        """;

    [Theory, EachDatabase]
    public void A_reason_says_its_figures_and_each_figure_its_file_sheet_row_and_column(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Take(test, "652902-库车市-户信息.csv", Roster);
        Take(test, "医保局-2020年3月自付费用.csv", Costs);
        var facts = new FactStore(test.Registry);
        var policy = Policy.Load(test.Registry, facts.Shape, "acceptance");
        new Screen(test.Registry, Official, facts, policy, Day).All();

        var warning = ListWarnings.Of(test.Registry, Official, Day, area: "652902105201").Single(warning => warning.Warning.Rule == "medical");
        Assert.Equal("652902105201", warning.AreaCode);
        Assert.Equal("自付医疗费用 6,300 元，达到标准（户类型：脱贫户；边缘易致贫户 20,000 元，其他户 5,000 元）", Reason.Of(policy, "medical", warning.Warning.Figures, "zh"));
        Assert.Equal("Self-paid medical spending is 6,300 yuan, at or over the line (kind of household: Left poverty; edge households 20,000 yuan, others 5,000 yuan)", Reason.Of(policy, "medical", warning.Warning.Figures, "en"));

        var sources = ExplainHousehold.Sources(policy, "medical", ReadHousehold.Of(test.Registry, Official, new HouseholdKey(warning.CountyKey, warning.HouseholdId), Day));
        Assert.Equal(
            [
                ("kind", (object)"exited", "652902-库车市-户信息.csv", 2, "E"),
                ("medical_spending", 480_000L, "652902-库车市-户信息.csv", 2, "L"),
                ("medical_spending", 150_000L, "医保局-2020年3月自付费用.csv", 2, "E"),
            ],
            sources.Select(source => (source.Fact, source.Value.Value!, source.Value.Source!.Line.File!, source.Value.Source.Row!.Value, source.Value.Source.Column!)));
    }

    [Fact]
    public void Every_rule_says_what_it_comes_to_and_an_undecided_one_what_is_missing()
    {
        using var screened = new Screened();
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1",
            new Known { ["kind"] = "exited", ["medical_spending"] = 500_000L, ["wages"] = 0L, ["last_year_net_income_per_head"] = 0L, ["business"] = 0L, ["property"] = 0L, ["transfer"] = 0L, ["business_cost"] = 0L },
            new Known { ["age"] = 9 }, new Known { ["age"] = 40, ["insured"] = true });

        var rules = ExplainHousehold.Of(screened.Example.Registry, Official, screened.Example.Store, screened.Policy, Screened.County, id, Day).ToDictionary(rule => rule.Rule.Name);
        Assert.Equal(12, rules.Count);
        Assert.Equal((Verdict.Yes, Verdict.Yes), (rules["medical"].Verdict, rules["income"].Verdict));
        Assert.Equal(["house_grade"], rules["housing"].Missing);
        Assert.Equal(["water_safe"], rules["water"].Missing);
        Assert.Equal(["schooling_spending", "disaster_loss"], rules["rigid-spending"].Missing);
        Assert.Equal(["members.schooling"], rules["dropout"].Missing);
        Assert.Equal(["members.insured"], rules["uninsured"].Missing);
        // Last year's figure is there and is zero: what cannot be made of it is named.
        Assert.Equal(["income_fall_limit"], rules["income-fall"].Missing);
        Assert.Contains(new ShownValue("medical_spending", "自付医疗费用", "5,000 元"), Reason.Values(screened.Policy, rules["medical"].Figures, "zh"));
        Assert.Contains(new ShownValue("house_grade", "Grade of the house", "unknown"), Reason.Values(screened.Policy, rules["housing"].Figures, "en"));

        var report = screened.Screen();
        Assert.Equal(1, report.Undecided["housing"]);
        Assert.Equal(1, report.Missing["rigid-spending"]["disaster_loss"]);
        Assert.False(report.Missing.ContainsKey("medical"));
    }

    [Fact]
    public void What_a_later_entry_leaves_as_it_was_keeps_its_source()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        Take(test, "652902-库车市-户信息.csv", Roster);
        var living = test.Registry.Register("living");
        var (county, household) = (0, 0L);
        using (var session = test.Registry.Write(Official))
        {
            county = Gazetteer.ReadCounties(test.Registry.Database).Counties[0].CountyKey;
            var version = session.Read(living.Table, county).Single();
            household = (long)version.Values[0]!;
            object?[] values = [.. version.Values];
            values[living.IndexOf("water_safe")] = false;
            var entry = session.Begin(county, new EntryHead("enter facts", Day.AddDays(5)) { HouseholdId = household, Reason = "走访" });
            entry.Change(living.Table, version, values);
            entry.Seal();
            session.Commit();
        }
        var facts = new FactStore(test.Registry);
        var policy = Policy.Load(test.Registry, facts.Shape, "acceptance");
        ValueSource Of(string rule, string fact, DateOnly on) =>
            ExplainHousehold.Sources(policy, rule, ReadHousehold.Of(test.Registry, Official, new HouseholdKey(county, household), on)).Single(source => source.Fact == fact).Value.Source!;

        foreach (var on in new[] { Day, Day.AddDays(5) })
            Assert.Equal("户信息!M2", Of("housing", "house_grade", on).Cell?.Replace(Of("housing", "house_grade", on).Line.Sheet!, "户信息", StringComparison.Ordinal));
        var visit = Of("water", "water_safe", Day.AddDays(5));
        Assert.Equal(("official", "走访", null, null), (visit.Line.Actor, visit.Line.Reason, visit.Line.File, visit.Cell));
    }

    [Fact]
    public void Whoever_may_not_read_a_county_gets_no_explanation()
    {
        using var screened = new Screened();
        var id = screened.Example.Register(Screened.County, screened.Villages[0], "1", new Known());
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ExplainHousehold.Of(screened.Example.Registry, Actor.Nobody, screened.Example.Store, screened.Policy, Screened.County, id, Day)).Problem.Number);
        Assert.Empty(ExplainHousehold.Of(screened.Example.Registry, Official, screened.Example.Store, screened.Policy, Screened.County, id + 100, Day));
    }

    private static void Take(TestRegistry test, string name, string text)
    {
        if (!File.Exists(test.File("areas.csv")))
            new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(test.Registry, Official);
        Assert.Null(new Import(test.Registry, Official, new ImportOptions { On = Day }).Run([test.Write(name, text)]).Files.Single().Refused);
    }
}
