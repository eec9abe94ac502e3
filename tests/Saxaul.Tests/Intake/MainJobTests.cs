using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake;

/// <summary>The main job in small: areas, a county's roster, a department's list, screening, warnings.</summary>
public abstract class MainJobTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 4, 1);
    private static readonly Actor Official = Actor.Operator("official");
    private readonly TestRegistry test;

    private Registry Registry => test.Registry;

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        """;

    private const string Headings = "县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出,自付医疗费用,自付教育费用,因灾损失,住房鉴定等级,饮水是否安全";

    private const string Roster = Headings + """

        库车市,牙哈镇,守努特村,6510000001,脱贫户,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,"12,300",,,0.2万,0,6200元,,,A级,是
        ,,,6510000001,,,古丽,配偶,女,999037196307227961,1963.7.22,,,,,,,,,,
        库车市,牙哈镇,玉奇玉吉麦村,6510000002,脱贫户,1,买买提,户主,男,,,30000,,,,,,,,D级,是
        """;

    private const string Costs = """
        姓名,身份证号,住院日期,总费用,自付费用
        古丽,999037196307227961,2020-03-05,9000,1500
        陌生人,999019196309248931X,2020-03-06,90000,50000
        """;

    protected MainJobTests(DatabaseKind kind)
    {
        test = new TestRegistry(kind);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(Registry, Official);
    }

    private FileReport Import(string name, string text, bool dryRun = false) =>
        new Import(Registry, Official, new ImportOptions { On = Day, DryRun = dryRun }).Run([test.Write(name, text)]).Files.Single();

    private string[] Warnings()
    {
        var facts = new FactStore(Registry);
        new Screen(Registry, Official, facts, Policy.Load(Registry, facts.Shape, "acceptance"), Day).All();
        return [.. ListWarnings.Of(Registry, Official, Day).Select(warning => $"{warning.Number} {warning.Warning.Rule}")];
    }

    [Fact]
    public void A_roster_is_registered_and_a_village_that_no_list_knows_holds_its_household()
    {
        var report = Import("652902-库车市-户信息.csv", Roster);

        Assert.Null(report.Refused);
        Assert.Equal((3, 1, 2), (report.Rows, report.Households, report.Persons));
        Assert.Equal(new HeldCount(1, 1), report.Held);
        Assert.Equal(1, report.Findings[FindingKind.UnresolvedPlace]);
        Assert.Equal(1, report.Findings[FindingKind.MissingNumber]);
    }

    [Fact]
    public void Screening_flags_what_the_policy_says_and_leaves_held_households_out()
    {
        Import("652902-库车市-户信息.csv", Roster);

        Assert.Equal(["6510000001 medical"], Warnings());
    }

    [Fact]
    public void A_department_s_costs_come_on_top_and_a_corrected_list_replaces_the_earlier_one()
    {
        Import("652902-库车市-户信息.csv", Roster);
        var report = Import("医保局-2020年3月自付费用.csv", Costs);
        Assert.Equal((1, 0, 1), (report.Matched, report.ForReview, report.Unknown));
        Assert.Equal(1, report.Leads);
        Assert.Equal(["6510000001 medical", "6510000001 rigid-spending"], Warnings());

        Import("医保局-2020年3月自付费用-更正.csv", Costs.Replace("1500", "100", StringComparison.Ordinal));
        Assert.Equal(["6510000001 medical"], Warnings());
    }

    [Fact]
    public void The_same_file_again_changes_nothing_and_a_dry_run_writes_nothing()
    {
        Assert.Equal(2, Import("652902-库车市-户信息.csv", Roster, dryRun: true).Changed);
        Assert.Empty(Warnings());
        Assert.Equal(2, Import("652902-库车市-户信息.csv", Roster).Changed);
        Assert.Equal(0, Import("652902-库车市-户信息.csv", Roster).Changed);
    }

    [Fact]
    public void A_file_that_is_no_list_is_refused_with_what_to_do_and_takes_nothing_from_the_others()
    {
        var result = new Import(Registry, Official, new ImportOptions { On = Day }).Run([test.Write("会议.csv", "会议纪要,时间\n张三,三点"), test.Write("652902-库车市-户信息.csv", Roster)]);

        Assert.Equal(2020, result.Files[0].Refused!.Number);
        Assert.Equal(1, result.Files[1].Households);
    }

    public void Dispose() => test.Dispose();

    public sealed class OnSqlite() : MainJobTests(DatabaseKind.Sqlite);

    public sealed class OnPostgres() : MainJobTests(DatabaseKind.Postgres);
}
