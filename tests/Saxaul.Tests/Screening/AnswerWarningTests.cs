using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Screening;

public class AnswerWarningTests
{
    private static Policies Screened(ExampleCounties example)
    {
        var policies = new Policies(example.Registry, example.Facts);
        new Screen(example.Registry, ExampleCounties.Official, example.Facts, policies["acceptance"], ExampleCounties.Spring).All();
        return policies;
    }

    private static WarningsToLookAt List(ExampleCounties example, Actor? actor = null, bool open = false, Look? answer = null) =>
        new ListWarningsToLookAt("652902", Open: open, Answer: answer, Take: 99).Run(example.Registry, actor ?? ExampleCounties.Official);

    private static WarningToLookAt Of(ExampleCounties example, string rule) => List(example).Warnings.First(warning => warning.Warning.Rule == rule && warning.Household.Id == example.Alone.Id);

    [Theory, EachDatabase]
    public void An_answer_says_who_gave_it_when_and_why_and_a_later_one_takes_its_place(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = Screened(example);
        var before = List(example, open: true).Warnings.Count;
        var housing = Of(example, "housing");
        Assert.Equal(example.Alone, new AnswerWarning(housing.CountyKey, housing.Id, Look.Seen).Run(example.Registry, ExampleCounties.Official, policies));
        new AnswerWarning(housing.CountyKey, housing.Id, Look.VisitWanted, "房顶漏雨").Run(example.Registry, ExampleCounties.Official with { Name = "colleague" }, policies);
        var answer = Of(example, "housing").Answer!;
        Assert.Equal((Look.VisitWanted, "colleague", "房顶漏雨", true), (answer.Look, answer.Actor, answer.Reason, answer.At <= example.Clock.Last));
        Assert.Equal(before - 1, List(example, open: true).Warnings.Count);
        Assert.Single(List(example, answer: Look.VisitWanted).Warnings);
        Assert.Empty(List(example, answer: Look.Seen).Warnings);
        Assert.Equal(before, List(example).Count(_ => true));
        Assert.Equal(2, example.Read(example.Alone, example.Today).History.Count(line => line.Act == "answer warning"));
        Assert.Equal(Look.VisitWanted, ListWarningsToLookAt.AnswersOf(example.Registry, ExampleCounties.Official, example.Alone)[housing.Id].Look);
    }

    [Theory, EachDatabase]
    public void Nothing_needed_takes_a_reason_but_nobody_has_to_say_why_they_do_not_look_for_work(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        example.Import("劳动力.csv", "县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别,出生日期,劳动能力,务工所在地\n库车市,牙哈镇,玉奇玉吉买村,6510000002,1,买买提,户主,男,1950-01-01,普通劳动力,未务工\n");
        var policies = Screened(example);
        var housing = Of(example, "housing");
        Assert.Equal(4084, Assert.Throws<ProblemException>(() => new AnswerWarning(housing.CountyKey, housing.Id, Look.NotNeeded, " ").Run(example.Registry, ExampleCounties.Official, policies)).Problem.Number);
        Assert.Null(Of(example, "housing").Answer);
        Assert.True(policies["acceptance"].Rules.Single(rule => rule.Name == "no-work").Definition.FreeToDecline);
        var work = List(example).Warnings.Single(warning => warning.Warning.Rule == "no-work");
        new AnswerWarning(work.CountyKey, work.Id, Look.NotNeeded).Run(example.Registry, ExampleCounties.Official, policies);
        Assert.Equal("no-work", Assert.Single(List(example, answer: Look.NotNeeded).Warnings).Warning.Rule);
    }

    [Theory, EachDatabase]
    public void A_warning_that_went_and_came_back_asks_anew(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = Screened(example);
        var housing = Of(example, "housing");
        new AnswerWarning(housing.CountyKey, housing.Id, Look.Seen).Run(example.Registry, ExampleCounties.Official, policies);
        Grade("A级", new DateOnly(2020, 5, 1));
        Assert.Equal(5250, Assert.Throws<ProblemException>(() => new AnswerWarning(housing.CountyKey, housing.Id, Look.Seen).Run(example.Registry, ExampleCounties.Official, policies)).Problem.Number);
        Grade("D级", new DateOnly(2020, 6, 1));
        Assert.Null(Of(example, "housing").Answer);

        void Grade(string grade, DateOnly on)
        {
            new CorrectEntry(example.County, "living", example.Alone.Id, new Dictionary<string, string?> { ["house_grade"] = grade }, on, "复核").Run(example.Registry, ExampleCounties.Official);
            new CatchUpWarnings(example.Registry, ExampleCounties.Official, example.Facts, policies).Run(on);
        }
    }

    [Theory, EachDatabase]
    public void Only_whoever_may_write_there_answers(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var policies = Screened(example);
        var housing = Of(example, "housing");
        var reader = new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null);
        var team = ExampleCounties.Official.Within(example.County, example.Village("652902105201"));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new AnswerWarning(housing.CountyKey, housing.Id, Look.Seen).Run(example.Registry, reader, policies)).Problem.Number);
        Assert.Equal(7002, Assert.Throws<ProblemException>(() => new AnswerWarning(housing.CountyKey, housing.Id, Look.Seen).Run(example.Registry, team, policies)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => List(example, team)).Problem.Number);
        Assert.DoesNotContain(new ListWarningsToLookAt("652902105201", Take: 99).Run(example.Registry, team).Warnings, warning => warning.Household.Id == example.Alone.Id);
    }
}
