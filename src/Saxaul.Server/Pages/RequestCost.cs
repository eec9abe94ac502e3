using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Saxaul.Server.Pages;

/// <summary>What asking for an address costs this machine, or gives away to somebody who asks for all of them.</summary>
internal enum Cost
{
    /// <summary>A page.</summary>
    Look,

    /// <summary>A form.</summary>
    Change,

    /// <summary>What somebody searches for.</summary>
    Search,

    /// <summary>What is covered of a household, asked for.</summary>
    Uncover,

    /// <summary>Many households at once, on paper or as a file.</summary>
    Take,

    /// <summary>Lists handed over.</summary>
    HandOver,

    /// <summary>A form that anybody may send, above all signing in.</summary>
    Door,
}

/// <summary>How often something may be asked for.</summary>
/// <param name="AtOnce">So many one after another without a pause.</param>
/// <param name="OneMoreEvery">After that, one more each time this has passed.</param>
/// <param name="Together">So many at the same time; as many more wait.</param>
/// <param name="Longest">How long a request may take, with all its waiting.</param>
internal sealed record CostLimit(int AtOnce, TimeSpan OneMoreEvery, int Together, TimeSpan Longest);

/// <summary>What an address costs; every address of <see cref="PageList"/> has one, whoever adds it need not think of it.</summary>
internal sealed record RequestCost(Cost Cost)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>They leave an office that works fast alone, and stop a program that reads or tries everything.</summary>
    public static IReadOnlyDictionary<Cost, CostLimit> Limits { get; } = new Dictionary<Cost, CostLimit>
    {
        [Cost.Look] = new(300, Second / 10, 20, TimeSpan.FromMinutes(2)),
        [Cost.Change] = new(100, Second / 2, 10, TimeSpan.FromMinutes(2)),
        [Cost.Search] = new(100, Second / 3, 5, TimeSpan.FromMinutes(2)),
        // Somebody at a counter, or with a stack of forms; who asks for all of a county is stopped.
        [Cost.Uncover] = new(40, Second * 5, 5, TimeSpan.FromMinutes(2)),
        [Cost.Take] = new(30, Second * 2, 3, TimeSpan.FromMinutes(10)),
        // A slow line may need long for what a county hands over.
        [Cost.HandOver] = new(30, Second * 5, 3, TimeSpan.FromMinutes(30)),
        // Counted for a whole office that comes in the morning: of nobody in particular.
        [Cost.Door] = new(60, Second, 10, TimeSpan.FromSeconds(30)),
    };

    /// <summary>Addresses that cost more than their method says. Every other one is a page or a form.</summary>
    public static IReadOnlyDictionary<(string Method, string Address), Cost> Dear { get; } = new Dictionary<(string, string), Cost>
    {
        [("GET", "/search")] = Cost.Search,
        [("POST", "/households/{id}/uncover")] = Cost.Uncover,
        [("GET", "/requests/{id}/everything")] = Cost.Uncover,
        [("POST", "/imports")] = Cost.HandOver,
        [("POST", "/imports/{id}")] = Cost.HandOver,
        [("GET", "/areas/{code}/book")] = Cost.Take,
        [("GET", "/areas/{code}/cards")] = Cost.Take,
        [("GET", "/households/{id}/card")] = Cost.Take,
        [("GET", "/households/{id}/wall")] = Cost.Take,
        [("GET", "/imports/batches/{id}/findings.{format}")] = Cost.Take,
        [("GET", "/imports/files/{id}/findings.xlsx")] = Cost.Take,
        [("POST", "/practice")] = Cost.Take,
    };

    public CostLimit Limit => Limits[Cost];

    /// <summary>How long a request may take, where nothing else is said of it.</summary>
    public static RequestTimeoutPolicy Time { get; } = TimeOf(Limits[Cost.Look]);

    /// <summary>Says of every address of a group what it costs and how long it may take.</summary>
    public static void Say(IEndpointConventionBuilder addresses) => addresses.Finally(address =>
    {
        var cost = Of(address);
        address.Metadata.Add(cost);
        if (cost.Limit.Longest != Time.Timeout)
            address.Metadata.Add(TimeOf(cost.Limit));
    });

    private static RequestTimeoutPolicy TimeOf(CostLimit limit) => new() { Timeout = limit.Longest, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable };

    private static RequestCost Of(EndpointBuilder address)
    {
        var form = address.Metadata.OfType<HttpMethodMetadata>().Any(methods => methods.HttpMethods.Contains(HttpMethods.Post));
        if (Dear.TryGetValue((form ? "POST" : "GET", (address as RouteEndpointBuilder)?.RoutePattern.RawText ?? ""), out var dear))
            return new RequestCost(dear);
        return new RequestCost(!form ? Cost.Look : address.Metadata.OfType<RightNeeded>().Any(needed => needed.Right is null) ? Cost.Door : Cost.Change);
    }
}
