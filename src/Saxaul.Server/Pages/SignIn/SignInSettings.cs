using System;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>How people come to the pages and sign in.</summary>
/// <param name="Public">The address that they type, where something in front of this program takes TLS off; null where they sit at this machine.</param>
/// <param name="Service">The office's own sign-in service; null without one.</param>
internal sealed record SignInSettings(Uri? Public = null, OfficeService? Service = null)
{
    /// <summary>Cookies are sent over TLS only.</summary>
    public bool IsSecure => Public is not null;

    /// <summary>The name under which passkeys are made. They know names only, no numbers such as 127.0.0.1.</summary>
    public string Domain => Public?.Host ?? "localhost";

    /// <summary>Reads what --public says.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PublicAddressUnreadable"/></exception>
    public static Uri ReadPublic(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "https", PathAndQuery: "/", UserInfo: "", Fragment: "", HostNameType: UriHostNameType.Dns } ? uri : throw new ProblemException(Problem.PublicAddressUnreadable());
}

/// <summary>An office's own sign-in service (OpenID Connect).</summary>
/// <param name="Authority">Its address.</param>
/// <param name="Client">What it calls this program.</param>
internal sealed record OfficeService(Uri Authority, string Client, string Secret)
{
    /// <summary>Reads what the options say.</summary>
    /// <returns>Null when none of them is given.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.OfficeServiceIncomplete"/></exception>
    public static OfficeService? Read(string? authority, string? client, string? secret)
    {
        if (authority is null && client is null)
            return null;
        return LinkUser.Address(authority) is { } uri && client is { Length: > 0 } && secret?.Trim() is { Length: > 0 } known
            ? new OfficeService(uri, client, known) : throw new ProblemException(Problem.OfficeServiceIncomplete());
    }
}
