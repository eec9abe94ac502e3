using System.Linq;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Screening;

public class KeyFiguresTests
{
    private static KeyFigures Read(Screened screened, Actor actor, params long[] ids) =>
        KeyFigures.Read(screened.Example.Registry, actor, screened.Example.Store, new Policies(screened.Example.Registry, screened.Example.Store), Screened.County, ids, Screened.Day);

    [Theory, EachDatabase]
    public void Net_income_a_head_groups_and_protections_of_many_households_and_what_is_unknown_stays_unknown(DatabaseKind kind)
    {
        using var screened = new Screened(kind);
        var known = screened.Example.Register(Screened.County, screened.Villages[0], "1",
            new Known { ["kind"] = "edge", ["relocated"] = true, ["wages"] = 900_000L, ["business"] = 0L, ["property"] = 0L, ["transfer"] = 0L, ["business_cost"] = 100_000L, ["house_grade"] = "d", ["water_safe"] = true },
            new Known { ["age"] = 40 }, new Known { ["age"] = 70 });
        var unknown = screened.Example.Register(Screened.County, screened.Villages[0], "2", new Known { ["relocated"] = false }, new Known());

        var figures = Read(screened, Screened.Official, known, unknown);
        Assert.Equal(["net_income", "net_income_per_head", "rigid_spending"], figures.Columns.Select(column => column.Name));
        Assert.Equal(["8,000", "4,000", null], figures.Of(known).Select(figure => figure.Text));
        Assert.Equal([null, null, null], figures.Of(unknown).Select(figure => figure.Text));
        Assert.Equal(["边缘易致贫户", "易地搬迁户"], figures.GroupsOf(known).Select(group => group.In("zh")));
        Assert.Empty(figures.GroupsOf(unknown));
        // Nobody is of school age, so nobody is missing from school; whether they are insured nobody has said.
        Assert.Equal([("义务教育", true), ("住房安全", false), ("饮水安全", true), ("基本医疗保险", (bool?)null)], figures.ProtectionsOf(known).Select(one => (one.Protection.In("zh"), one.Held)));
        Assert.Empty(figures.Of(known + 1000));
    }

    [Fact]
    public void Nobody_without_the_right_reads_them()
    {
        using var screened = new Screened();
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Read(screened, Actor.Nobody, 1)).Problem.Number);
    }
}
