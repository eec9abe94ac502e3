using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Registers;
using Xunit;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>The words of the shipped definitions: what other offices call a column, and what looks alike and is something else. 2020 is the year of the lists.</summary>
public class HeadingWordsTests
{
    private static readonly IReadOnlyList<RegisterDefinition> Registers = [.. Programmes.Shipped.In("registers").Select(one => DefinitionFile.ReadRegister(one.File, one.Text))];
    private static readonly IReadOnlyDictionary<string, Vocabulary> Lists = Programmes.Shipped.In("lists").Select(one => DefinitionFile.ReadList(one.File, one.Text))
        .ToDictionary(list => list.List, list => new Vocabulary(new ListShape(list, Registers, 2020).Kind));

    private static string? FieldOf(string list, string written)
    {
        var parts = written.Split(" > ");
        return Lists[list].Find(HeadingText.Of(parts[^1]), [.. parts[..^1].Reverse().Select(HeadingText.Of)]) is [var field] ? field : null;
    }

    [Theory]
    [InlineData("户编码", "household_number")]
    [InlineData("农户编号", "household_number")]
    [InlineData("户主证件号码", "head_document")]
    [InlineData("户主身份证号", "head_document")]
    [InlineData("户主 > 身份证号码", "head_document")]
    [InlineData("户主 > 姓名", "head_name")]
    [InlineData("家庭成员 > 姓名", "name")]
    [InlineData("身份证号码", "document_number")]
    [InlineData("公民身份号码", "document_number")]
    [InlineData("身份证号/残疾证号", "document_number")]
    [InlineData("*证件号码(必填)", "document_number")]
    [InlineData("家庭关系", "relation")]
    [InlineData("与 户 主\n关 系", "relation")]
    [InlineData("性别（男、女）", "sex")]
    [InlineData("出生年月(yyyy-mm-dd)", "birth_date")]
    [InlineData("5.家庭人口(人)", "member_count")]
    [InlineData("监测对象类别", "standing.kind")]
    [InlineData("身体状况", "health.state")]
    [InlineData("残疾级别", "health.disability_grade")]
    [InlineData("是否参保", "health.insured")]
    [InlineData("医疗保险 > 是否参保", "health.insured")]
    [InlineData("是否参加城乡居民基本医疗保险(是/否)", "health.insured")]
    [InlineData("劳动技能", "work.ability")]
    [InlineData("务工地点", "work.place")]
    [InlineData("务工时间(月)", "work.months")]
    [InlineData("就学情况", "schooling.state")]
    [InlineData("务工收入(元)", "budget.wages")]
    [InlineData("工资性收入(万元)", "budget.wages")]
    [InlineData("工资性收入(近12个月,元)", "budget.wages")]
    [InlineData("近12个月工资性收入", "budget.wages")]
    [InlineData("家庭收入情况(元) > 务工", "budget.wages")]
    [InlineData("家庭收入 > 生产经营", "budget.business")]
    [InlineData("家庭支出 > 生产经营", "budget.business_cost")]
    [InlineData("支出情况 > 医疗", "budget.medical")]
    [InlineData("刚性支出(元) > 教育", "budget.schooling")]
    [InlineData("合规自付医疗支出", "budget.medical")]
    [InlineData("因灾损失(元)", "budget.disaster")]
    [InlineData("2019年人均纯收入", "earlier_income.net_income_per_head")]
    [InlineData("上年度家庭人均纯收入(元/人)", "earlier_income.net_income_per_head")]
    [InlineData("上年度家庭人均纯收入(元)", "earlier_income.net_income_per_head")]
    [InlineData("人均纯收入(上年)", "earlier_income.net_income_per_head")]
    [InlineData("2019年 > 人均纯收入", "earlier_income.net_income_per_head")]
    [InlineData("住房安全等级", "living.house_grade")]
    [InlineData("住房 > 鉴定等级", "living.house_grade")]
    [InlineData("住房鉴定等级(A/B/C/D)", "living.house_grade")]
    [InlineData("饮水安全", "living.water_safe")]
    public void Offices_words_for_a_roster_s_columns(string heading, string? field) => Assert.Equal(field, FieldOf("roster", heading));

