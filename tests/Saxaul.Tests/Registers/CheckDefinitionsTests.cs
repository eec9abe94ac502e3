using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;
using Xunit;

namespace Saxaul.Tests.Registers;

/// <summary>A programme of offers of work: people answer as they like, and nothing may follow from it.</summary>
public class CheckDefinitionsTests
{
    private const string Offers = """
        register: work_offers
        labels: { zh: 工作机会, en: Offers of work }
        belongs_to: person
        purpose: { zh: 告知工作机会, en: to tell people of work }
        keep: 1 year after it ends
        keep_source: { zh: 验收口径, en: for acceptance }
        fields:
          - { name: offered_on, labels: { zh: 告知日期, en: Told on }, type: day, about: offer, due_days: 14 }
          - { name: reply, labels: { zh: 本人答复, en: Their answer }, type: yes_no, about: answer }
          - { name: spoken_in, labels: { zh: 希望使用的语言, en: Wished language }, type: text, about: wished_language }
        """;

    private const string Household = """
        register: household_offers
        labels: { zh: 搬迁意向, en: Offers to move }
        belongs_to: household
        purpose: { zh: 告知搬迁政策, en: to tell households of new houses }
        keep: 1 year after it ends
        keep_source: { zh: 验收口径, en: for acceptance }
        fields:
          - { name: told, labels: { zh: 已告知, en: Told }, type: yes_no, about: offer, fact: told_of_houses }
          - { name: answer, labels: { zh: 本户答复, en: The household's answer }, type: yes_no, about: answer }
          - { name: rooms, labels: { zh: 间数, en: Rooms }, type: integer, fact: rooms }
        """;

    private const string Indicators = """
        indicators:
          - indicator: told_households
            labels: { zh: 已告知户, en: Households told }
            unit: { zh: 户, en: household|households }
            counts: households
            when: told_of_houses = true
        """;

