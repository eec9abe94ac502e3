using System;
using System.IO;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Areas;

/// <summary>The published lists of a whole prefecture, where they are at hand: in the folder SAXAUL_SHARED, or in "shared" beside the repository.</summary>
public class WholeEditionTests
{
    private static readonly string? Lists = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SAXAUL_SHARED") is { Length: > 0 } given)
            return Path.Combine(given, "areas");
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Saxaul.slnx")))
            folder = folder.Parent;
        return folder?.Parent is { } beside && Directory.Exists(Path.Combine(beside.FullName, "shared", "areas")) ? Path.Combine(beside.FullName, "shared", "areas") : null;
    }

    [Theory, EachDatabase]
    public void An_edition_over_another_accounts_for_every_area_and_again_changes_nothing(DatabaseKind kind)
    {
        Assert.SkipWhen(Lists is null, "The published lists are not at hand.");
        using var test = new TestRegistry(kind);
        var (before, after) = (AreaList.Read(Path.Combine(Lists!, "aksu-2020.csv")), AreaList.Read(Path.Combine(Lists!, "aksu-2021.csv")));
        new ImportAreas(before, 2020).Run(test.Registry, Editions.Official);
        var keys = test.On(2020).All.ToDictionary(place => place.Code, place => place.Key);

        var done = new ImportAreas(after, 2021).Run(test.Registry, Editions.Official);

        Assert.Equal(after.Count, done.Unchanged + done.Renamed + done.Recoded + done.Added + done.Waiting);
        Assert.Equal(before.Count, done.Unchanged + done.Renamed + done.Recoded + done.Ended + done.Open);
        Assert.Equal(before.Select(area => (area.Code, area.Name)), test.On(2020, 12, 31).All.OrderBy(place => place.Level).ThenBy(place => place.Code, StringComparer.Ordinal).Select(place => (place.Code, place.Name)));
        var now = test.On(2021);
        Assert.All(keys.Values, key => Assert.NotNull(now.Find(key)));
        var height = test.Heights();
        var again = new ImportAreas(after, 2021).Run(test.Registry, Editions.Official);
        Assert.Equal((0, 0), (again.Added, again.Recoded + again.Renamed));
        Assert.Equal(height, test.Heights());
    }

    [Fact]
    public void Every_village_of_the_published_list_is_found_from_its_own_names()
    {
        Assert.SkipWhen(Lists is null, "The published lists are not at hand.");
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        new ImportAreas(AreaList.Read(Path.Combine(Lists!, "aksu-2020.csv")), 2020).Run(test.Registry, Editions.Official);

        ResolvePlaceTests.AllResolveToThemselves(test.On(2020));
    }
}
