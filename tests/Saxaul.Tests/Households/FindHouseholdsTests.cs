using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class FindHouseholdsTests
{
    private static List<long> Find(ExampleCounties example, string sought, Actor? actor = null) =>
        [.. new FindHouseholds(sought).Run(example.Registry, actor ?? ExampleCounties.Official).Select(found => found.Id)];

    [Theory, EachDatabase]
    public void A_household_is_found_by_its_number_a_members_number_its_last_four_a_name_and_its_address(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        foreach (var sought in new[] { "6510000001", "６510000001 ", ExampleCounties.Gul, "999037 19630722 7961", "8931", "卡德尔．艾尔肯", "艾尔肯", example.Read(example.Family).PublicId })
            Assert.Equal([example.Family.Id], Find(example, sought));
        var listed = Assert.Single(new FindHouseholds("8931").Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(("6510000001", "卡德尔·艾尔肯", 3), (listed.Number, listed.Head, listed.Members));
    }

    [Theory, EachDatabase]
    public void An_old_number_that_cannot_be_checked_is_found_too(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new GiveDocument(new PersonKey(example.County, example.Person(example.Alone, "买买提")), "999001500101003", null).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([example.Alone.Id], Find(example, "999001500101003"));
    }

    [Theory, EachDatabase]
    public void Nobody_is_found_who_is_not_there_or_in_a_county_one_may_not_read(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.All(["", " ", "6510000009", "999019196309248932", "0000", "某某", "%", "' OR 1=1 --", new string('0', 32)], sought => Assert.Empty(Find(example, sought)));
        foreach (var sought in new[] { "6510000001", ExampleCounties.Gul, "8931", "古丽", example.Read(example.Family).PublicId })
            Assert.Empty(Find(example, sought, example.OfficialOf(example.OtherCounty)));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Find(example, "古丽", Actor.Nobody)).Problem.Number);
    }
}
