using System;
using Saxaul.Demo;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>Who sends a request.</summary>
/// <param name="Actor">What they may do; nothing before they have signed in wholly.</param>
internal sealed record Visitor(Actor Actor)
{
    public static Visitor Nobody { get; } = new(Actor.Nobody);

    /// <summary>The session of somebody who signed in, or is about to; null where nobody signs in.</summary>
    public Session? Session { get; init; }

    /// <summary>What they have to do before anything else.</summary>
    public StillNeeded Needed { get; init; }

    /// <summary>In the demo: whom they chose to be.</summary>
    public DemoUser? Chosen { get; init; }

    /// <summary>Whether pages may be shown to them at all.</summary>
    public bool IsIn { get; init; }

    /// <summary>The user at one browser: what they asked for here is shown to them nowhere else, nor after they left.</summary>
    public string Mark => Session is { } session ? $"{session.Name} {Convert.ToHexStringLower(session.Token)}" : Actor.Name;
}
