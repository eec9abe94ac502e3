using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Areas;

/// <summary>What a person says became of areas: joined, divided, abolished, moved to another county.</summary>
public class AreaAnswersTests
{
    private const string Above = "3301,杭州市\n";
    private const string Upper = Above + "330102,上城区\n330102001,清波街道\n330102001001,清波门社区\n";
    private const string Lower = "330104,江干区\n330104001,凯旋街道\n330104001051,景湖社区\n330104001052,南肖埠社区\n";

    [Theory, EachDatabase]
    public void A_village_joined_to_another_ends_and_its_households_are_shown_in_the_other(DatabaseKind kind)
    {
        const string before = Above + "330104,江干区\n330104001,凯旋街道\n330104001051,景湖社区\n330104001052,南肖埠社区\n330104001053,庆和社区";
        var after = before.Replace("\n330104001053,庆和社区", "", StringComparison.Ordinal);
        using var test = new TestRegistry(kind);
        test.Import(2020, before);
        var (joined, other) = (test.Key("330104001053"), test.Key("330104001052"));
        test.Household(joined);

        var asked = test.Import(2021, after);
        Assert.Equal(["gone 330104001053>"], asked.Rows());
        Assert.Equal(joined, test.On(2021).Find(joined)!.Key);

        Assert.Equal(1, test.Import(2021, after, "330104001053,330104001052").Ended);

        Assert.Equal(other, test.On(2021).Find(joined)!.Key);
        Assert.Equal(joined, test.On(2020, 12, 31).Find(joined)!.Key);
        Assert.Null(test.On(2021).ByCode("330104001053"));

        var height = test.Heights();
        Assert.Empty(test.Import(2021, after, "330104001053,330104001052").Proposals);
        Assert.Equal(height, test.Heights());
    }

    [Theory, EachDatabase]
    public void Two_villages_joined_to_a_new_one_both_end_in_it_unless_it_bears_the_name_of_one(DatabaseKind kind)
    {
        const string before = Above + "330104,江干区\n330104001,凯旋街道\n330104001051,景湖社区\n330104001052,南肖埠社区\n330104001053,庆和社区\n330104001054,华家池社区";
        const string after = Above + "330104,江干区\n330104001,凯旋街道\n330104001061,新湖社区\n330104001062,华家池社区居委会";
        using var test = new TestRegistry(kind);
        test.Import(2020, before);
        var (lake, pier, pond, peace) = (test.Key("330104001051"), test.Key("330104001052"), test.Key("330104001054"), test.Key("330104001053"));

        test.Import(2021, after, "330104001051,330104001061\n330104001052,330104001061\n330104001053,330104001062\n330104001054,330104001062");

        var now = test.On(2021);
        Assert.Equal("330104001061", now.Find(lake)!.Code);
        Assert.Equal("330104001061", now.Find(pier)!.Code);
        Assert.NotEqual(lake, now.Find(pier)!.Key);
        Assert.Equal(pond, now.Find(peace)!.Key);
        Assert.Equal("330104001062", now.Find(pond)!.Code);
    }

    [Theory, EachDatabase]
    public void A_divided_village_stands_until_its_households_have_moved(DatabaseKind kind)
    {
        const string before = Above + "330104,江干区\n330104001,凯旋街道\n330104001051,景湖社区";
        const string after = Above + "330104,江干区\n330104001,凯旋街道\n330104001061,东园社区\n330104001062,西园社区";
        const string map = "330104001051,330104001061\n330104001051,330104001062";
        using var test = new TestRegistry(kind);
        test.Import(2020, before);
        var village = test.Key("330104001051");
        var household = test.Household(village);

        Assert.Equal(["stays 330104001051>"], test.Import(2021, after, map).Rows());
        Assert.Equal("景湖社区", test.On(2021).Find(village)!.Name);

        using (var session = test.Registry.Write(Editions.Official))
        {
            var east = test.Key("330104001061", 2021);
            var entry = session.Begin(village.CountyKey, new EntryHead("move within county", new DateOnly(2021, 3, 1)));
            var version = session.Find(Saxaul.Households.Household.Table, village.CountyKey, household)!;
            entry.Change(Saxaul.Households.Household.Table, version, (Saxaul.Households.Household.From(version) with { VillageId = east.Id, PlaceId = east.Id }).ToValues());
            entry.Seal();
            session.Commit();
        }
        // What became of it is known; the map is not needed again.
        Assert.Equal(1, test.Import(2021, after).Ended);
        Assert.Null(test.On(2021).Find(village));
    }

