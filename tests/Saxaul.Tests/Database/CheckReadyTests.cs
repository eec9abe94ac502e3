using Saxaul.Database;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Database;

/// <summary>Whether a registry can do its work, on either database.</summary>
public class CheckReadyTests
{
    [Theory, EachDatabase]
    public void A_registry_that_was_just_opened_can_work(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Assert.Empty(CheckReady.Of(test.Registry));
    }

    [Theory, EachDatabase]
    public void One_that_a_newer_program_has_changed_or_whose_tables_are_gone_cannot(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Change(test.Registry, "UPDATE installation SET value = '9999' WHERE name = 'schema'");
        Assert.Equal([NotReady.Schema], CheckReady.Of(test.Registry));
        Change(test.Registry, "DROP TABLE installation");
        Assert.Equal([NotReady.Database], CheckReady.Of(test.Registry));
    }

    [Theory, EachDatabase]
    public void Nor_one_whose_clock_stands_before_what_it_has_recorded(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Change(test.Registry, "INSERT INTO chain (county_key, height, head, next_id, recorded_at, seal) VALUES (9, 0, @head, 1, 9000000000000000, @head)");
        Assert.Equal([NotReady.Clock], CheckReady.Of(test.Registry));
    }

    private static void Change(Registry registry, string statement)
    {
        using var writer = registry.Database.OpenWriter();
        writer.Execute(statement, ("@head", new byte[32]));
        writer.Commit();
    }
}
