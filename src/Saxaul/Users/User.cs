using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>Somebody who signs in. They are kept by the office above the counties, and never deleted: what they did bears their name.</summary>
/// <param name="Name">What they sign in with, and what the journal calls them; nobody else ever gets it.</param>
/// <param name="FullName">Who it is, in words for colleagues; null when the name says it.</param>
public sealed record User(string Name, string? FullName)
{
    /// <summary>The office that keeps users.</summary>
    public const int Office = RegistryDatabase.Office;

    /// <summary>Longer is no name.</summary>
    public const int LongestName = 40;

    public static VersionedTable Table { get; } = new("app_user", "user", null, new Column("name", ColumnType.Text), new Column("full_name", ColumnType.Text));

    public object?[] ToValues() => [Name, FullName];

    public static User From(Version version) => new((string)version.Values[0]!, (string?)version.Values[1]);
}
