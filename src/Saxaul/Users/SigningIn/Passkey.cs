using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>A passkey of a user: a key in their telephone, computer or a stick, unlocked by its owner. Only its public half is here.</summary>
/// <param name="Credential">What the device calls it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Content">What the framework's passkey handler keeps of it, as JSON.</param>
public sealed record Passkey(byte[] Credential, long UserId, string Name, string Content, DateTimeOffset MadeAt, DateTimeOffset? UsedAt)
{
    public const int LongestName = 40;

    public static IReadOnlyList<Passkey> Of(Registry registry, long userId) => Read(registry, "user_id = @value", userId);

    /// <summary>Null when nobody has it.</summary>
    public static Passkey? Find(Registry registry, byte[] credential) => Read(registry, "credential = @value", credential).FirstOrDefault();

    private static List<Passkey> Read(Registry registry, string condition, object value)
    {
        using var connection = registry.Database.OpenReader();
        return [.. connection.Command($"SELECT credential, user_id, name, content, made_at, used_at FROM sign_in_passkey WHERE county_key = @office AND {condition} ORDER BY made_at", ("@office", User.Office), ("@value", value))
            .ToList(reader => (Credential: reader.GetFieldValue<byte[]>(0), UserId: reader.GetInt64(1), Name: reader.GetString(2), Content: reader.GetFieldValue<byte[]>(3), Made: reader.GetInt64(4), Used: reader.LongOrNull(5)))
            .Select(row => (Row: row, Content: Sealed.Open(registry.Database.Secrets, row.UserId, row.Content))).Where(one => one.Content is not null)
            .Select(one => new Passkey(one.Row.Credential, one.Row.UserId, one.Row.Name, one.Content!, Instant.FromMicroseconds(one.Row.Made), one.Row.Used is { } used ? Instant.FromMicroseconds(used) : null))];
    }
}