    [Theory]
    [InlineData("帮扶责任人 > 姓名")]
    [InlineData("帮扶责任人 > 联系电话")]
    [InlineData("监护人 > 身份证号")]
    [InlineData("监护人姓名")]
    [InlineData("人均纯收入(元)")]
    [InlineData("2018年人均纯收入")]
    [InlineData("2020年人均纯收入")]
    [InlineData("家庭总收入")]
    [InlineData("家庭年收入")]
    [InlineData("年人均纯收入")]
    [InlineData("上年 > 工资性收入")]
    [InlineData("2020年预计收入 > 工资性收入")]
    [InlineData("生产经营净收入")]
    [InlineData("公益性岗位工资")]
    [InlineData("医疗总费用")]
    [InlineData("医疗报销金额")]
    [InlineData("医疗救助金额")]
    [InlineData("养老保险 > 是否参保")]
    [InlineData("是否参加大病保险")]
    [InlineData("是否参加养老保险")]
    [InlineData("是否患有大病")]
    [InlineData("健康码")]
    [InlineData("健康档案编号")]
    [InlineData("残疾证号")]
    [InlineData("残疾类别")]
    [InlineData("文化程度")]
    [InlineData("是否军烈属")]
    [InlineData("是否独生子女户")]
    [InlineData("饮水是否困难")]
    [InlineData("饮水不安全")]
    [InlineData("是否危房户")]
    [InlineData("住房面积(平方米)")]
    [InlineData("现居住村")]
    [InlineData("帮扶单位")]
    [InlineData("银行账号")]
    [InlineData("医疗")]
    [InlineData("编号")]
    public void What_looks_alike_and_is_something_else_is_left_for_a_person(string heading) => Assert.Null(FieldOf("roster", heading));

    [Theory]
    [InlineData("medical_costs", "患者姓名", "name")]
    [InlineData("medical_costs", "社会保障号码", "document_number")]
    [InlineData("medical_costs", "政策范围内个人自付费用(元)", "amount")]
    [InlineData("medical_costs", "个人负担(万元)", "amount")]
    [InlineData("medical_costs", "医疗总费用", "total")]
    [InlineData("medical_costs", "统筹基金支付", "reimbursed")]
    [InlineData("medical_costs", "报销比例", "reimbursed")]
    [InlineData("medical_costs", "报销后余额", null)]
    [InlineData("disaster_losses", "受灾户主", "head_name")]
    [InlineData("disaster_losses", "核定损失金额(元)", "amount")]
    [InlineData("disaster_losses", "直接经济损失(万元)", "amount")]
    [InlineData("disaster_losses", "救助金额", null)]
    [InlineData("water_faults", "停水村", "village")]
    [InlineData("water_faults", "停水原因", "fault")]
    [InlineData("water_faults", "涉及户数(户)", "households")]
    public void Departments_words(string list, string heading, string? field) => Assert.Equal(field, FieldOf(list, heading));

    [Fact]
    public void No_word_means_two_fields_of_one_list()
    {
        foreach (var (list, vocabulary) in Lists)
        {
            foreach (var word in vocabulary.Kind.Fields.Where(field => field.Groups is null).SelectMany(field => field.Words))
                Assert.True(FieldOf(list, word) is not null, $"{list}: {word}");
        }
    }

    [Fact]
    public void No_word_in_a_cell_means_two_choices()
    {
        foreach (var field in Registers.SelectMany(register => register.Fields).Where(field => field.Choices.Count > 0))
            Assert.NotNull(new ChoiceList([.. field.Choices.Select(choice => new Choice(choice.Code, choice.Labels.In("zh"), choice.Words))]));
    }

    [Theory]
    [InlineData("民族")]
    [InlineData("宗教信仰")]
    [InlineData("政治面貌")]
    public void A_definition_that_would_keep_what_nobody_may_keep_is_refused(string label)
    {
        var refused = Assert.Throws<ProblemException>(() => DefinitionFile.ReadRegister("x.yaml",
            $"register: extra\nlabels: {{ zh: 其他, en: Extra }}\nbelongs_to: person\nfields:\n  - {{ name: more, labels: {{ zh: {label}, en: More }}, type: text }}\n"));
        Assert.Equal(5004, refused.Problem.Number);
        Assert.Contains(label[..2], refused.Problem.Zh, StringComparison.Ordinal);
    }
}
