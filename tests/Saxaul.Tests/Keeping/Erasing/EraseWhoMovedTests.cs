using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Keeping.Erasing.ErasureExamples;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>A household that moved county is two, and both go.</summary>
public class EraseWhoMovedTests
{
    [Theory, EachDatabase]
    public void A_household_that_moved_county_goes_in_both_and_where_whoever_erases_may_not_it_is_asked_for(DatabaseKind kind)
    {
        foreach (var everywhere in new[] { true, false })
        {
            using var example = new ExampleCounties(kind);
            var official = ExampleCounties.Official;
            new MoveToCounty(example.Family, new Saxaul.Areas.AreaKey(example.OtherCounty, example.Village("652924100200")), ExampleCounties.Spring.AddDays(30)) { Number = "6520000009" }.Run(example.Registry, official);
            var there = FindMoved(example);
            Assert.Equal([example.County], EraseContent.OtherCounties(example.Registry, official, there.CountyKey, "household", there.Id));

            var report = Erase(example.Registry, everywhere ? official : example.OfficialOf(example.OtherCounty)).Household(there.CountyKey, there.Id);

            var left = AsLeft(example, example.County);
            var requests = ReadRequests.OfHousehold(example.Registry, official, example.Family);
            Assert.Equal(everywhere, !left.Contains("卡德尔·艾尔肯"));
            Assert.DoesNotContain("卡德尔·艾尔肯", AsLeft(example, example.OtherCounty));
            Assert.Equal(everywhere ? [] : [example.County], report.Elsewhere);
            Assert.Equal(everywhere ? [] : [(RequestKind.Deletion, RequestState.Open, "county official")], requests.Select(one => (one.Request.Kind, one.Request.State, one.Request.EnteredBy)));
            // Nobody of the household asked, and nothing says so.
            Assert.All(requests, one => Assert.Equal(AskedBy.Office, one.Request.AskedBy));
            Assert.Empty(Verify.Run(example.Registry, official));
            if (everywhere)
                continue;
            // Who may there carries it out.
            new CarryOutDeletion(example.County, requests[0].Id, "个人信息保护法第四十七条", "已清除").Run(example.Registry, Actor.Operator("officer").In(example.County));
            Assert.DoesNotContain("卡德尔·艾尔肯", AsLeft(example, example.County));
            Assert.Empty(Verify.Run(example.Registry, official));
        }
    }

    private static HouseholdKey FindMoved(ExampleCounties example)
    {
        using var connection = example.Registry.Database.OpenReader();
        return new HouseholdKey(example.OtherCounty, AsOf.Now.Read(example.Registry.Database, connection, Saxaul.Households.Household.Table, example.OtherCounty).Single(version => Saxaul.Households.Household.From(version).Number == "6520000009").Id);
    }
}
