using System;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Journals;

public class WriteSessionTests
{
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly DateOnly Spring = new(2020, 4, 1);

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2020, 4, 1, 1, 0, 0, TimeSpan.Zero);
    }

    private static void Add(WriteSession session, int county, string heading)
    {
        var entry = session.Begin(county, new EntryHead("remember heading", Spring));
        entry.Add(RememberedHeading.Table, new RememberedHeading(heading, "name").ToValues());
        entry.Seal();
    }

    [Theory, EachDatabase]
    public void Moments_rise_within_a_county_even_while_the_clock_stands(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind, new StandingClock());
        for (var i = 0; i < 3; i++)
        {
            using var session = test.Registry.Write(Official);
            Add(session, 1, $"a{i}");
            Add(session, 1, $"b{i}");
            session.Commit();
        }
        using var reader = test.Registry.Database.OpenReader();
        var moments = reader.Command("SELECT recorded_at FROM journal WHERE county_key = 1 ORDER BY height").ToList(row => row.GetInt64(0));
        Assert.Equal(moments.Distinct().Order(), moments);
        Assert.Equal([1L, 2, 3, 4, 5, 6], moments.Select(moment => AsOf.HeightAt(reader, 1, Instant.FromMicroseconds(moment))));
        Assert.Equal(0, AsOf.HeightAt(reader, 1, Instant.FromMicroseconds(moments[0] - 1)));
    }

    [Theory, EachDatabase]
    public async Task Sessions_of_one_new_county_wait_for_each_other_and_make_one_chain(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                using var session = test.Registry.Write(Official);
                Add(session, 1, $"{writer} {i}");
                session.Commit();
            }
        }, TestContext.Current.CancellationToken)));

        using var reader = test.Registry.Database.OpenReader();
        Assert.Equal(Enumerable.Range(1, 20).Select(height => (long)height), reader.Command("SELECT height FROM journal WHERE county_key = 1 ORDER BY height").ToList(row => row.GetInt64(0)));
        Assert.Empty(Verify.Run(test.Registry, Official));
    }
}
