using System;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Areas;

public class GazetteerStoreTests
{
    [Theory, EachDatabase]
    public void A_gazetteer_is_read_once_while_only_households_change_and_anew_when_areas_do(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var database = example.Registry.Database;
        var county = Gazetteer.Read(database, [example.County]);
        var counties = Gazetteer.ReadCounties(database);
        new RecordBirth(example.Family, new Newcomer { Name = "努尔", Sex = "female" }, new DateOnly(2020, 5, 1)).Run(example.Registry, ExampleCounties.Official);
        Assert.Same(county, Gazetteer.Read(database, [example.County]));
        Assert.Same(counties, Gazetteer.ReadCounties(database));

        // As another process would: its own memory, the same journal.
        using var other = Registry.Open(example.Target, example.Clock, keyFile: example.KeyFile);
        var before = Gazetteer.Read(other.Database, [example.County]);
        new AnswerPlace(new AreaKey(example.County, Area.CountyId), "努特", new AreaKey(example.County, example.Village("652902105201"))).Run(example.Registry, ExampleCounties.Official);
        Assert.NotSame(county, Gazetteer.Read(database, [example.County]));
        Assert.NotSame(before, Gazetteer.Read(other.Database, [example.County]));
        Assert.Same(Gazetteer.Read(other.Database, [example.OtherCounty]), Gazetteer.Read(other.Database, [example.OtherCounty]));
    }

    [Theory, EachDatabase]
    public void Where_somebodys_rights_hold_is_worked_out_once_while_no_area_changes(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var team = ExampleCounties.Official.Within(example.County, example.Village("652902105201"));
        Reach? Now() => Reach.Of(example.Registry.Database, team, Right.ReadHouseholds, example.County);
        var reach = Now();
        new RecordBirth(example.Family, new Newcomer { Name = "努尔", Sex = "female" }, new DateOnly(2020, 5, 1)).Run(example.Registry, ExampleCounties.Official);
        Assert.Same(reach, Now());
        new AnswerPlace(new AreaKey(example.County, Area.CountyId), "努特", new AreaKey(example.County, example.Village("652902105201"))).Run(example.Registry, ExampleCounties.Official);
        Assert.NotSame(reach, Now());
        Assert.True(Now()!.Contains(example.Village("652902105201")));
    }

    [Theory, EachDatabase]
    public void Another_day_or_moment_has_its_own(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Empty(Gazetteer.ReadCounties(example.Registry.Database, new DateOnly(2019, 12, 31)).Counties);
        Assert.Equal(2, Gazetteer.ReadCounties(example.Registry.Database, new DateOnly(2020, 1, 1)).Counties.Count);
        Assert.Empty(Gazetteer.ReadCounties(example.Registry.Database, null, DateTimeOffset.UnixEpoch).Counties);
    }
}
