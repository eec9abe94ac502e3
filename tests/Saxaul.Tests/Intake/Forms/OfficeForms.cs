using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>Forms as clerks of other counties, other provinces, township and village offices draw them up.</summary>
internal static class OfficeForms
{
    /// <summary>The words of the form that the definitions were written from.</summary>
    public static OfficeForm Plain { get; } = new()
    {
        Columns = Columns(
            ("county", "县(市)"), ("township", "乡(镇)"), ("village", "行政村"), ("household_number", "户编号"), ("standing.kind", "户类型"), ("head_name", "户主姓名"), ("phone", "联系电话"),
            ("member_count", "家庭人口数"), ("standing.relocated", "是否易地搬迁户"), ("name", "姓名"), ("sex", "性别"), ("document_number", "证件号码"), ("birth_date", "出生日期"),
            ("relation", "与户主关系"), ("schooling.state", "在校生状况"), ("health.state", "健康状况"), ("health.disability_grade", "残疾等级"), ("work.ability", "劳动能力"),
            ("work.place", "务工所在地"), ("work.months", "务工月数"), ("health.insured", "是否参加医疗保险"), ("budget.wages", "工资性收入"), ("budget.business", "生产经营性收入"),
            ("budget.property", "财产性收入"), ("budget.transfer", "转移性收入"), ("budget.business_cost", "生产经营性支出"), ("earlier_income.net_income_per_head", "上年人均纯收入"),
            ("budget.medical", "自付医疗费用"), ("budget.schooling", "自付教育费用"), ("budget.disaster", "因灾损失"), ("living.house_grade", "住房鉴定等级"),
            ("living.water_safe", "饮水是否安全"), ("living.toilet", "厕所类型")),
    };

    /// <summary>Another county's words for every column, with units in the headings.</summary>
    public static OfficeForm OtherWords { get; } = new()
    {
        Columns = Columns(
            ("township", "所在乡镇"), ("household_number", "户编码"), ("village", "村(社区)"), ("head_name", "户主"), ("name", "家庭成员姓名"), ("relation", "家庭关系"), ("document_number", "公民身份号码"),
            ("sex", "性别(男/女)"), ("birth_date", "出生年月日"), ("member_count", "家庭总人口(人)"), ("phone", "手机号码"), ("standing.kind", "监测对象类型"), ("standing.relocated", "是否易地扶贫搬迁"),
            ("budget.medical", "合规自付医疗支出(元)"), ("budget.schooling", "教育自付支出(元)"), ("budget.disaster", "灾害损失(元)"), ("schooling.state", "就学情况"),
            ("health.state", "身体状况"), ("health.disability_grade", "残疾级别(级)"), ("work.ability", "劳动技能"), ("work.place", "务工地点"), ("work.months", "务工时间(月)"),
            ("health.insured", "是否参保"), ("budget.wages", "务工收入(元)"), ("budget.business", "经营收入(元)"), ("budget.property", "财产收入(元)"), ("budget.transfer", "政策性收入(元)"),
            ("budget.business_cost", "生产成本(元)"), ("earlier_income.net_income_per_head", "2019年人均纯收入(元)"), ("living.house_grade", "住房安全等级(A/B/C/D)"),
            ("living.water_safe", "饮水安全"), ("living.toilet", "户厕类型")),
    };

