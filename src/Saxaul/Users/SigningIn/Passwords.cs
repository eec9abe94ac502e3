using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Saxaul.Database;
using Saxaul.Intake;

namespace Saxaul.Users.SigningIn;

/// <summary>
/// Which passwords are taken, and how they are kept: long enough, none that everybody tries first, and otherwise as somebody likes (NIST SP 800-63B). They are hashed by the framework's hasher
/// (PBKDF2) and the hash is encrypted with the user's id.
/// </summary>
internal static class Passwords
{
    public const int Least = 12, Most = 200, FewestLetters = 5;

    /// <summary>Rounds of HMAC-SHA-512, as OWASP's password storage sheet asks.</summary>
    private const int Rounds = 210_000;

    private static readonly string[] Product = ["saxaul", "梭梭"];

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    /// <summary>Checked where there is no password: an unknown name takes as much work as a known one.</summary>
    private static readonly string Nobodys = Hasher.HashPassword("", Token.New());

    private static readonly HashSet<string> Common = ReadCommon();

    /// <summary>Refuses a password that is too easily guessed.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PasswordTooShort"/>, <see cref="Problem.PasswordTooLong"/>, <see cref="Problem.PasswordTooCommon"/></exception>
    public static void Check(string password, User user)
    {
        var length = new StringInfo(password).LengthInTextElements;
        if (length < Least)
            throw new ProblemException(Problem.PasswordTooShort(Least));
        if (password.Length > Most)
            throw new ProblemException(Problem.PasswordTooLong(Most));
        var plain = Plain(password).ToLowerInvariant();
        if (Common.Contains(plain) || plain.Distinct().Count() < FewestLetters || Product.Append(Plain(user.Name).ToLowerInvariant()).Any(word => word.Length > 1 && plain.Contains(word, StringComparison.Ordinal)))
            throw new ProblemException(Problem.PasswordTooCommon());
    }

    /// <summary>The slow part of keeping one, before anything is written: what it gives is kept by <see cref="ChangePassword.Put"/>.</summary>
    public static string Hash(string password) => Hasher.HashPassword("", Plain(password));

    /// <summary>Whether a password is the one that is kept; where none is, it takes as long to say no.</summary>
    public static bool Fits(Secrets secrets, long userId, byte[]? kept, string password)
    {
        var hash = kept is null ? null : Sealed.Open(secrets, userId, kept);
        var fits = password.Length <= Most && Hasher.VerifyHashedPassword("", hash ?? Nobodys, Plain(password)) != PasswordVerificationResult.Failed;
        return fits && hash is not null;
    }

    /// <summary>One text, whether the keyboard wrote full-width letters or ordinary ones.</summary>
    private static string Plain(string password) => string.Concat(password.Select(WrittenText.Narrow));

    private static HashSet<string> ReadCommon()
    {
        using var stream = typeof(Passwords).Assembly.GetManifestResourceStream("Saxaul.Users.SigningIn.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal);
    }
}
