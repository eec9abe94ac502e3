using System;
using System.Collections.Generic;
using Saxaul.Areas;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Areas;

/// <summary>The edition of 2021 over that of 2020, in small.</summary>
public class ImportAreasTests
{
    private const string Before = """
        6529,阿克苏地区
        652902,库车市
        652902105,牙哈镇
        652902105201,守努特村委会
        652902105202,玉奇玉吉买村委会
        652902106,乌恰镇
        652902106201,甲村委会
        652928,阿瓦提县
        652928100,阿瓦提镇
        652928100201,红旗村
        """;

    [Theory, EachDatabase]
    public void The_same_edition_again_changes_nothing(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Assert.Equal(11, test.Import(2020, Before).Added);
        var height = test.Heights();

        var again = test.Import(2020, Before);

        Assert.Equal((11, 0, 0, 0), (again.Unchanged, again.Renamed, again.Recoded, again.Added));
        Assert.Empty(again.Proposals);
        Assert.Equal(height, test.Heights());
    }

    [Theory, EachDatabase]
    public void Only_the_counties_that_change_get_an_entry(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var height = test.Heights();

        Assert.Equal(1, test.Import(2021, Before.Replace("红旗村", "红旗村委会", StringComparison.Ordinal)).Renamed);

        Assert.Equal(height + 1, test.Heights());
    }

    [Theory, EachDatabase]
    public void A_new_name_or_code_belongs_to_the_edition_s_first_day_and_the_area_keeps_its_key(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var village = test.Key("652902105202");

        // 库车市 gets another code; its townships and villages follow by name.
        var done = test.Import(2021, Before.Replace("652902", "652999", StringComparison.Ordinal).Replace("守努特村委会", "守努特村", StringComparison.Ordinal));

        Assert.Empty(done.Proposals);
        Assert.Equal((6, 0), (done.Recoded, done.Added));
        Assert.Equal("652902105202", test.On(2020, 12, 31).Find(village)!.Code);
        Assert.Equal("652999105202", test.On(2021).Find(village)!.Code);
        Assert.Equal(village, test.On(2021).ByCode("652999105202")!.Key);
        Assert.Null(test.On(2021).ByCode("652902105202"));
        Assert.Null(test.On(2020, 12, 31).ByCode("652999"));
        Assert.Equal("守努特村委会", test.On(2020, 12, 31).ByCode("652902105201")!.Name);
        Assert.Equal("守努特村", test.On(2021).ByCode("652999105201")!.Name);
    }

    [Theory, EachDatabase]
    public void What_was_known_before_the_import_can_still_be_asked_for(DatabaseKind kind)
    {
        var clock = new Facts.ManualClock();
        using var test = new TestRegistry(kind, clock);
        test.Import(2020, Before);
        var then = clock.GetUtcNow();
        test.Import(2021, Before.Replace("652902", "652999", StringComparison.Ordinal));
        var day = new DateOnly(2021, 6, 1);

        Assert.NotNull(Gazetteer.ReadUnder(test.Registry.Database, "652902105", day, then).ByCode("652902105202"));
        Assert.NotNull(Gazetteer.ReadUnder(test.Registry.Database, "652999105", day).ByCode("652999105202"));
        Assert.Equal(0, Gazetteer.ReadUnder(test.Registry.Database, "652902105", day).Count);
    }

    [Theory, EachDatabase]
    public void A_county_that_became_a_district_or_city_with_its_townships_is_the_same_county(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var county = test.Key("652928");

        var done = test.Import(2021, Before.Replace("652928,阿瓦提县", "652981,阿瓦提市", StringComparison.Ordinal).Replace("652928", "652981", StringComparison.Ordinal));

        Assert.Empty(done.Proposals);
        Assert.Equal("652981 阿瓦提市", test.On(2021).Find(county)!.ToString());
    }

    [Theory, EachDatabase]
    public void A_village_that_was_put_under_another_township_keeps_its_key_when_its_name_is_the_county_s_only_one(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var village = test.Key("652902106201");

        var done = test.Import(2021, Before.Replace("652902106201", "652902105203", StringComparison.Ordinal));

        Assert.Equal(1, done.Recoded);
        Assert.Equal("库车市/牙哈镇/甲村委会", test.On(2021).Find(village)!.Path);
        Assert.Equal("库车市/乌恰镇/甲村委会", test.On(2020).Find(village)!.Path);
    }

    [Theory, EachDatabase]
    public void A_community_that_became_a_village_is_the_same_place_when_nothing_else_bears_the_name(DatabaseKind kind)
    {
        const string community = "6529,阿克苏地区\n652902,库车市\n652902101,乌恰镇\n652902101001,清水社区";
        using var test = new TestRegistry(kind);
        test.Import(2020, community);
        var place = test.Key("652902101001");

        test.Import(2021, community.Replace("652902101001,清水社区", "652902101201,清水村", StringComparison.Ordinal));

        Assert.Equal("清水村", test.On(2021).Find(place)!.Name);
    }

