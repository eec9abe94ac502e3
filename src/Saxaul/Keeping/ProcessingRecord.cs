using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Keeping;

/// <summary>
/// The record of processing and the impact assessment that the Personal Information Protection Law asks for (articles 55 and 56), out of definitions, roles and the times for which things are kept: what is said there is what
/// the program does. What only people can judge is left to be written and signed by the office.
/// </summary>
public sealed class ProcessingRecord
{
    /// <summary>What is kept of people and households outside the registers: typed columns with behaviour of their own.</summary>
    private static readonly IReadOnlyList<(Labels What, Labels Purpose, bool Sensitive)> Typed =
    [
        (Words("姓名、性别、出生日期、与户主关系", "Name, sex, date of birth, relation to the head"), Words("知道是谁、多大，谁是一户", "to know who somebody is, how old, and who is one household"), false),
        (Words("身份证件号码", "Document number"), Words("同名的人不致混淆，部门名单对得上", "so that people of one name are not mixed up and departments' lists find them"), true),
        (Words("联系电话", "Telephone"), Words("联系到这一户", "to reach the household"), false),
        (Words("户编号、所在村和自然村", "Number of the household, its village and natural village"), Words("办公室按户、按村工作", "the office works by household and village"), false),
        (Words("死亡日期", "Day of death"), Words("不再联系、不再计数", "to call and count no longer"), true),
    ];

    /// <summary>Where anything goes besides pages within reach of whoever may read it.</summary>
    private static readonly IReadOnlyList<(Labels What, Labels ToWhom)> Goes =
    [
        (Words("退回的问题表（送表单位自己的表，标出有问题的单元格）", "Findings: the sender's own workbook with its cells marked"), Words("送表的单位", "whoever handed the file in")),
        (Words("户卡、墙上的公示卡（已遮盖）、村册，打印", "The household's card, the masked card for the wall, the village's book, on paper"), Words("本户；能看本村的工作人员", "the household; officials who may read the village")),
        (Words("预警清单和合计（命令行，csv、json）；凡涉及许多户的导出都有记录、有标记、每日有限", "Warnings and totals (command line, csv, json); whatever leaves about many households is written down, marked, and limited by the day"), Words("有权查看的工作人员", "officials who may read them")),
        (Words("备份文件（密钥另放）", "Backups, the keys kept apart"), Words("管理机器的人", "whoever looks after the machine")),
    ];

    private static readonly Labels TypedLaw = Words("个人信息保护法第十三条第一款第三项（履行法定职责）", "Personal Information Protection Law, Article 13(1)(3), duties set by law");

    private readonly IReadOnlyList<RegisterDefinition> registers;
    private readonly IReadOnlyList<ListDefinition> lists;
    private readonly IReadOnlyList<Role> roles;
    private readonly StringBuilder text = new();
    private string language = "zh";

