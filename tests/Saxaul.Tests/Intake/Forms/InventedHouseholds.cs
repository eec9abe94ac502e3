using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>A household as the plain form has it: what each column of it says, by field.</summary>
internal sealed record InventedHousehold(IReadOnlyDictionary<string, string> Own, IReadOnlyList<IReadOnlyDictionary<string, string>> Members)
{
    public string Village => Own["village"];
}

/// <summary>Ten households of nobody in three villages, who between them meet every rule of the acceptance policy or just miss it.</summary>
internal static class InventedHouseholds
{
    public const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        652902200,哈尼喀塔木乡,township,652902
        652902200203,英买里村委会,village,652902200
        652924,沙雅县,county,6529
        652924100,沙雅镇,township,652924
        652924100201,向阳村委会,village,652924100
        """;

    private static readonly string[] HouseholdFields =
    [
        "township", "village", "household_number", "standing.kind", "phone", "standing.relocated", "budget.wages", "budget.business", "budget.property", "budget.transfer",
        "budget.business_cost", "earlier_income.net_income_per_head", "budget.medical", "budget.schooling", "budget.disaster", "living.house_grade", "living.water_safe", "living.toilet",
    ];

    private static readonly string[] MemberFields =
    [
        "name", "sex", "birth_date", "relation", "schooling.state", "health.state", "health.disability_grade", "work.ability", "work.place", "work.months", "health.insured",
    ];

    private const string Text = """
        户|牙哈镇|守努特村|6510000001|脱贫户|19900000001|否|12300|8000|0|1200|2000|5200|6200|0|0|A级|是|卫生旱厕
        人|卡德尔·艾尔肯|男|1963-09-24|户主|非在校生|长期慢性病||普通劳动力|未务工|0|是
        人|古丽·买买提|女|1966-07-22|配偶|非在校生|健康||弱劳动力或半劳动力|未务工|0|是
        户|牙哈镇|守努特村|6510000002|脱贫不稳定户|19900000002|是|41000|0|300|0|0|9000|0|12000|0|B级|是|卫生厕所(水冲)
        人|张建国|男|1980-01-15|户主|非在校生|健康||技能劳动力|县外疆内|9|是
        人|王秀英|女|1982-11-02|配偶|非在校生|健康||普通劳动力|乡(镇)内|4|是
        人|张小雨|女|2009-03-01|之女|小学|健康||无劳动力|未务工|0|是
        户|牙哈镇|守努特村|6510000003|边缘易致贫户|19900000003|否|26000|4000|0|500|1500.5|11000|19999.99|0|0|C级|是|普通旱厕
        人|买买提·依明|男|1955-05-05|户主|非在校生|患有大病||丧失劳动力|未务工|0|是
        人|热孜万·买买提|女|1990-12-12|之女|非在校生|健康||普通劳动力|疆外|11|否
        户|牙哈镇|玉奇玉吉买村|6510000004|脱贫户|19900000004|否|30000|0|0|0|0|7000|0|0|3000|D级|否|无
        人|阿依古丽|女|1975-06-30|户主|非在校生|残疾|二级|弱劳动力或半劳动力|未务工|0|是
        人|艾力|男|2006-02-28|之子|辍学|健康||普通劳动力|未务工|0|是
        户|牙哈镇|玉奇玉吉买村|6510000005|脱贫户|19900000005|是|52000|10000|1000|2400|3000|14000|0|0|0|A级|是|卫生厕所(水冲)
        人|李志强|男|1988-08-08|户主|非在校生|健康||普通劳动力|乡(镇)外县(市)内|12|是
        人|赵丽|女|1989-09-09|配偶|非在校生|健康||普通劳动力|未务工|0|是
        人|李明|男|2012-10-10|之子|小学|健康||无劳动力|未务工|0|是
        人|李老汉|男|1948-04-04|之父|非在校生|长期慢性病|四级|无劳动力|未务工|0|是
        户|牙哈镇|玉奇玉吉买村|6510000006|脱贫户|19900000006|否|9000|0|0|600|0|7000|0|0|0|A级|是|普通旱厕
        人|吐尔逊|男|1970-07-07|户主|非在校生|健康||普通劳动力|未务工|0|是
        人|帕夏|女|1972-03-03|配偶|非在校生|健康||普通劳动力|未务工|0|是
        户|哈尼喀塔木乡|英买里村|6510000007|脱贫户|19900000007|否|36000|0|0|0|0|8000|4999.99|9999|2999|B级|是|卫生旱厕
        人|陈伟|男|1979-01-01|户主|非在校生|健康||技能劳动力|疆外|10|是
        人|刘芳|女|1981-02-02|配偶|非在校生|健康||普通劳动力|乡(镇)内|6|是
        人|陈晨|男|2005-01-20|之子|初中|健康||无劳动力|未务工|0|是
        户|哈尼喀塔木乡|英买里村|6510000008|脱贫户|19900000008|否|18000|0|0|0|0|4000|0|0|0|A级|否|卫生旱厕
        人|努尔·买买提|男|1992-05-17|户主|非在校生|健康||普通劳动力|疆外|8|是
        户|哈尼喀塔木乡|英买里村|6510000009|边缘易致贫户|19900000009|否|15000|6000|0|0|4000|12000|20000|0|0|A级|是|卫生旱厕
        人|马志明|男|1968-12-31|户主|非在校生|健康||普通劳动力|县外疆内|5|是
        人|马英|女|1998-06-06|之女|大专及以上|健康||无劳动力|未务工|0|是
        户|哈尼喀塔木乡|英买里村|6510000010|脱贫户|19900000010|否|0|0|0|5600|0|5000|0|0|0|A级|是|卫生旱厕
        人|孙桂兰|女|1950-10-01|户主|非在校生|残疾|一级|无劳动力|未务工|0|是
        """;

    public static IReadOnlyList<InventedHousehold> All { get; } = [.. Read()];

    private static IEnumerable<InventedHousehold> Read()
    {
        var lines = Text.Split('\n').Select(line => line.Trim().Split('|')).ToList();
        var sequence = 100;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i][0] != "户")
                continue;
            var own = Fields(HouseholdFields, lines[i]);
            var members = lines.Skip(i + 1).TakeWhile(line => line[0] == "人").Select(line => Fields(MemberFields, line)).ToList();
            foreach (var member in members)
            {
                var born = DateOnly.ParseExact(member["birth_date"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                sequence += (member["sex"] == "男") == (sequence % 2 == 1) ? 2 : 1;
                member["document_number"] = InventedNumbers.Of(born, sequence);
            }
            own["county"] = "库车市";
            own["head_name"] = members[0]["name"];
            own["head_document"] = members[0]["document_number"];
            own["member_count"] = members.Count.ToString(CultureInfo.InvariantCulture);
            yield return new InventedHousehold(own, members);
        }
    }

    private static Dictionary<string, string> Fields(string[] names, string[] cells) => names.Zip(cells.Skip(1)).ToDictionary(one => one.First, one => one.Second);
}
