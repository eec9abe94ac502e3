using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>
/// Slows whoever guesses, without locking anybody out. Wrong tries are counted for a name in a browser that its user has signed in with before, and apart from these for the same name everywhere else: what
/// strangers try never makes its own user wait. Strangers are counted by their address too, whatever names they try. A try is counted before it is looked at, so that many at once count as many. Names that
/// nobody has are counted like others.
/// </summary>
internal sealed class Tries
{
    /// <summary>So many wrong tries are everybody's; after them each further one waits twice as long.</summary>
    private const int Free = 5;

    /// <summary>An office may have one address for all its people.</summary>
    private const int FreeOfAddress = 30;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromMinutes(15), Forgotten = TimeSpan.FromDays(1);

    private readonly byte[]? ofName;
    private readonly byte[]? ofAddress;

    private Tries(byte[]? ofName, byte[]? ofAddress) => (this.ofName, this.ofAddress) = (ofName, ofAddress);

    /// <summary>How many wrong tries there are with this one, if it is wrong.</summary>
    public int Failures { get; private init; }

    /// <summary>Whether whoever tries next has to wait for the first time.</summary>
    public bool BeginsToSlow => Failures == Free;

    /// <summary>Counts a try of something that can be guessed.</summary>
    /// <param name="kind">A password or a second factor.</param>
    /// <param name="name">As it was typed.</param>
    /// <param name="isKnown">Whether the user of that name has signed in with the browser before.</param>
    /// <exception cref="ProblemException"><see cref="Problem.SlowDown"/>: it is not looked at.</exception>
    public static Tries Begin(RegistryDatabase database, string kind, string name, Browser browser, bool isKnown)
    {
        var ofName = isKnown ? Token.Hash(database.Secrets, "tries", kind, name, browser.Device!) : Token.Hash(database.Secrets, "tries", kind, name);
        return Count(database, ofName, isKnown ? null : OfAddress(database, browser));
    }

    /// <summary>Counts a try of what nobody guesses, by its address alone: strangers must not make the name's own user wait.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.SlowDown"/></exception>
    public static Tries BeginUnguessable(RegistryDatabase database, Browser browser) => Count(database, null, OfAddress(database, browser));

    /// <summary>
    /// It was right: the name's wrong tries here are forgotten. Of those of an address this one is taken back, so that an office which comes in the morning is not slowed; not the others, else whoever has one
    /// password could try any number of others.
    /// </summary>
    public void Succeeded(WriteConnection writer)
    {
        if (ofName is not null)
            writer.Execute("DELETE FROM sign_in_try WHERE county_key = @office AND what = @what", ("@office", User.Office), ("@what", ofName));
        if (ofAddress is not null)
            writer.Execute("UPDATE sign_in_try SET failures = failures - 1 WHERE county_key = @office AND what = @what AND failures > 0", ("@office", User.Office), ("@what", ofAddress));
    }

    private static byte[] OfAddress(RegistryDatabase database, Browser browser) => Token.Hash(database.Secrets, "tries from", browser.Address);

    private static Tries Count(RegistryDatabase database, byte[]? ofName, byte[]? ofAddress)
    {
        List<(byte[] What, int Free)> counts = [.. ofName is null ? [] : new[] { (ofName, Free) }, .. ofAddress is null ? [] : new[] { (ofAddress, FreeOfAddress) }];
        var now = database.Time.GetUtcNow();
        using var writer = database.OpenWriter();
        writer.Execute("DELETE FROM sign_in_try WHERE county_key = @office AND last_at < @old", ("@office", User.Office), ("@old", Instant.ToMicroseconds(now - Forgotten)));
        // In one order for everybody: two who try at once do not wait for each other's rows.
        var before = counts.OrderBy(one => Convert.ToHexString(one.What), StringComparer.Ordinal).Select(one => (one.What, Found: Wait(database, writer, one.What, one.Free, now))).ToList();
        if (before.Max(one => one.Found.Left) is var wait && wait > TimeSpan.Zero)
            throw new ProblemException(Problem.SlowDown(wait));
        foreach (var (what, _) in before)
            writer.Execute("UPDATE sign_in_try SET failures = failures + 1, last_at = @now WHERE county_key = @office AND what = @what", ("@office", User.Office), ("@what", what), ("@now", Instant.ToMicroseconds(now)));
        writer.Commit();
        return new Tries(ofName, ofAddress) { Failures = before.Find(one => one.What == (ofName ?? ofAddress)).Found.Failures + 1 };
    }

    private static (int Failures, TimeSpan Left) Wait(RegistryDatabase database, WriteConnection writer, byte[] what, int free, DateTimeOffset now)
    {
        writer.Execute("INSERT INTO sign_in_try (county_key, what, failures, last_at) VALUES (@office, @what, 0, @now) ON CONFLICT DO NOTHING", ("@office", User.Office), ("@what", what), ("@now", Instant.ToMicroseconds(now)));
        var (failures, last) = writer.Command($"SELECT failures, last_at FROM sign_in_try WHERE county_key = @office AND what = @what {database.ForUpdate}", ("@office", User.Office), ("@what", what))
            .ToList(reader => (reader.GetInt32(0), Instant.FromMicroseconds(reader.GetInt64(1))))[0];
        if (failures < free)
            return (failures, TimeSpan.Zero);
        var whole = TimeSpan.FromSeconds(Math.Min(First.TotalSeconds * Math.Pow(2, failures - free), Longest.TotalSeconds));
        return (failures, whole - (now - last));
    }
}
