using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>How a user comes in, for who looks after users: nothing by which somebody could.</summary>
/// <param name="InvitedUntil">Until when the code of an invitation is good that nobody has used; null when there is none, or no longer.</param>
/// <param name="HasSignedIn">Whether they ever signed in.</param>
/// <param name="HasSecondFactor">Codes of an app, or a passkey.</param>
/// <param name="LinkedTo">The sign-in services of the office that know them, by address.</param>
public sealed record WaysIn(DateTimeOffset? InvitedUntil, bool HasSignedIn, bool HasSecondFactor, IReadOnlyList<string> LinkedTo)
{
    /// <summary>Those of every user.</summary>
    /// <param name="now">Invitations that were good until before are none.</param>
    internal static Func<long, WaysIn> OfAll(DbConnection connection, DateTimeOffset now)
    {
        (string, object?) office = ("@office", User.Office);
        HashSet<long> Users(string sql) => [.. connection.Command(sql, office).ToList(reader => reader.GetInt64(0))];
        var invited = connection.Command("SELECT user_id, expires_at FROM sign_in_invitation WHERE county_key = @office", office).ToList(reader => (User: reader.GetInt64(0), Until: Instant.FromMicroseconds(reader.GetInt64(1))))
            .Where(one => one.Until > now).ToDictionary(one => one.User, one => one.Until);
        var signedIn = Users($"SELECT user_id FROM sign_in_event WHERE county_key = @office AND event = '{nameof(SignInEvent.SignedIn)}' UNION SELECT user_id FROM sign_in_device WHERE county_key = @office");
        var second = Users("SELECT user_id FROM sign_in_secret WHERE county_key = @office AND totp IS NOT NULL UNION SELECT user_id FROM sign_in_passkey WHERE county_key = @office");
        var links = connection.Command("SELECT DISTINCT user_id, issuer FROM sign_in_link WHERE county_key = @office ORDER BY issuer", office).ToList(reader => (User: reader.GetInt64(0), Issuer: reader.GetString(1))).ToLookup(one => one.User, one => one.Issuer);
        return user => new WaysIn(invited.TryGetValue(user, out var until) ? until : null, signedIn.Contains(user), second.Contains(user), [.. links[user]]);
    }
}
