using System.Collections.Generic;
using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>What adding a second factor gives.</summary>
/// <param name="RecoveryCodes">To be shown once; none when there were some already.</param>
public sealed record SecondFactorAdded(SignedIn SignedIn, IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>Whoever has just added one has shown that they have it: their session goes on as one that passed it, under another token; their other sessions end.</summary>
    internal static SecondFactorAdded Finish(WriteConnection writer, RegistryDatabase database, Session session, Browser browser)
    {
        var codes = MakeRecoveryCodes.Any(writer, session.UserId) ? [] : MakeRecoveryCodes.Put(writer, database, session, browser);
        Session.EndAll(writer, session.UserId);
        return new SecondFactorAdded(Session.Begin(writer, database, session.UserId, session.Name, browser, isSecondPassed: true, isWhole: true), codes);
    }
}
