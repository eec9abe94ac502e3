namespace Saxaul.Users.SigningIn;

/// <summary>Where somebody signs in from, as far as a request tells.</summary>
/// <param name="Device">What the browser was given when anybody signed in there before; null for a browser that was not.</param>
/// <param name="Address">Its network address; only counted, never kept as it is.</param>
/// <param name="Name">What kind it is, in words for its user: "Chrome, Windows".</param>
public sealed record Browser(string? Device, string Address, string Name)
{
    /// <summary>Whether its user says that it is theirs alone: then it offers no names to whoever comes next.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>What a browser gets when somebody has signed in; both are needed from then on.</summary>
/// <param name="Session">Of this session.</param>
/// <param name="Device">Of this browser.</param>
public sealed record SignedIn(string Session, string Device);