    [Theory, EachDatabase]
    public void Codes_are_used_again_so_the_name_decides(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var (first, second) = (test.Key("652902105201"), test.Key("652902105202"));

        test.Import(2021, Before.Replace("652902105201,守努特村委会\n652902105202,玉奇玉吉买村委会", "652902105201,玉奇玉吉买村委会\n652902105202,守努特村委会", StringComparison.Ordinal));

        Assert.Equal(second, test.On(2021).ByCode("652902105201")!.Key);
        Assert.Equal(first, test.On(2021).ByCode("652902105202")!.Key);
    }

    [Theory, EachDatabase]
    public void The_same_code_under_quite_another_name_is_proposed_and_nothing_is_done_until_a_person_answers(DatabaseKind kind)
    {
        var after = Before.Replace("甲村委会", "团结村委会", StringComparison.Ordinal);
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var village = test.Key("652902106201");

        var done = test.Import(2021, after);
        Assert.Equal(["same 652902106201>652902106201"], done.Rows());
        Assert.Equal((1, 1, 1), (done.Asked, done.Waiting, done.Open));
        Assert.Equal("甲村委会", test.On(2021).ByCode("652902106201")!.Name);

        // The list of proposals, handed back as it is, is the answer.
        AreaProposalFile(test, done);
        new ImportAreas(AreaList.Read(test.File("2021.csv")), 2021, AreaAnswer.Read(test.File("proposals.csv"))).Run(test.Registry, Editions.Official);
        Assert.Equal("团结村委会", test.On(2021).Find(village)!.Name);
    }

    [Theory, EachDatabase]
    public void A_township_that_waits_is_one_question_and_its_villages_wait_with_it(DatabaseKind kind)
    {
        var after = Before.Replace("牙哈镇", "新和镇", StringComparison.Ordinal).Replace("652902105", "652902115", StringComparison.Ordinal);
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);

        var done = test.Import(2021, after);

        Assert.Equal(["same 652902105>652902115"], done.Rows());
        Assert.Equal((1, 3), (done.Asked, done.Waiting));
    }

    [Theory, EachDatabase]
    public void Or_the_person_says_that_it_is_another_place(DatabaseKind kind)
    {
        var after = Before.Replace("甲村委会", "团结村委会", StringComparison.Ordinal);
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var village = test.Key("652902106201");

        var done = test.Import(2021, after, map: "652902106201,\n");

        Assert.Equal((1, 1), (done.Added, done.Ended));
        Assert.Null(test.On(2021).Find(village));
        Assert.Equal("团结村委会", test.On(2021).ByCode("652902106201")!.Name);
    }

    [Theory]
    [InlineData("红旗村", "红棋村", 1)]
    [InlineData("大张庄村", "大张家庄村", 0)]
    [InlineData("王庄一村", "王庄二村", 1)]
    [InlineData("滦南县倴城镇余家岭村", "余家岭村", 0)]
    [InlineData("东柳村", "东柳庄村", 0)]
    [InlineData("朱营社区村民委员会", "朱营村村民委员会", 0)]
    public void A_name_written_anew_is_the_same_one_that_tells_neighbours_apart_is_not(string before, string after, int proposed)
    {
        const string above = "1302,唐山市\n130224,滦南县\n130224100,倴城镇\n130224100240,";
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        test.Import(2020, above + before);

        Assert.Equal(proposed, test.Import(2021, above + after).Proposals.Count);
    }

    [Fact]
    public void An_edition_older_than_what_is_known_is_refused()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        test.Import(2021, Before);

        Assert.Equal(3010, Assert.Throws<ProblemException>(() => test.Import(2020, Before)).Problem.Number);
        Assert.Equal(3014, Assert.Throws<ProblemException>(() => test.Import(20, Before)).Problem.Number);
    }

    [Fact]
    public void The_right_to_write_areas_everywhere_is_needed_and_enough()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        var list = AreaList.Read(test.Write("list.csv", "code,name\n" + Before));
        void ImportAs(Right right, HashSet<int>? counties) => new ImportAreas(list, 2020).Run(test.Registry, new Actor("somebody", new HashSet<Right> { right }, counties));

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ImportAs(Right.WriteHouseholds, null)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ImportAs(Right.WriteAreas, [0, 1, 2])).Problem.Number);
        ImportAs(Right.WriteAreas, null);
    }

    private static void AreaProposalFile(TestRegistry test, AreaImport done)
    {
        using var file = System.IO.File.Create(test.File("proposals.csv"));
        AreaProposal.Write(file, done.Proposals);
    }
}
