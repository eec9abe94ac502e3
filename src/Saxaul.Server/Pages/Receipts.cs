using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Microsoft.AspNetCore.Http;
using Saxaul.Households;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>That a form was done, in words of a <c>texts.yaml</c>.</summary>
/// <param name="Key">Of the sentence.</param>
/// <param name="Count">Its n.</param>
internal sealed record Receipt(string Key, int? Count = null);

/// <summary>That somebody was shown nothing of a household, since what for was not said as it has to be; with what they had chosen and typed, to mend it.</summary>
/// <param name="Back">Where they wanted to see it.</param>
internal sealed record NotUncovered(HouseholdKey Household, Problem Refused, string? Purpose, string? Words, string Back);

/// <summary>What somebody had filled into a form before they were shown what it puts right, to go on with it then.</summary>
/// <param name="Path">Of the form's page.</param>
internal sealed record TypedBefore(string Path, IFormCollection Fields);

/// <summary>
/// What came of a form, for the page that it leads to: an address can be made up and is written down in many places, so only an id stands in it that nobody guesses, and only who sent the form is
/// shown what it stands for. Kept in memory for an hour: what counts stands in the journal.
/// </summary>
internal sealed class Receipts(TimeProvider time)
{
    /// <summary>The name of the id in an address.</summary>
    public const string Parameter = "receipt";

    /// <summary>An address of ours without one.</summary>
    public static string Without(string address)
    {
        var parts = address.Split('?', 2);
        return parts is [var path, var query] && query.Split('&').Where(one => !one.StartsWith(Parameter + "=", StringComparison.Ordinal)).ToList() is { } others ? path + (others.Count > 0 ? "?" + string.Join('&', others) : "") : address;
    }

    private const int Most = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock changing = new();
    private readonly Dictionary<string, (string Actor, string Registry, object What, DateTimeOffset At)> kept = new(StringComparer.Ordinal);

    /// <param name="registry">The name of the one that it was done in: what was done to a copy is not shown of the real one.</param>
    /// <returns>The id.</returns>
    public string Keep(Actor actor, string registry, object what)
    {
        var (id, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), time.GetUtcNow());
        lock (changing)
        {
            var oldest = kept.Count >= Most ? kept.Values.Min(one => one.At) : DateTimeOffset.MinValue;
            foreach (var (old, _) in kept.Where(one => one.Value.At <= oldest || now - one.Value.At >= Longest).ToList())
                kept.Remove(old);
            kept[id] = (actor.Name, registry, what, now);
        }
        return id;
    }

    /// <summary>What was kept for somebody; null when it was for another, or was long ago.</summary>
    public T? Find<T>(Actor actor, string registry, string? id) where T : class
    {
        lock (changing)
            return id is not null && kept.TryGetValue(id, out var found) && found.Actor == actor.Name && found.Registry == registry && time.GetUtcNow() - found.At < Longest ? found.What as T : null;
    }
}
