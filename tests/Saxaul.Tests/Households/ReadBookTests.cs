using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class ReadBookTests
{
    private static readonly DateOnly Day = new(2020, 4, 1);
    private static readonly Actor Official = Actor.Operator("official");

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        """;

    private const string Roster = """
        县,乡镇,行政村,自然村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出,自付医疗费用
        库车市,牙哈镇,守努特村,二组,6510000001,脱贫户,卡德尔,户主,男,999019196309248931,1963-09-24,9000,0,0,0,0,6000
        ,,,,6510000001,,古丽,配偶,女,999037196307227961,1963.7.22,,,,,,
        库车市,牙哈镇,守努特村,一组,6510000002,边缘户,阿依木,户主,女,,1980-01-01,30000,0,0,0,0,100
        库车市,牙哈镇,玉奇玉吉买村,,6510000003,脱贫户,买买提,户主,男,,1980-01-01,30000,0,0,0,0,100
        """;

    private static TestRegistry Registry(DatabaseKind kind)
    {
        var test = new TestRegistry(kind);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(test.Registry, Official);
        Assert.Null(new Import(test.Registry, Official, new ImportOptions { On = Day }).Run([test.Write("652902-库车市-户信息.csv", Roster)]).Files.Single().Refused);
        var facts = new FactStore(test.Registry);
        new Screen(test.Registry, Official, facts, Policy.Load(test.Registry, facts.Shape, "acceptance"), Day).All();
        return test;
    }

    private static VillageBook Read(TestRegistry test, string code, DateOnly on, Actor? actor = null)
    {
        var facts = new FactStore(test.Registry);
        return new ReadBook(code, on).Run(test.Registry, facts, new Policies(test.Registry, facts), IndicatorSet.Of(test.Registry, facts.Shape), actor ?? Official);
    }

    [Theory, EachDatabase]
    public void A_book_has_a_line_a_household_by_natural_village_and_the_totals_are_those_of_its_lines(DatabaseKind kind)
    {
        using var test = Registry(kind);
        var book = Read(test, "652902105201", Day);

        Assert.Equal([("一组", "6510000002", "阿依木", 1), ("二组", "6510000001", "卡德尔", 2)], book.Lines.Select(line => (line.Household.NaturalVillage!, line.Household.Number!, line.Household.Head!, line.Household.Members)));
        Assert.Equal(["30,000", "4,500"], book.Lines.Select(line => line.Figures.Single(figure => figure.Definition.Name == "net_income_per_head").Text));
        Assert.Equal(["边缘易致贫户", "脱贫户"], book.Lines.Select(line => line.Groups.Single().In("zh")));

        long Total(string indicator) => book.Totals.Of(book.Totals.Area, indicator);
        Assert.Equal(Total("households"), book.Lines.Count);
        Assert.Equal(Total("persons"), book.Lines.Sum(line => line.Household.Members));
        Assert.Equal(Total("warned_households"), book.Lines.Count(line => line.Household.Rules.Count > 0));
        Assert.All(book.Totals.Indicators.Where(one => one.Rule is not null), rule => Assert.Equal(Total(rule.Name), book.Lines.Count(line => line.Household.Rules.Contains(rule.Rule!))));
        Assert.Equal(1, Total("warned_households"));
    }

    [Fact]
    public void The_day_before_the_list_was_handed_over_the_book_is_empty()
    {
        using var test = Registry(DatabaseKind.Sqlite);
        Assert.Empty(Read(test, "652902105201", Day.AddDays(-1)).Lines);
    }

    [Fact]
    public void Only_a_village_has_a_book_and_only_for_those_who_may_read_it()
    {
        using var test = Registry(DatabaseKind.Sqlite);
        Assert.Equal(4120, Assert.Throws<ProblemException>(() => Read(test, "652902105", Day)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Read(test, "652902105201", Day, Actor.Nobody)).Problem.Number);

        var places = Gazetteer.Read(test.Registry.Database);
        var (mine, other) = (places.ByCode("652902105201")!, places.ByCode("652902105208")!);
        var team = new Actor("team", new HashSet<Right> { Right.ReadHouseholds }, null).Within(mine.CountyKey, mine.Id);
        Assert.Equal(["30,000", "4,500"], Read(test, mine.Code, Day, team).Lines.Select(line => line.Figures[1].Text));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Read(test, other.Code, Day, team)).Problem.Number);
    }

    [Fact]
    public void An_account_adds_up_what_counts_and_shows_what_a_later_total_replaced()
    {
        using var test = Registry(DatabaseKind.Sqlite);
        var key = Read(test, "652902105201", Day).Lines[1].Household;
        var account = Assert.Single(HouseholdAccount.Of(ReadHousehold.Of(test.Registry, Official, new HouseholdKey(key.CountyKey, key.Id), Day)));

        Assert.Equal([(Saxaul.Registers.AccountSide.Income, 900_000L), (Saxaul.Registers.AccountSide.Cost, 0L), (Saxaul.Registers.AccountSide.Spending, (long?)null)], account.Parts.Select(part => (part.Side!.Value, part.Sum)));
        var spending = account.Parts[2].Lines;
        // The list has no column for schooling: that is unknown, and so is the sum.
        Assert.Equal([600_000L, null, null], spending.Select(line => line.Amount));
        Assert.Equal("自付医疗费用", spending[0].Item.Labels.In("zh"));
        Assert.Equal("Q2", spending[0].Counted.Single().Value("amount")!.Source!.Column + spending[0].Counted.Single().Value("amount")!.Source!.Row);
        Assert.All(account.Parts.SelectMany(part => part.Lines), line => Assert.Empty(line.Others));
    }
}
