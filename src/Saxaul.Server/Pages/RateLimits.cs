using System;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Saxaul.Server.Pages.SignIn;

namespace Saxaul.Server.Pages;

/// <summary>
/// Counts what somebody asks for against the limits of <see cref="RequestCost"/>: for each user, and for each address that people come from. Whoever opens a registry on this machine without signing in holds the
/// file itself and is not counted.
/// </summary>
internal static class RateLimits
{
    /// <summary>People who may sit behind one address: a whole office comes from the same one.</summary>
    private const int BehindOneAddress = 20;

    /// <summary>Where nobody can say when there will be room again. Seconds.</summary>
    private const int AWhile = 5;

    private static readonly RequestCost Unknown = new(Cost.Look);

    public static void Add(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            Limiter((context, cost) => UserOf(context, cost) is { } user ? Often(cost, "user " + user, 1) : null),
            Limiter((context, cost) => AddressOf(context) is { } address ? Often(cost, "from " + address, cost.Cost == Cost.Door ? 1 : BehindOneAddress) : null),
            Limiter((context, cost) => UserOf(context, cost) is { } user ? Together(cost, "user " + user, 1)
                : AddressOf(context) is { } address ? Together(cost, "from " + address, cost.Cost == Cost.Door ? 1 : BehindOneAddress) : null));
        options.OnRejected = (refused, _) => Refuse(refused.HttpContext,
            refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : AWhile);
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, RequestCost, RateLimitPartition<(Cost, string)>?> partition) =>
        PartitionedRateLimiter.Create<HttpContext, (Cost, string)>(context =>
            partition(context, context.GetEndpoint()?.Metadata.GetMetadata<RequestCost>() ?? Unknown) ?? RateLimitPartition.GetNoLimiter((default(Cost), "")));

    private static RateLimitPartition<(Cost, string)> Often(RequestCost cost, string who, int people) =>
        RateLimitPartition.GetTokenBucketLimiter((cost.Cost, who), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = cost.Limit.AtOnce * people, TokensPerPeriod = people, ReplenishmentPeriod = cost.Limit.OneMoreEvery,
        });

    private static RateLimitPartition<(Cost, string)> Together(RequestCost cost, string who, int people) =>
        RateLimitPartition.GetConcurrencyLimiter((cost.Cost, who), _ => new ConcurrencyLimiterOptions { PermitLimit = cost.Limit.Together * people, QueueLimit = cost.Limit.Together * people });

    /// <summary>Null for nobody in particular.</summary>
    private static string? UserOf(HttpContext context, RequestCost cost) =>
        cost.Cost != Cost.Door && Visitors.Of(context) is var visitor ? visitor.Session?.Name ?? visitor.Chosen?.Actor.Name : null;

    /// <summary>Of the newer kind of address the half that names a line: whoever has one has all the others on it. Null for whoever did not have to sign in.</summary>
    private static string? AddressOf(HttpContext context)
    {
        if (Visitors.Of(context) is { IsIn: true, Session: null, Chosen: null } || context.Connection.RemoteIpAddress is not { } address)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static ValueTask Refuse(HttpContext context, int seconds)
    {
        // The page that says so begins its answer anew.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        throw new ProblemException(Problem.TooFast(seconds));
    }
}
