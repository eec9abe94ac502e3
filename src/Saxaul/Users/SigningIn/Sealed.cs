using System;
using System.Globalization;
using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>A user's secret, encrypted together with whose it is: a row that somebody copies to another user opens nothing.</summary>
internal static class Sealed
{
    public static byte[] Put(Secrets secrets, long userId, string secret) => secrets.Seal(Owner(userId) + secret);

    /// <summary>Null when it is somebody else's.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyMissing"/>, <see cref="Problem.SecretDamaged"/></exception>
    public static string? Open(Secrets secrets, long userId, byte[] kept)
    {
        var (text, owner) = (secrets.Open(kept), Owner(userId));
        return text.StartsWith(owner, StringComparison.Ordinal) ? text[owner.Length..] : null;
    }

    private static string Owner(long userId) => userId.ToString(CultureInfo.InvariantCulture) + " ";
}
