using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Saxaul.Database;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Whether it lives and can work, in one word for anybody.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Whoever_watches_over_it_learns_that_it_lives_and_can_work_without_signing_in()
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        Assert.Equal("live\n", await Ask(served, "/health/live", HttpStatusCode.OK));
        Assert.Equal("ready\n", await Ask(served, "/health/ready", HttpStatusCode.OK));
        Assert.Empty(CheckReady.Of(served.Registry));
    }

    [Theory]
    [InlineData("UPDATE installation SET value = '9999' WHERE name = 'schema'", NotReady.Schema)]
    [InlineData("ALTER TABLE installation RENAME TO gone", NotReady.Database)]
    [InlineData("UPDATE chain SET recorded_at = 9000000000000000", NotReady.Clock)]
    public async Task What_is_wrong_with_the_registry_is_not_told_to_strangers(string change, NotReady found)
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        using (var behind = new SqliteConnection($"Data Source={Path.Combine(served.Folder, "registry.db")}"))
        {
            behind.Open();
            using var command = behind.CreateCommand();
            command.CommandText = change;
            command.ExecuteNonQuery();
        }
        Assert.Equal([found], CheckReady.Of(served.Registry));
        Assert.Equal("not ready\n", await Ask(served, "/health/ready", HttpStatusCode.ServiceUnavailable));
        // It lives all the same: beginning it anew would help nobody.
        Assert.Equal("live\n", await Ask(served, "/health/live", HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_noticed()
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody, time: new FakeTimeProvider(new DateTimeOffset(1970, 1, 2, 0, 0, 0, TimeSpan.Zero)), empty: true);
        Assert.Equal([NotReady.Clock], CheckReady.Of(served.Registry));
        await Ask(served, "/health/ready", HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<string> Ask(ServedRegistry served, string address, HttpStatusCode expected)
    {
        using var answer = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
