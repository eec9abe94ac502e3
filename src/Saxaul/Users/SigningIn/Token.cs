using System;
using System.Buffers.Text;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Saxaul.Database;
using Saxaul.Intake;

namespace Saxaul.Users.SigningIn;

/// <summary>Random tokens for browsers and codes for people. Only their keyed hash rests in the database.</summary>
internal static class Token
{
    /// <summary>Letters and digits that nobody takes for another (Crockford's base 32).</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>256 random bits, for a cookie.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A code that a person types, in groups of five letters and digits, 25 bits each.</summary>
    public static string Code(int groups) => string.Join('-', Enumerable.Range(0, groups).Select(_ => new string(RandomNumberGenerator.GetItems<char>(Letters, 5))));

    /// <summary>A code as it was made, however it was typed.</summary>
    public static string Typed(string code) => new([.. code.Select(WrittenText.Narrow).Select(char.ToUpperInvariant).Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter })]);

    /// <summary>What is kept of it. With whose it is in the hash, a row that somebody moves to another user fits nothing.</summary>
    public static byte[] Hash(Secrets secrets, string purpose, params ReadOnlySpan<object> parts)
    {
        var text = new StringBuilder("sign-in ").Append(purpose);
        foreach (var part in parts)
            text.Append('\n').Append(part);
        return secrets.Mark(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