    private const string Policy = """
        policy: houses
        labels: { zh: 住房, en: Houses }
        model: houses.dmn
        figures: []
        rules:
          - rule: crowded
            labels: { zh: 住房拥挤, en: Crowded }
            reason: { zh: "间数 {rooms}", en: "{rooms} rooms" }
        """;

    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="houses" name="houses" namespace="urn:test">
          <inputData id="i" name="rooms"><variable name="rooms" typeRef="number"/></inputData>
          <decision id="d" name="crowded"><variable name="crowded" typeRef="boolean"/>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>rooms = 1 and "answer" != "reply"</text></literalExpression></decision>
        </definitions>
        """;

    private static Dictionary<string, string> Files() => new()
    {
        ["offers/registers/work_offers.yaml"] = Offers,
        ["offers/registers/household_offers.yaml"] = Household,
        ["offers/indicators/offers.yaml"] = Indicators,
        ["offers/policies/houses/policy.yaml"] = Policy,
        ["offers/policies/houses/houses.dmn"] = Model,
    };

    private static IReadOnlyList<Problem> Check(string file, string good, string bad)
    {
        var files = Files();
        var key = files.Keys.Single(name => name.EndsWith("/" + file, System.StringComparison.Ordinal));
        Assert.Contains(good, files[key]);
        files[key] = files[key].Replace(good, bad);
        return CheckDefinitions.Run(new Programmes(files));
    }

    [Fact]
    public void Offers_that_people_answer_as_they_like_may_come_into_force() => Assert.Empty(CheckDefinitions.Run(new Programmes(Files())).Select(problem => problem.En));

    [Theory]
    // A clock on an answer; a clock on what the office does is its own affair.
    [InlineData("work_offers.yaml", "about: answer }", "about: answer, due_days: 7 }", 5007)]
    // An answer, or the wished language, as a fact for rules, or as a group shown beside the name.
    [InlineData("work_offers.yaml", "about: answer }", "about: answer, fact: accepts_work }", 5008)]
    [InlineData("work_offers.yaml", "about: wished_language }", "about: wished_language, group: true }", 5008)]
    // An indicator that filters people by their answer: its number opens to their names.
    [InlineData("offers.yaml", "told_of_houses = true", "answer = true", 5008)]
    [InlineData("offers.yaml", "told_of_houses = true", "told_of_houses = true and not(reply)", 5008)]
    // A target or a ranking over offers, or by its words over acceptance.
    [InlineData("offers.yaml", "counts: households", "counts: households\n    target: 90", 5009)]
    [InlineData("offers.yaml", "counts: households", "counts: households\n    ranked: true", 5009)]
    [InlineData("offers.yaml", "when: told_of_houses = true", "target: 90\n  - { indicator: x, labels: { zh: 培训接受率, en: Training }, unit: { zh: 户, en: x }, counts: households, ranked: true }", 5009)]
    // A field that counts, measures or limits, or hides whether somebody wants.
    [InlineData("work_offers.yaml", "about: answer }", "about: answer }\n  - { name: n, labels: { zh: 拒绝务工次数, en: Refusals of work }, type: integer, purpose: { zh: x, en: x }, keep: 1 year after it ends }", 5011)]
    [InlineData("work_offers.yaml", "about: answer }", "about: answer }\n  - { name: n, labels: { zh: 搬迁完成期限, en: Deadline for relocation }, type: day, purpose: { zh: x, en: x }, keep: 1 year after it ends }", 5011)]
    [InlineData("work_offers.yaml", "about: answer }", "about: answer }\n  - { name: n, labels: { zh: 转移就业任务数, en: Target of labour transfer }, type: integer, purpose: { zh: x, en: x }, keep: 1 year after it ends }", 5011)]
    [InlineData("work_offers.yaml", "about: answer }", "about: answer }\n  - { name: n, labels: { zh: 外出务工意愿, en: Willingness to work away }, type: yes_no, purpose: { zh: x, en: x }, keep: 1 year after it ends }", 5012)]
    // A rule that asks for an answer.
    [InlineData("houses.dmn", "name=\"rooms\"", "name=\"answer\"", 5008)]
    public void What_would_use_somebodys_answer_against_them_is_refused(string file, string good, string bad, int number)
    {
        var found = Check(file, good, bad);

        Assert.Contains(number, found.Select(problem => problem.Number));
        Assert.Contains(file, found.First(problem => problem.Number == number).Zh);
    }

    [Theory]
    [InlineData("动员次数", "Times", true)]
    [InlineData("動員次數", "Times", true)]
    [InlineData("劝返次数", "Times", true)]
    [InlineData("次数", "Times persuaded", true)]
    [InlineData("次数", "Times talked round", true)]
    [InlineData("夜校出勤", "Lessons", true)]
    [InlineData("出勤", "Evening school attendance", true)]
    [InlineData("去内地打工动员情况", "Work", true)]
    [InlineData("拒絕務工", "Work", true)]
    [InlineData("خىزمەتنى رەت قىلغان", "Work", true)]
    [InlineData("劝返复学情况", "Back at school", false)]
    [InlineData("公益岗位出勤天数", "Days present at a public post", false)]
    [InlineData("培训内容", "What was taught", false)]
    [InlineData("خىزمەت ئورنى", "Place of work", false)]
    [InlineData("不想外出打工", "Work", true)]
    [InlineData("不同意搬迁", "Move", true)]
    [InlineData("就业积极性", "Work", true)]
    [InlineData("不服从安排", "Order", true)]
    [InlineData("懒汉", "Work", true)]
    [InlineData("婉拒培訓", "Lessons", true)]
    [InlineData("国语课签到", "Lessons", true)]
    [InlineData("参训次数", "Lessons", true)]
    [InlineData("培训考勤", "Lessons", true)]
    [InlineData("外出率", "Work", true)]
    [InlineData("私自返回（内地务工）", "Work", true)]
    [InlineData("好吃懶做", "Work", true)]
    [InlineData("n1", "Turned down work", true)]
    [InlineData("n2", "Rejects training", true)]
    [InlineData("n3", "Mobilised for work", true)]
    [InlineData("n4", "Mandarin class attendance", true)]
    [InlineData("n5", "Absent from training", true)]
    [InlineData("n6", "Lessons missed", true)]
    [InlineData("n7", "Lazy at work", true)]
    [InlineData("ئىشقا بېرىشنى خالىمايدۇ", "Work", true)]
    [InlineData("务工月数", "Months of work", false)]
    [InlineData("未接受过技能培训", "Idle workshop", false)]
    [InlineData("技能等级考核", "Earthquake resistance works", false)]
    [InlineData("火灾逃生培训", "Pressure of the water works", false)]
    [InlineData("培训课时", "Hours of training", false)]
    [InlineData("技能培训名称", "Training taken", false)]
    [InlineData("培训合格证", "Training certificate", false)]
    [InlineData("走访次数", "Visits", false)]
    [InlineData("返乡时间", "Day of return", false)]
    [InlineData("辞职日期", "Last day of work", false)]
    [InlineData("未参加医疗保险", "Not insured", false)]
    [InlineData("不去医院的原因", "Why no hospital", false)]
    [InlineData("到岗时间", "First day at work", false)]
    [InlineData("搬迁安置点", "Where they moved", false)]
    [InlineData("就业单位", "Employer", false)]
    public void A_field_that_presses_by_its_words_is_refused_and_what_offices_keep_is_not(string first, string en, bool refused)
    {
        var zh = first.Any(letter => letter >= '\u4E00') ? first : "n, ug: " + first;
        var found = Check("work_offers.yaml", "about: answer }", $"about: answer }}\n  - {{ name: n, labels: {{ zh: {zh}, en: {en} }}, type: integer, purpose: {{ zh: x, en: x }}, keep: 1 year after it ends }}");

        Assert.Equal(refused, found.Any(problem => problem.Number == 5011));
    }

    [Fact]
    public void A_word_in_quotation_marks_is_no_reading_of_the_field_of_that_name() => Assert.Empty(Check("offers.yaml", "told_of_houses = true", "told_of_houses = true and \"answer\" = \"answer\""));

    [Theory]
    [InlineData("work_offers.yaml", "name: reply", "name: religion", 9)]
    [InlineData("work_offers.yaml", "zh: 本人答复", "zh: 民族", 9)]
    [InlineData("work_offers.yaml", "type: yes_no, about", "type: choice, choices: [{ code: a, labels: { zh: 汉族, en: A } }], about", 9)]
    [InlineData("offers.yaml", "told_of_houses = true", "ethnicity = \"a\"", 6)]
    [InlineData("offers.yaml", "Households told", "Households by political status", 3)]
    [InlineData("policy.yaml", "Crowded }", "Crowded mosque }", 7)]
    [InlineData("houses.dmn", "rooms = 1", "fingerprint = 1", 5)]
    [InlineData("houses.dmn", "name=\"houses\" namespace", "name=\"houses\" label=\"行踪\" namespace", 1)]
    public void What_is_kept_of_nobody_is_refused_wherever_it_stands_with_file_and_line(string file, string good, string bad, int line)
    {
        var found = Check(file, good, bad).First(problem => problem.Number == 5004);

        Assert.Contains($"“{file}”第 {line} 行", found.Zh);
        Assert.Contains($"at line {line},", found.En);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var files = Files();
        files["offers/registers/work_offers.yaml"] = Offers.Replace("purpose:", "# purpose:").Replace("about: answer }", "about: answer, due_days: 7 }").Replace("Told on", "Blood type");
        files["offers/lists/x.yaml"] = "list: 1";

        var found = CheckDefinitions.Run(new Programmes(files)).Select(problem => problem.Number).ToList();

        Assert.Equal([5001, 5004, 5005, 5005, 5005, 5007], found.Where(number => number != 5001).Prepend(5001).Order());
    }
}
