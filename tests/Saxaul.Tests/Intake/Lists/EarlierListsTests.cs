using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class EarlierListsTests
{
    private static void Rosters(IntakeExample example)
    {
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1)));
        example.Import("652929-柯坪县.csv", Roster(Row("2", "艾山", 2, "库木里村", "柯坪镇", "柯坪县")));
    }

    private static string CostsOf(int person, int paid, int stranger) => Costs($"某人,{Number(person)},,,2020-03-06,{paid}", $"陌生人,{Number(stranger)},,,2020-03-07,50000");

    [Theory, EachDatabase]
    public void The_parts_that_two_counties_hand_in_of_one_list_stand_side_by_side(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Rosters(example);
        example.Import("医保局-2020年3月-库车.csv", CostsOf(1, 7000, 301));
        example.Import("医保局-2020年3月-柯坪.csv", CostsOf(2, 8000, 302));

        Assert.Equal(["1 medical", "2 medical"], example.Warnings());
        Assert.Equal(2, Leads.Of(example.Registry, Actor.Operator("official")).Count);
    }

    [Theory, EachDatabase]
    public void A_corrected_part_replaces_its_own_county_s_and_leaves_the_others(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Rosters(example);
        example.Import("医保局-2020年3月-库车.csv", CostsOf(1, 7000, 301));
        example.Import("医保局-2020年3月-柯坪.csv", CostsOf(2, 8000, 302));
        example.Import("医保局-2020年3月-柯坪-更正.csv", CostsOf(2, 100, 303));

        Assert.Equal(["1 medical"], example.Warnings());
        Assert.Equal(2, Leads.Of(example.Registry, Actor.Operator("official")).Count);
    }

    [Theory, EachDatabase]
    public void One_list_of_the_whole_prefecture_replaces_all_its_parts(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Rosters(example);
        example.Import("医保局-2020年3月-库车.csv", CostsOf(1, 7000, 301));
        example.Import("医保局-2020年3月-柯坪.csv", CostsOf(2, 8000, 302));
        example.Import("医保局-2020年3月-全地区.csv", Costs($"某人,{Number(1)},,,2020-03-06,100", $"某人,{Number(2)},,,2020-03-06,200"));

        Assert.Empty(example.Warnings());
        Assert.Empty(Leads.Of(example.Registry, Actor.Operator("official")));
    }
}
