using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Demo;

/// <summary>Somebody whom nobody is: the cells of one row of a roster.</summary>
internal sealed record InventedMember(string Name, string Relation, bool Male, DateOnly Birth, string Number)
{
    public string School { get; init; } = "非在校生";

    public string Health { get; init; } = "健康";

    public string Disability { get; init; } = "";

    public bool Insured { get; init; } = true;

    /// <summary>How rosters write that somebody does not work away from the household's own land.</summary>
    public const string NoWork = "未务工";

    public string Ability { get; init; } = "无劳动力";

    public string WorksIn { get; init; } = NoWork;

    public int Months { get; init; }
}

/// <summary>An invented household: its figures in yuan over the last twelve months, its house, and its members, the head first.</summary>
internal sealed record InventedHousehold(string Number, string Kind, bool Relocated, string Phone, IReadOnlyList<InventedMember> Members)
{
    public required int Wages { get; init; }

    public required int Business { get; init; }

    public required int Property { get; init; }

    public required int Transfer { get; init; }

    public required int Cost { get; init; }

    public required int LastYearPerHead { get; init; }

    public required int Medical { get; init; }

    public required int Schooling { get; init; }

    public required int Disaster { get; init; }

    public required string House { get; init; }

    public required bool WaterSafe { get; init; }

    public required string Toilet { get; init; }

    private static readonly string[] MenNames =
    [
        "艾力", "买买提", "吐尔逊", "阿卜杜拉", "依马木", "玉素甫", "卡德尔", "热合曼", "达吾提", "艾买提", "吾斯曼", "亚森", "库尔班", "萨迪克", "艾尼瓦尔", "艾合买提", "如则", "托合提",
        "阿不力孜", "麦麦提", "肉孜", "司马义", "努尔麦麦提", "喀迪尔", "塔依尔", "奥布力", "图尔荪", "艾山",
    ];

    private static readonly string[] WomenNames =
    [
        "阿依古丽", "古丽巴哈尔", "帕提古丽", "热依汗", "阿米娜", "左热古丽", "茹仙古丽", "吐尼莎", "哈尼克孜", "麦尔耶姆", "佐拉", "古丽仙", "阿依努尔", "海热古丽", "再乃普", "布威海丽", "迪丽努尔",
        "祖丽皮亚", "米日古丽", "沙吉旦", "努尔古丽", "帕夏古丽",
    ];

    private static readonly string[] FamilyNames = ["王", "李", "张", "刘", "陈", "杨", "赵", "马", "周", "吴"];

    private static readonly string[] MenGivenNames = ["建国", "志强", "文军", "德明", "新民"];

    private static readonly string[] WomenGivenNames = ["秀英", "玉兰", "桂花", "海燕", "春梅"];

    /// <param name="chance">The lot it is drawn by.</param>
    /// <param name="on">The day it looks as it does.</param>
    /// <param name="county">The county's six digits; the last three stand in the numbers after 999, which no area uses.</param>
    /// <param name="serial">Counts the households of the prefecture.</param>
    public static InventedHousehold Draw(Chance chance, DateOnly on, string county, int serial)
    {
        var kind = chance.Weighted(("脱贫户", 0.914), ("脱贫不稳定户", 0.040), ("边缘易致贫户", 0.046));
        var members = DrawMembers(chance, on, county);
        var size = members.Count;
        var perHead = Math.Max(300, chance.Around(kind == "脱贫户" ? 9800 : 7600, 0.33));
        var lastYear = chance.In(0.025) ? perHead * chance.Around(1.55, 0.1) : perHead / chance.Around(1.08, 0.09);
        var income = perHead * size;
        var workers = members.Count(member => member.WorksIn != InventedMember.NoWork);
        var wages = workers == 0 ? 0 : income * (0.45 + 0.3 * chance.Next());
        var transfer = income * (0.08 + 0.1 * chance.Next());
        var property = chance.In(0.4) ? income * 0.05 * chance.Next() : 0;
        var cost = chance.In(0.7) ? income * 0.25 * chance.Next() : 0;
        return new InventedHousehold($"{county}{serial:000000}", kind, chance.In(0.0365), $"199{chance.Between(0, 99999999):00000000}", members)
        {
            Wages = Yuan(wages), Transfer = Yuan(transfer), Property = Yuan(property), Cost = Yuan(cost), Business = Math.Max(0, Yuan(income - wages - transfer - property + cost)),
            LastYearPerHead = Yuan(lastYear),
            Medical = Yuan(chance.Weighted((0.0, 0.35), (chance.Around(900, 0.6), 0.60), (chance.Around(6500, 0.7), 0.05))),
            Schooling = Yuan(chance.Weighted((0.0, 0.72), (chance.Around(2200, 0.5), 0.265), (chance.Around(11500, 0.2), 0.015))),
            Disaster = Yuan(chance.Weighted((0.0, 0.97), (chance.Around(1200, 0.5), 0.024), (chance.Around(5200, 0.4), 0.006))),
            House = chance.Weighted(("A级", 0.62), ("B级", 0.377), ("C级", 0.0025), ("D级", 0.0005)),
            WaterSafe = !chance.In(0.0008),
            Toilet = chance.Weighted(("卫生厕所(水冲)", 0.3), ("卫生旱厕", 0.36), ("普通旱厕", 0.31), ("无", 0.03)),
        };
    }

