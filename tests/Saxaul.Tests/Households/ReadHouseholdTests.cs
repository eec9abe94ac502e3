using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class ReadHouseholdTests
{
    [Theory, EachDatabase]
    public void A_card_shows_the_household_with_its_members_entries_and_place(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var card = example.Read(example.Family);
        Assert.Equal("6510000001", card.Household.Number);
        Assert.Equal(["阿克苏地区", "库车市", "牙哈镇", "守努特村委会"], card.Place.Skip(1).Select(area => area.Name));
        Assert.Equal("卡德尔·艾尔肯", card.Head!.Person.Name);
        Assert.Equal([("卡德尔·艾尔肯", "head", 56), ("古丽", "spouse", 56), ("艾力", "son", 18)], card.Members.Select(member => (member.Person.Name, member.Relation!, member.Age!.Value)));
        Assert.Equal("之子", card.Members[2].RelationLabels.In("zh"));
        var medical = card.Entries.Single(entry => entry.Choice.In("zh") == "自付医疗费用");
        Assert.Equal("6,200", medical.Value("amount")!.Text("zh"));
        Assert.Equal("健康", card.Members[1].Entries.Single(entry => entry.Register.Register == "health").Value("state")!.Text("zh"));
        Assert.Equal("missing_number", card.Findings.Single().Finding.Kind);
        Assert.Equal("艾力", card.Members.Single(member => member.PersonId == card.Findings[0].PersonId).Person.Name);
    }

    [Theory, EachDatabase]
    public void Each_value_says_which_cell_it_comes_from_and_what_was_written_there(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var card = example.Read(example.Family);
        var amount = card.Entries.Single(entry => entry.Choice.In("zh") == "自付医疗费用").Value("amount")!;
        Assert.Equal("6200元", amount.Written);
        Assert.Equal(("县级采集表.csv", 2, "M"), (amount.Source!.Line.File, amount.Source.Row!.Value, amount.Source.Column));
        var born = card.Members[1].Values.Single(value => value.Key == "birth_date");
        Assert.Equal(("1963-07-22", "1963.7.22", 3, "K"), (born.Text("zh"), born.Written, born.Source!.Row!.Value, born.Source.Column));
        var phone = card.Values.Single(value => value.Key == "phone");
        Assert.Equal(("19900000001", 2, "E"), (phone.Text("zh"), phone.Source!.Row!.Value, phone.Source.Column));
        Assert.Equal(["import household"], card.History.Select(line => line.Act));
    }

    [Theory, EachDatabase]
    public void A_value_that_a_later_list_repeats_keeps_its_source_and_a_changed_one_gets_the_new_file(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        example.Import("更正.csv", """
            县,乡镇,行政村,户编号,姓名,与户主关系,证件号码,住房鉴定等级,饮水是否安全
            库车市,牙哈镇,守努特村,6510000001,卡德尔·艾尔肯,户主,999019196309248931,C级,是
            库车市,牙哈镇,守努特村,6510000001,古丽,配偶,999037196307227961,,
            库车市,牙哈镇,守努特村,6510000001,艾力,其他,,,
            """, new DateOnly(2020, 6, 1));
        var living = example.Read(example.Family, new DateOnly(2020, 6, 1)).Entries.Single(entry => entry.Register.Register == "living");
        Assert.Equal(("C级", "更正.csv", "H"), (living.Value("house_grade")!.Text("zh"), living.Value("house_grade")!.Source!.Line.File, living.Value("house_grade")!.Source!.Column));
        Assert.Equal(("县级采集表.csv", "O"), (living.Value("water_safe")!.Source!.Line.File, living.Value("water_safe")!.Source!.Column));
        var relation = example.Read(example.Family, new DateOnly(2020, 6, 1)).Members.Single(member => member.Person.Name == "艾力").Values.Single(value => value.Key == "relation").Source!;
        Assert.Equal(("更正.csv", 4, "F"), (relation.Line.File, relation.Row!.Value, relation.Column));
        var before = example.Read(example.Family, new DateOnly(2020, 5, 31)).Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!;
        Assert.Equal(("A级", "县级采集表.csv", "N"), (before.Text("zh"), before.Source!.Line.File, before.Source.Column));
    }

    [Theory, EachDatabase]
    public void What_was_known_at_a_moment_is_shown_as_it_was_known_then(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var then = example.Clock.Last;
        var picture = example.Picture(example.Family, ExampleCounties.Spring, then);
        example.Import("更正.csv", """
            县,乡镇,行政村,户编号,联系电话,姓名,与户主关系,证件号码,住房鉴定等级
            库车市,牙哈镇,守努特村,6510000001,19900000009,卡德尔·艾尔肯,户主,999019196309248931,D级
            """);
        Assert.Equal("D级", example.Read(example.Family).Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Text("zh"));
        Assert.Equal(picture, example.Picture(example.Family, ExampleCounties.Spring, then));
    }

    [Theory, EachDatabase]
    public void Only_who_may_read_the_county_gets_a_card(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var elsewhere = Actor.Operator("other county").In(example.OtherCounty);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ReadHousehold.Of(example.Registry, elsewhere, example.Family, ExampleCounties.Spring)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ReadHousehold.Of(example.Registry, Actor.Nobody, example.Family, ExampleCounties.Spring)).Problem.Number);
    }

    [Theory, EachDatabase]
    public void What_is_not_there_is_refused_with_a_sentence(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal(4001, Assert.Throws<ProblemException>(() => example.Read(example.Family with { Id = 999_999 })).Problem.Number);
        Assert.Equal(4002, Assert.Throws<ProblemException>(() => example.Read(example.Family, new DateOnly(2019, 1, 1))).Problem.Number);
    }

    [Theory, EachDatabase]
    public void The_lines_of_the_history_name_whom_they_are_about_and_who_left_is_said_to_have_left(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (old, wife, son) = (example.Person(example.Alone, "买买提"), example.Person(example.Family, "古丽"), example.Person(example.Family, "艾力"));
        new JoinHousehold(example.Family, new Newcomer { Person = new PersonKey(example.County, old), Relation = "father" }, new DateOnly(2020, 5, 1)).Run(example.Registry, ExampleCounties.Official);
        new NameHead(example.Family, wife, new DateOnly(2020, 5, 10)).Run(example.Registry, ExampleCounties.Official);
        new CorrectEntry(example.County, "health", son, new Dictionary<string, string?> { ["insured"] = "是" }, null, "核实").Run(example.Registry, ExampleCounties.Official);
        new RecordDeath(new PersonKey(example.County, wife), new DateOnly(2020, 6, 1)) { NewHead = son }.Run(example.Registry, ExampleCounties.Official);
        var (history, left) = (example.Read(example.Family, example.Today).History, example.Read(example.Alone, example.Today));
        Assert.Equal([("死亡登记", "古丽"), ("更正台账", "艾力"), ("更换户主", "古丽"), ("成员加入", "买买提")], history.Take(4).Select(line => (line.Labels.In("zh"), string.Join(' ', line.People))));
        Assert.Equal(("成员离开，到了另一户", "买买提"), (left.Ended!.Labels.In("zh"), left.Ended.People.Single()));
        Assert.Equal([example.Family], left.Ended.Others.Select(other => other.Key));
    }

    [Theory, EachDatabase]
    public void Households_that_came_out_of_each_other_know_of_each_other_until_it_is_undone_and_within_the_readers_reach(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        var split = new SplitHousehold(example.Family, new Dictionary<long, string?> { [son] = "head" }, new NewHousehold { Number = "6510000012", VillageId = example.Village("652902105208") }, new DateOnly(2020, 5, 1)).Enter(example.Registry, ExampleCounties.Official);
        var own = split.Households[1];
        Assert.Equal(own, Assert.Single(example.Read(example.Family, example.Today).Branches).Other.Key);
        Assert.Equal(example.Family, example.Read(own, example.Today).CameOutOf!.Value.Other.Key);
        Assert.Empty(example.Read(own, example.Today).Branches);
        var team = ExampleCounties.Official.Within(example.County, example.Village("652902105201"));
        Assert.Empty(ReadHousehold.Of(example.Registry, team, example.Family, example.Today).Branches);
        new UndoAct(split.Batch!.Value, "没有分户").Run(example.Registry, ExampleCounties.Official);
        Assert.Empty(example.Read(example.Family, example.Today).Branches);
    }

    [Theory, EachDatabase]
    public void One_that_ended_on_the_day_it_was_registered_stands_for_that_day_and_says_that_it_is_over(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var young = new RegisterHousehold(example.County, example.Village("652902105201"), [new Newcomer { Name = "某人", Relation = "head" }], example.Today).Run(example.Registry, ExampleCounties.Official)[0];
        new MergeHouseholds(example.Family, young, example.Today).Run(example.Registry, ExampleCounties.Official);
        var card = example.Read(young, example.Today);
        Assert.Equal((null, true, example.Family), (card.EndedOn, card.IsOver, card.Ended!.Others.Single().Key));
        Assert.Empty(card.Branches);
        Assert.False(example.Read(example.Family, example.Today).IsOver);
    }
}