    /// <summary>Three rows of headings with groups, as a province prints them.</summary>
    public static OfficeForm Grouped { get; } = new()
    {
        Columns =
        [
            Of("serial", "序号", "序号", "序号") with { Field = null }, Of("township", "基本情况", "所在地", "乡镇"), Of("village", "基本情况", "所在地", "村"), Of("household_number", "基本情况", "户编号", "户编号"),
            Of("standing.kind", "基本情况", "户属性", "户属性"), Of("standing.relocated", "基本情况", "是否搬迁户", "是否搬迁户"), Of("head_name", "基本情况", "户主", "姓名"), Of("head_document", "基本情况", "户主", "身份证号码"), Of("phone", "基本情况", "户主", "联系电话"),
            Of("name", "家庭成员情况", "姓名", "姓名"), Of("sex", "家庭成员情况", "性别", "性别"), Of("document_number", "家庭成员情况", "身份证号码", "身份证号码"), Of("relation", "家庭成员情况", "与户主关系", "与户主关系"),
            Of("schooling.state", "家庭成员情况", "在校生状况", "在校生状况"), Of("health.state", "家庭成员情况", "健康状况", "健康状况"), Of("health.disability_grade", "家庭成员情况", "残疾等级", "残疾等级"),
            Of("work.ability", "家庭成员情况", "劳动力情况", "劳动力情况"), Of("work.place", "家庭成员情况", "务工情况", "务工所在地"), Of("work.months", "家庭成员情况", "务工情况", "务工时间(月)"),
            Of("health.insured", "家庭成员情况", "医疗保险", "是否参加"),
            Of("budget.wages", "家庭收支情况(单位:元)", "收入", "工资性"), Of("budget.business", "家庭收支情况(单位:元)", "收入", "生产经营性"), Of("budget.property", "家庭收支情况(单位:元)", "收入", "财产性"),
            Of("budget.transfer", "家庭收支情况(单位:元)", "收入", "转移性"), Of("budget.business_cost", "家庭收支情况(单位:元)", "支出", "生产经营"), Of("budget.medical", "家庭收支情况(单位:元)", "支出", "医疗"),
            Of("budget.schooling", "家庭收支情况(单位:元)", "支出", "教育"), Of("budget.disaster", "家庭收支情况(单位:元)", "支出", "灾害"),
            Of("earlier_income.net_income_per_head", "上年情况", "人均纯收入", "人均纯收入"),
            Of("living.house_grade", "三保障", "住房", "鉴定等级"), Of("living.water_safe", "三保障", "饮水", "是否安全"), Of("living.toilet", "三保障", "厕所类型", "厕所类型"),
            new(["帮扶责任人", "姓名", "姓名"], null, _ => "某某"), new(["帮扶责任人", "单位", "单位"], null, _ => "某局"), new(["帮扶责任人", "联系电话", "联系电话"], null, _ => "13900000000"),
        ],
        Above = [["防止返贫监测对象信息采集表"], ["填报单位:库车市扶贫办", "", "", "填报日期:2020年4月1日"]],
    };

    private static readonly string[] MoneyFields =
        ["budget.wages", "budget.business", "budget.property", "budget.transfer", "budget.business_cost", "earlier_income.net_income_per_head", "budget.medical", "budget.schooling", "budget.disaster"];

    private static OfficeForm Money(OfficeForm form, Func<string, string> write, Stored stored, string? unit = null) => form with
    {
        Columns = [.. form.Columns.Select(column => MoneyFields.Contains(column.Field)
            ? column with { Headings = [.. column.Headings[..^1], column.Headings[^1].Replace("(元)", "", StringComparison.Ordinal) + unit], Write = write, As = stored }
            : column)],
    };

    private static string TenThousands(string yuan) => (decimal.Parse(yuan, CultureInfo.InvariantCulture) / 10000).ToString(CultureInfo.InvariantCulture);

    private static string Words(string plain, params (string Plain, string Written)[] others) => others.FirstOrDefault(one => one.Plain == plain).Written ?? plain;