    private static List<InventedMember> DrawMembers(Chance chance, DateOnly on, string county)
    {
        var oneName = chance.In(0.07) ? chance.Of(FamilyNames) : null;
        InventedMember Somebody(string relation, bool male, int fromAge, int toAge)
        {
            var birth = on.AddYears(-chance.Between(fromAge, toAge)).AddDays(-chance.Between(0, 364));
            var name = oneName is not null ? oneName + chance.Of(male ? MenGivenNames : WomenGivenNames) : $"{chance.Of(male ? MenNames : WomenNames)}·{chance.Of(MenNames)}";
            var sequence = chance.Between(0, 498) * 2 + (male ? 1 : 0);
            var first17 = string.Create(CultureInfo.InvariantCulture, $"999{county[3..]}{birth:yyyyMMdd}{sequence:000}");
            return Live(new InventedMember(name, relation, male, birth, first17 + ResidentNumber.CheckDigit(first17)), chance, on);
        }

        var headAge = chance.Between(24, 74);
        var headIsMan = chance.In(0.78);
        var members = new List<InventedMember> { Somebody("户主", headIsMan, headAge, headAge) };
        if (chance.In(headAge > 66 ? 0.55 : 0.88))
            members.Add(Somebody("配偶", !headIsMan, Math.Max(20, headAge - 8), headAge + 1));
        // Children are nineteen years younger than the younger of the two, or more.
        var younger = members.Min(member => AgeOf(member, on));
        var children = headAge > 60 ? chance.Between(0, 1) : chance.Weighted((0, 0.1), (1, 0.26), (2, 0.34), (3, 0.24), (4, 0.06));
        for (var i = 0; i < children; i++)
        {
            var man = chance.In(0.51);
            members.Add(Somebody(man ? "之子" : "之女", man, Math.Clamp(younger - 42, 0, 25), Math.Clamp(younger - 20, 0, 40)));
        }
        if (headAge < 52 && chance.In(0.2))
        {
            var father = chance.In(0.5);
            members.Add(Somebody(father ? "之父" : "之母", father, headAge + 20, headAge + 32));
        }
        if (headAge > 50 && chance.In(0.2))
            members.Add(Somebody("之孙子", true, 0, Math.Clamp(headAge - 40, 1, 12)));
        return [.. members.DistinctBy(member => member.Number)];
    }

    private static int AgeOf(InventedMember person, DateOnly on) => (on.DayNumber - person.Birth.DayNumber) / 365;

    private static InventedMember Live(InventedMember person, Chance chance, DateOnly on)
    {
        var age = AgeOf(person, on);
        var school = age switch
        {
            < 3 => "非在校生",
            < 6 => chance.In(0.85) ? "学前教育" : "非在校生",
            < 13 => chance.In(0.0012) ? "辍学" : "小学",
            < 16 => chance.In(0.0012) ? "辍学" : "初中",
            < 19 => chance.Weighted(("普通高中", 0.5), ("中职", 0.32), ("非在校生", 0.18)),
            < 23 => chance.Weighted(("大专及以上", 0.3), ("非在校生", 0.7)),
            _ => "非在校生",
        };
        var disabled = chance.In(age > 55 ? 0.05 : 0.012);
        var ability = age switch
        {
            < 16 => "无劳动力",
            _ when school is not "非在校生" => "无劳动力",
            > 68 => chance.Weighted(("丧失劳动力", 0.5), ("弱劳动力或半劳动力", 0.5)),
            _ when disabled => "弱劳动力或半劳动力",
            _ => chance.Weighted(("普通劳动力", 0.78), ("技能劳动力", 0.13), ("弱劳动力或半劳动力", 0.09)),
        };
        var able = ability is "普通劳动力" or "技能劳动力" || ability is "弱劳动力或半劳动力" && chance.In(0.4);
        var worksIn = !able ? InventedMember.NoWork : chance.Weighted(("乡(镇)内", 0.46), ("乡(镇)外县(市)内", 0.24), ("县外疆内", 0.11), ("疆外", 0.04), (InventedMember.NoWork, 0.15));
        return person with
        {
            School = school,
            Health = disabled ? "残疾" : chance.Weighted(("健康", age > 55 ? 0.78 : 0.955), ("长期慢性病", age > 55 ? 0.21 : 0.042), ("患有大病", 0.004)),
            Disability = disabled ? chance.Of(["一级", "二级", "三级", "四级", "四级"]) : "",
            Insured = !chance.In(0.0022),
            Ability = ability,
            WorksIn = worksIn,
            Months = worksIn == InventedMember.NoWork ? 0 : chance.Between(3, 12),
        };
    }

    private static int Yuan(double amount) => (int)Math.Round(amount / 10) * 10;
}
