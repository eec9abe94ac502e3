using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Saxaul.Server.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>The log says what was done how fast, and nothing about anybody.</summary>
public sealed class RequestLogTests
{
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Values)> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Enqueue((logLevel, formatter(state, exception),
            (state as IEnumerable<KeyValuePair<string, object?>>)?.ToDictionary() ?? []));

        public void Dispose()
        {
        }
    }

    private static Lines Listen(ServedRegistry served)
    {
        var lines = new Lines();
        served.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        return lines;
    }

    [Theory]
    [InlineData(LogForm.Text)]
    [InlineData(LogForm.Json)]
    internal async Task A_request_is_one_line_with_the_pattern_of_its_address(LogForm form)
    {
        await using var served = await ServedRegistry.Start(log: form);
        var household = await served.HouseholdAddress("6510000001");
        var lines = Listen(served);
        await served.Get(household);

        var line = Assert.Single(lines.Written);
        Assert.Equal("GET", line.Values["Method"]);
        Assert.Equal("/households/{id}", line.Values["Route"]);
        Assert.Equal(200, line.Values["Status"]);
        Assert.InRange((double)line.Values["Milliseconds"]!, 0, double.MaxValue);
        Assert.DoesNotContain(household.Split('/')[^1], line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asked_stands_there_under_a_sign_that_only_the_registry_can_turn_into_a_name()
    {
        await using var served = await ServedRegistry.Start(demo: true, log: LogForm.Json);
        var lines = Listen(served);
        await served.Be("county");
        await served.Get("/areas/652902");
        await served.Get("/warnings?area=652902");
        await served.Be("prefecture");
        await served.Get("/areas/652902");

        var signs = lines.Written.Where(line => line.Values["Route"] is "/areas/{code}" or "/warnings").Select(line => line.Values["User"]).ToList();
        Assert.Equal(signs[0], signs[1]);
        Assert.NotEqual(signs[0], signs[2]);
        Assert.Equal("-", lines.Written.First(line => line.Values["Route"] is "/sign-in").Values["User"]);
        Assert.All(lines.Written, line => Assert.DoesNotContain("county", line.Text, StringComparison.Ordinal));
        await using var other = await ServedRegistry.Start(empty: true);
        Assert.NotEqual(RequestLog.SignOf(served.Registry, Actor.Operator("county")), RequestLog.SignOf(other.Registry, Actor.Operator("county")));
    }

    [Theory]
    [InlineData("/卡德尔")]
    [InlineData("/households/999019196309248931")]
    [InlineData("/areas/652902/households?counted=19900001234")]
    [InlineData("/search?for=19900001234")]
    public async Task Nothing_that_an_address_holds_is_repeated(string address)
    {
        await using var served = await ServedRegistry.Start(log: LogForm.Json);
        var lines = Listen(served);
        using var answer = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.NotEmpty(lines.Written);
        Assert.All(lines.Written, line =>
        {
            Assert.DoesNotContain("卡德尔", line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("9990191", line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("19900001234", line.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Without_being_asked_for_no_request_is_written_down()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var lines = Listen(served);
        await served.Get("/help");
        Assert.Empty(lines.Written);
    }

    [Fact]
    public async Task What_was_not_allowed_is_written_down_in_any_case()
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        var lines = Listen(served);
        await served.Get("/areas/652902", HttpStatusCode.Forbidden);

        var line = Assert.Single(lines.Written);
        Assert.Equal((LogLevel.Warning, "/areas/{code}", 403), (line.Level, line.Values["Route"], line.Values["Status"]));
    }

    [Fact]
    public async Task What_failed_is_written_with_its_place_in_the_program_and_without_what_it_said()
    {
        await using var served = await ServedRegistry.Start();
        var household = await served.HouseholdAddress("6510000001");
        using (var behind = new SqliteConnection($"Data Source={Path.Combine(served.Folder, "registry.db")}"))
        {
            behind.Open();
            using var rename = behind.CreateCommand();
            rename.CommandText = "ALTER TABLE household RENAME TO somewhere_else";
            rename.ExecuteNonQuery();
        }
        var lines = Listen(served);
        var page = await served.Get(household, HttpStatusCode.InternalServerError);

        var line = Assert.Single(lines.Written, line => line.Level == LogLevel.Error);
        Assert.Contains("SqliteException", line.Text, StringComparison.Ordinal);
        Assert.Contains("ReadHousehold", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("no such table", line.Text, StringComparison.Ordinal);
        // Who reads the number on the telephone is found in the log by it.
        Assert.Contains(line.Values["Reference"]!.ToString()!, page.QuerySelector("main .sentence")!.TextContent, StringComparison.Ordinal);
    }
}