    /// <summary>Every form by name, each with the same households.</summary>
    public static IReadOnlyDictionary<string, OfficeForm> All { get; } = new Dictionary<string, OfficeForm>
    {
        ["columns in another order"] = Plain.Shuffled(17),
        ["other words"] = OtherWords,
        ["other words in another order"] = OtherWords.Shuffled(23),
        ["three rows of headings"] = Grouped,
        ["three rows of headings, household cells merged"] = Grouped with { Cells = HouseholdCells.Merged },
        ["household cells given once"] = Plain with { Cells = HouseholdCells.OnFirstRow },
        ["household cells merged downwards"] = OtherWords with { Cells = HouseholdCells.Merged },
        ["sorted by name"] = Plain with { SortedBy = "name" },
        ["sorted by name, told apart by the head's number"] = (OtherWords with { SortedBy = "name" }).Without("household_number", "head_name").And(0, Of("head_document", "户主身份证号")),
        ["sorted by name, told apart by the head's name"] = (OtherWords with { SortedBy = "name" }).Without("household_number"),
        ["no household number, head and relation only"] = (Plain with { Cells = HouseholdCells.OnFirstRow }).Without("household_number", "head_name"),
        ["no relation, head by name"] = Plain.Without("relation"),
        ["amounts in ten thousands, said in the headings"] = Money(OtherWords, TenThousands, Stored.Number, "(万元)"),
        ["amounts in ten thousands, said in a note"] = Money(Plain, TenThousands, Stored.Number) with { Above = [["信息采集表"], ["填报单位:库车市", "单位:万元"]] },
        ["amounts in ten thousands, said in a group"] = Money(Grouped with { Above = [] }, TenThousands, Stored.Text, "(万元)"),
        ["amounts as numbers, days as days"] = Money(Plain, yuan => yuan, Stored.Number).With("birth_date", "出生日期", stored: Stored.Date).With("work.months", "务工月数", stored: Stored.Number),
        ["amounts as text with apostrophes and commas"] = Money(Plain, yuan => "'" + decimal.Parse(yuan, CultureInfo.InvariantCulture).ToString("#,##0.##", CultureInfo.InvariantCulture), Stored.Text),
        ["a zero left blank"] = Money(Plain, yuan => yuan == "0" ? "" : yuan, Stored.Text),
        ["household numbers as numbers"] = Plain.With("household_number", "农户编号", stored: Stored.Number).With("phone", "电话", stored: Stored.Number),
        ["a title, a filling note, column numbers, totals and signatures"] = Plain with
        {
            Above = [["库车市防止返贫动态监测和帮扶对象信息表"], ["填表说明:每人一行,金额近12个月,没有的填0。"], ["填报单位(盖章):库车市", "", "", "", "填报日期:2020-04-01"]],
            UnderHeadings = [[.. Enumerable.Range(1, Plain.Columns.Count).Select(number => number.ToString(CultureInfo.InvariantCulture))]],
            Below = [["合计", "", "", "10户", "", "", "", "22", "", "22人"], ["填表人:张某", "", "", "审核人:李某", "", "", "日期:2020年4月1日"], ["注:本表一式两份。"]],
        },
        ["signatures without colons"] = Plain with { Below = [["总 计", "", "", "10"], ["填表人", "张某", "", "审核人", "李某"], ["负责人(签字)", "", "", "填表日期", "2020年4月1日"]] },
        ["columns nobody knows, blank and repeated ones"] = Plain.And(3, new OfficeColumn(["脱贫年度"], null, _ => "2018"), new OfficeColumn([""], null)).And(12, new OfficeColumn(["民族"], null, _ => "某族"),
            new OfficeColumn(["文化程度"], null, _ => "小学"), new OfficeColumn(["健康码"], null, _ => "绿码"), new OfficeColumn(["家庭总收入(元)"], null, _ => "99999"), new OfficeColumn(["人均纯收入(元)"], null, _ => "1"),
            new OfficeColumn(["医疗报销金额"], null, _ => "77777"), new OfficeColumn(["是否参加大病保险"], null, _ => "否"), new OfficeColumn(["是否参加养老保险"], null, _ => "否"), new OfficeColumn(["备注"], null), new OfficeColumn(["备注"], null)),
        ["a sheet a village, named after it"] = OtherWords.Without("village") with { SheetOf = household => household.Village, AboveOf = village => [[$"库车市{village}监测对象花名册"]] },
        ["a sheet a township, named after it"] = Plain.Without("township", "county") with { SheetOf = household => household.Own["township"] },
        ["explanations, codes and a hidden old list beside it"] = Plain with
        {
            OtherSheets =
            [
                new FormSheet("填表说明", [[new FormCell("1.每人一行,金额期间为2019年3月至2020年2月。")]], []),
                new FormSheet("字典", [[new FormCell("健康状况"), new FormCell("劳动能力")], [new FormCell("健康"), new FormCell("普通劳动力")]], []),
                new FormSheet("旧", [[new FormCell("行政村"), new FormCell("姓名"), new FormCell("户编号"), new FormCell("与户主关系")], [new FormCell("守努特村"), new FormCell("旧人"), new FormCell("1"), new FormCell("户主")]], [], "hidden"),
            ],
        },
        ["no county, which the title names"] = OtherWords with { Above = [["库车市脱贫户信息表"]] },
        ["no place at all but in title and sheet"] = Plain.Without("county", "township", "village") with { SheetOf = household => household.Village, AboveOf = village => [[$"库车市{village}信息"]] },
        ["other words in the cells"] = Plain
            .With("sex", "性别", plain => plain == "男" ? "1" : "2").With("standing.kind", "户类型", plain => Words(plain, ("脱贫户", "已脱贫户"), ("边缘易致贫户", "边缘户"), ("脱贫不稳定户", "不稳定脱贫户")))
            .With("relation", "与户主关系", plain => Words(plain, ("户主", "本人"), ("配偶", "妻子"), ("之女", "长女"), ("之子", "儿子"), ("之父", "父亲")))
            .With("health.state", "健康状况", plain => Words(plain, ("健康", "良好"), ("长期慢性病", "患有慢性病"), ("患有大病", "重病"), ("残疾", "残疾人")))
            .With("health.disability_grade", "残疾等级", plain => Words(plain, ("", "无"), ("一级", "1"), ("二级", "二级残疾"), ("四级", "Ⅳ级")))
            .With("health.insured", "医保参保情况", plain => plain == "是" ? "已参保" : "未参保").With("living.water_safe", "饮水安全", plain => plain == "是" ? "达标" : "不达标")
            .With("living.house_grade", "房屋鉴定等级", plain => Words(plain, ("A级", "A"), ("B级", "Ｂ级"), ("C级", "C级危房"), ("D级", "d")))
            .With("schooling.state", "就读情况", plain => Words(plain, ("非在校生", "不在校"), ("小学", "小学三年级"), ("初中", "初二"), ("辍学", "失学"), ("大专及以上", "本科")))
            .With("work.place", "务工区域", plain => Words(plain, ("未务工", "无"), ("乡(镇)内", "乡镇内"), ("乡(镇)外县(市)内", "县内"), ("县外疆内", "省内"), ("疆外", "省外")))
            .With("work.ability", "劳动力状况", plain => Words(plain, ("普通劳动力", "有劳动能力"), ("弱劳动力或半劳动力", "半劳动力"), ("丧失劳动力", "丧失劳动能力"), ("无劳动力", "无")))
            .With("standing.relocated", "易地搬迁户", plain => plain == "是" ? "√" : "×").With("birth_date", "出生年月", plain => plain.Replace('-', '.')),
        ["names with other dots and spaces, numbers with spaces and small x"] = Plain.With("name", "姓 名", plain => plain.Length == 2 ? $"{plain[0]}　{plain[1]}" : plain.Replace('·', '•'))
            .With("document_number", "身份证号码(18位)", plain => $"{plain[..6]} {plain[6..14]} {plain[14..].ToLowerInvariant()}"),
    };

    private static OfficeColumn Of(string field, params string[] headings) => new(headings, field);

    private static OfficeColumn[] Columns(params (string Field, string Heading)[] columns) => [.. columns.Select(column => new OfficeColumn([column.Heading], column.Field))];
}
