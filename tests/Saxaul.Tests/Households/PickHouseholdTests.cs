using System;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class PickHouseholdTests
{
    private static int Refused(PickHousehold pick, ExampleCounties example, Actor? actor = null) =>
        Assert.Throws<ProblemException>(() => pick.Run(example.Registry, actor ?? ExampleCounties.Official)).Problem.Number;

    [Theory, EachDatabase]
    public void A_household_is_meant_by_its_number_or_by_its_page_s_address(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var address = example.Registry.Database.Secrets.PublicId(example.Family.CountyKey, example.Family.Id);

        foreach (var written in new[] { "6510000001", " ６５１０００００01 ", address, address.ToUpperInvariant() })
            Assert.Equal(example.Family, new PickHousehold(written).Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(example.Family, new PickHousehold("6510000001", "652902").Run(example.Registry, ExampleCounties.Official));
        foreach (var written in new[] { "", "6510000003", "卡德尔·艾尔肯", ExampleCounties.Kadir, new string('0', 32), example.Registry.Database.Secrets.PublicId(example.Family.CountyKey, 999_999) })
            Assert.Equal(4001, Refused(new PickHousehold(written), example));
        Assert.Equal(4001, Refused(new PickHousehold("6510000001", "652924"), example));
    }

    [Theory, EachDatabase]
    public void One_that_moved_is_the_one_that_goes_on_and_the_one_before_by_its_county(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var village = new AreaKey(example.OtherCounty, example.Village("652924100200"));
        var there = new MoveToCounty(example.Family, village, new DateOnly(2020, 6, 1)) { Number = "6510000001" }.Run(example.Registry, ExampleCounties.Official)[0];

        Assert.Equal(there, new PickHousehold("6510000001").Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(example.Family, new PickHousehold("6510000001", "652902").Run(example.Registry, ExampleCounties.Official));
    }

    [Fact]
    public void A_number_of_several_counties_is_asked_about_naming_only_those_that_one_may_read()
    {
        using var example = new ExampleCounties(DatabaseKind.Sqlite);
        example.Import("沙雅县.csv", "县,乡镇,行政村,户编号,姓名,与户主关系\n沙雅县,沙雅镇,城郊村,6510000001,阿不都,户主\n");

        Assert.Equal(4038, Refused(new PickHousehold("6510000001"), example));
        Assert.Equal(example.Family, new PickHousehold("6510000001").Run(example.Registry, example.OfficialOf(example.County)));
        Assert.Equal(7001, Refused(new PickHousehold("6510000001"), example, Actor.Nobody));
    }
}