    private ProcessingRecord(Programmes programmes)
    {
        registers = [.. programmes.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)).Where(register => register.BelongsTo != Owner.Area)];
        lists = [.. programmes.In("lists").Select(file => DefinitionFile.ReadList(file.File, file.Text))];
        roles = [.. programmes.In("roles").Select(file => DefinitionFile.ReadRole(file.File, file.Text))];
    }

    /// <summary>The record of processing as Markdown, in Chinese and then in English.</summary>
    public static string Record(Programmes programmes) => new ProcessingRecord(programmes).InBoth(record => record.WriteRecord());

    /// <summary>The impact assessment as Markdown, in Chinese and then in English.</summary>
    public static string Assessment(Programmes programmes) => new ProcessingRecord(programmes).InBoth(record => record.WriteAssessment());

    private string InBoth(System.Action<ProcessingRecord> write)
    {
        foreach (var one in new[] { "zh", "en" })
        {
            language = one;
            write(this);
        }
        return text.ToString().TrimEnd() + "\n";
    }

    private void WriteRecord()
    {
        Line("# 个人信息处理活动记录", "# Record of processing");
        Line("由 saxaul definitions record 根据定义、角色和保存期限生成，不要手工修改。依据：个人信息保护法第五十五条、第五十六条。",
            "Made by 'saxaul definitions record' out of definitions, roles and times; not to be edited by hand. Personal Information Protection Law, Articles 55 and 56.");
        Line("## 人和户", "## People and households");
        Table(Words("内容|用途|敏感|依据|保存", "What|Purpose|Sensitive|Law|Kept"),
            Typed.Select(one => new[] { Say(one.What), Say(one.Purpose), YesNo(one.Sensitive), Say(TypedLaw), Say(KeepTimes.People.InWords()) }));
        foreach (var register in registers)
        {
            Line($"## 台账：{register.Labels.In("zh")}", $"## Register: {register.Labels.In("en")}");
            Line($"属于{(register.BelongsTo == Owner.Person ? "个人" : "户")}。依据：{register.Law?.In("zh") ?? "（待写明）"}。期限依据：{register.KeepSource?.In("zh")}。来源：{SourcesOf(register)}。",
                $"Belongs to a {(register.BelongsTo == Owner.Person ? "person" : "household")}. Law: {register.Law?.In("en") ?? "(to be said)"}. Times by: {register.KeepSource?.In("en")}. Sources: {SourcesOf(register)}.");
            Table(Words("字段|用途|敏感|规则可读|保存", "Field|Purpose|Sensitive|Read by rules|Kept"), register.Fields.Select(field => new[]
            {
                Say(field.Labels), Say(register.PurposeOf(field)), YesNo(field.Sensitive), YesNo(field.Fact is not null || field.Choices.Exists(choice => choice.Fact is not null)),
                Say(register.KeepOf(field) is { } keep ? keep.InWords(keep.Field is { } day ? register.Field(day).Labels : null) : null),
            }));
        }
        Line("## 其他记录", "## Other records");
        Line($"期限依据：{KeepTimes.Source.In("zh")}。", $"Times by: {KeepTimes.Source.In("en")}.");
        Table(Words("内容|保存", "What|Kept"), KeepTimes.States.Select(states => new[] { Say(states.What), Say(states.Keep.InWords()) })
            .Concat(KeepTimes.Rows.Select(rows => new[] { Say(rows.What), Say(rows.Keep.InWords()) }))
            .Append([Say(Words("送来的原文件", "Files as they were handed over")), Say(KeepTimes.Files.InWords())]).Append([Say(Words("未应用的上传", "Uploads not applied")), Say(KeepTimes.Uploads.InWords())]));
        Line("## 谁可以看、谁可以改", "## Who may read and who may write");
        Table(Words("角色|范围|看户|改户|清除|用途", "Role|Where|Reads households|Writes households|Erases|What for"),
            roles.Select(role => new[] { Say(role.Labels), Where(role), YesNo(Reads(role)), YesNo(role.Rights.Contains(Right.WriteHouseholds)), YesNo(role.Rights.Contains(Right.Erase)), Say(role.Purpose) }));
        Line("## 去向", "## Where it goes");
        Table(Words("内容|给谁", "What|To whom"), Goes.Select(one => new[] { Say(one.What), Say(one.ToWhom) }));
        Line("不向境外提供；除墙上已遮盖的公示卡外不公开；不委托他人处理；如有变化，先改定义和本记录，再做影响评估。", "Nothing goes abroad, is published but for the masked card on the wall, or is processed by others on the office's behalf; should that change, definitions and this record change first, and then the assessment.");
        Line("## 从不收集", "## Never kept");
        Line("民族、宗教、思想和观点、政治面貌、行踪、生物特征：定义里写到就被拒绝，表格里的这类列自动跳过。", "Ethnicity, religion, opinions, politics, movements, biometrics: a definition that names one is refused, a column of a list passed over.");
    }

    private void WriteAssessment()
    {
        var sensitive = registers.SelectMany(register => register.Fields.Where(field => field.Sensitive).Select(field => $"{Say(register.Labels)} / {Say(field.Labels)}")).Concat(Typed.Where(one => one.Sensitive).Select(one => Say(one.What))).ToList();
        Line("# 个人信息保护影响评估", "# Impact assessment");
        Line("由 saxaul definitions record 生成。标有【待写】的由单位填写、签字；其余来自定义、角色和程序本身。依据：个人信息保护法第五十五条（处理敏感个人信息、自动化决策）、第五十六条。报告至少保存三年。",
            "Made by 'saxaul definitions record'. What is marked [to be written] is for the office to write and sign; the rest is out of definitions, roles and the program. Personal Information Protection Law, Article 55 (sensitive information, automated decisions) and Article 56. To be kept for at least three years.");
        Line("## 一、目的、方式是否合法、正当、必要", "## 1. Lawful, legitimate and necessary");
        Table(Words("台账|字段|敏感字段|依据", "Register|Fields|Sensitive|Law"), registers.Select(register => new[] { Say(register.Labels), Number(register.Fields.Count), Number(register.Fields.Count(field => field.Sensitive)), Say(register.Law) }));
        Line("每个字段都写明用途和期限，缺一项就不能生效。没有用途的列不导入。", "Each field says its purpose and its time, and comes into force with neither missing. Columns without a purpose are not imported.");
        Line("【待写】每一项是否确有必要、能否少收一些，理由：", "[to be written] Whether each is needed, whether less would do, and why:");
        Line("## 二、对个人权益的影响和风险", "## 2. What it means for people, and the risks");
        Line($"敏感个人信息：{string.Join("；", sensitive)}。", $"Sensitive: {string.Join("; ", sensitive)}.");
        Line("不满十四周岁的家庭成员的全部信息都是敏感个人信息（第二十八条），须取得监护人同意或另有法定依据（第三十一条）。登记他们的出生日期、在校情况和健康状况。",
            "All that is kept of members under fourteen is sensitive (Article 28) and needs their guardian's consent or a ground in law (Article 31). Kept of them: date of birth, schooling, health.");
        var readers = roles.Where(Reads).ToList();
        Line($"能看到户的角色：{readers.Count} 种，共 {roles.Count} 种；其中范围是全地区的 {readers.Count(role => role.GivenFor == GivenFor.Everywhere)} 种，县 {readers.Count(role => role.GivenFor == GivenFor.County)} 种，乡镇 {readers.Count(role => role.GivenFor == GivenFor.Township)} 种，村 {readers.Count(role => role.GivenFor == GivenFor.Village)} 种，一户 {readers.Count(role => role.GivenFor == GivenFor.Household)} 种。",
            $"Roles that see households: {readers.Count} of {roles.Count}; {readers.Count(role => role.GivenFor == GivenFor.Everywhere)} of them everywhere, {readers.Count(role => role.GivenFor == GivenFor.County)} in a county, {readers.Count(role => role.GivenFor == GivenFor.Township)} in a township, {readers.Count(role => role.GivenFor == GivenFor.Village)} in a village, {readers.Count(role => role.GivenFor == GivenFor.Household)} of one household.");
        Line("自动化决策（第二十四条）：预警按公开的规则算出，只请人去看，不自动给予或停止任何帮扶；每条预警都能看到所依据的数字和来源。", "Automated decisions (Article 24): warnings follow public rules and ask a person to look; nothing is given or stopped by itself, and each shows its figures and their source.");
        var theirs = registers.SelectMany(register => register.Fields).Where(field => field.IsTheirsToSay).ToList();
        Line($"本人的答复和希望使用的语言：{theirs.Count} 个字段；规则、筛选、指标和导出都不能读取，谢绝帮助没有后果。", $"Answers to offers and wished languages: {theirs.Count} fields; no rule, filter, indicator or export reads them, and declining has no consequence.");
        Line("【待写】万一泄露、用错或算错，对一户人会有什么影响，可能性多大：", "[to be written] What a leak, a misuse or a wrong result would mean for a household, and how likely it is:");
        Line("## 三、保护措施是否有效、与风险相称", "## 3. Whether the protection fits the risk");
        Line("- 证件号码、电话、原文件、照片在任何地方都加密保存，密钥另放，可以不停机更换。\n- 权限按角色、地区和日期给出；给权限的人看不到户。\n- 谁看过哪一户都有记录，可以给本户看。\n- 每次改动都在带密钥的日志链里，改动和删除能被查出。\n- 到期内容自动清除；应本人请求清除后，数据库文件里不留一个字节。",
            "- Document numbers, telephones, files and photos are encrypted wherever they rest; the keys are kept apart and changed while serving.\n- Rights are given by role, area and day; whoever gives them sees no household.\n- Who looked at which household is kept and can be shown to it.\n- Each change is in a keyed chain; what is changed or deleted behind it is found.\n- What is over is erased by itself; after an erasure by request no byte is left in the database's files.");
        Line("【待写】机房、账号、培训、备份保管是否到位，还缺什么：", "[to be written] Whether rooms, accounts, training and the keeping of backups are in order, and what is missing:");
        Line("## 结论", "## Conclusion");
        Line("【待写】结论、改进措施和期限：\n\n评估人：　　　　负责人：　　　　日期：", "[to be written] Conclusion, what is to be done, by when:\n\nAssessed by:　　　　Responsible:　　　　Day:");
    }

    private static bool Reads(Role role) => role.Rights.Contains(Right.ReadHouseholds);

    private string Where(Role role) => Say(role.GivenFor switch
    {
        GivenFor.Everywhere => Words("全地区", "everywhere"), GivenFor.County => Words("县", "a county"), GivenFor.Township => Words("乡镇", "a township"), GivenFor.Village => Words("村", "a village"),
        GivenFor.Household => Words("一户", "one household"), _ => Words("一种名单", "one list"),
    });

    private string SourcesOf(RegisterDefinition register)
    {
        var from = lists.Where(list => list.Registers.Contains(register.Register) || list.Records?.Register == register.Register).Select(list => Say(list.Labels)).ToList();
        return string.Join(language == "zh" ? "、" : ", ", from.Append(Say(Words("工作人员登记", "entered by officials"))));
    }

    private string YesNo(bool yes) => yes ? Say(Words("是", "yes")) : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Say(Labels? labels) => labels?.In(language).Replace("|", "/", System.StringComparison.Ordinal) ?? "";

    private void Line(string zh, string en) => text.Append(language == "zh" ? zh : en).Append("\n\n");

    private void Table(Labels headings, IEnumerable<string[]> rows)
    {
        var columns = headings.In(language).Split('|');
        text.Append("| ").AppendJoin(" | ", columns).Append(" |\n|").Append(string.Concat(columns.Select(_ => "---|"))).Append('\n');
        foreach (var row in rows)
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        text.Append('\n');
    }

    private static Labels Words(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };
}