    [Theory, EachDatabase]
    public void A_county_joined_to_another_is_proposed_and_no_household_changes_county_by_itself(DatabaseKind kind)
    {
        var after = Upper + Lower.Replace("330104,江干区\n", "", StringComparison.Ordinal).Replace("330104", "330102", StringComparison.Ordinal).Replace("330102001", "330102014", StringComparison.Ordinal);
        using var test = new TestRegistry(kind);
        test.Import(2020, Upper + Lower);
        var (used, unused, county) = (test.Key("330104001051"), test.Key("330104001052"), test.Key("330104"));
        test.Household(used);

        var asked = test.Import(2021, after);
        Assert.Contains("joined 330104>330102", asked.Rows());

        var done = test.Import(2021, after, "330104,330102");

        // The village without households ended; the other, and what it lies in, stand until the household is moved.
        Assert.Equal(["stays 330104001051>", "stays 330104001>", "stays 330104>"], done.Rows().Order(StringComparer.Ordinal));
        var now = test.On(2021);
        Assert.Equal("江干区/凯旋街道/景湖社区", now.Find(used)!.Path);
        Assert.Null(now.Find(unused));
        Assert.Equal("上城区/凯旋街道/景湖社区", now.ByCode("330102014051")!.Path);
        Assert.NotEqual(county.CountyKey, now.ByCode("330102014051")!.CountyKey);
    }

    [Theory, EachDatabase]
    public void A_township_that_went_to_another_county_is_proposed_as_such_and_there_already(DatabaseKind kind)
    {
        const string without = "330104,江干区\n330104002,采荷街道\n330104002001,青荷社区\n";
        var after = Upper + "330102014,凯旋街道\n330102014051,景湖社区\n330102014052,南肖埠社区\n" + without;
        using var test = new TestRegistry(kind);
        test.Import(2020, Upper + Lower + "330104002,采荷街道\n330104002001,青荷社区\n");

        var asked = test.Import(2021, after);
        Assert.Equal(["moved 330104001>330102014"], asked.Rows());

        var done = test.Import(2021, after, "330104001,330102014");
        Assert.Equal((3, 0), (done.Ended, done.Proposals.Count));
        Assert.Null(test.On(2021).ByCode("330104001051"));
    }

    [Theory, EachDatabase]
    public void An_abolished_township_ends_with_what_lies_in_it(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Upper + Lower);

        var done = test.Import(2021, Upper + "330104,江干区\n", "330104001,");

        Assert.Equal((3, 0), (done.Ended, done.Open));
        Assert.NotNull(test.On(2020, 12, 31).ByCode("330104001051"));
        Assert.Null(test.On(2021).ByCode("330104001051"));
    }

    [Theory]
    [InlineData("330104001059,330104001051")]
    [InlineData("330104001051,330104001059")]
    [InlineData("330104001051,330104001")]
    [InlineData("3301040010,330104001051")]
    [InlineData("330104001051,\n330104001051,330104001052")]
    [InlineData("甲村,330104001052")]
    public void An_answer_that_cannot_be_is_refused_with_its_row_and_nothing_is_written(string map)
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        test.Import(2020, Upper + Lower);
        var height = test.Heights();

        Assert.Equal(3013, Assert.Throws<ProblemException>(() => test.Import(2021, Upper + Lower.Replace("景湖社区", "金湖小区", StringComparison.Ordinal), map)).Problem.Number);
        Assert.Equal(height, test.Heights());
    }

    [Fact]
    public void A_map_needs_the_columns_from_and_to()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);

        Assert.Equal(3013, Assert.Throws<ProblemException>(() => AreaAnswer.Read(test.Write("map.csv", "旧,新\n1,2"))).Problem.Number);
    }
}
