using Saxaul.Keeping.Erasing;
using Saxaul.Tests.Intake;
using Xunit;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>By what somebody is told from others of their name.</summary>
public class KnownByTests
{
    [Fact]
    public void Of_two_of_one_name_a_whole_number_tells_who_is_meant()
    {
        var (mine, other) = (IntakeExample.Number(1), IntakeExample.Number(2));
        Assert.True(new KnownBy(["买买提"], [mine], []).Is("买买提", mine));
        Assert.True(new KnownBy(["买买提"], [mine], []).Is("买买提", null));
        Assert.False(new KnownBy(["买买提"], [mine], []).Is("买买提", other));
    }

    [Fact]
    public void A_files_cells_are_not_taken_for_a_household_because_its_number_is_short()
    {
        Assert.False(new KnownBy(["买买提"], ["19900001234"], ["7"]).StandsIn("7"));
        Assert.False(new KnownBy(["买买提"], ["19900001234"], ["7"]).StandsIn("2017-07-07"));
        Assert.True(new KnownBy(["买买提"], ["19900001234"], ["6510000007"]).StandsIn(" 6510000007"));
        Assert.True(new KnownBy(["买买提"], ["19900001234"], ["7"]).StandsIn("电话:199-0000-1234"));
        Assert.True(new KnownBy(["托合提·买买提"], [], []).StandsIn("由户主托合提·买买提代领"));
        Assert.True(new KnownBy(["古丽"], [], []).StandsIn("古丽(户主)、女"));
        Assert.False(new KnownBy(["古丽"], [], []).StandsIn("古丽娜尔"));
    }
}
