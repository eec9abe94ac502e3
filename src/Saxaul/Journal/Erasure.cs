using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>That the content about a person or household was destroyed. The reason is its entry's.</summary>
/// <param name="OwnerKind">"household" or "person"; "finding" or "lead" for a row about nobody the registry knows that bore their name or number.</param>
/// <param name="Ground">The law or rule that asks for it; null where it named somebody who was erased later.</param>
/// <param name="Scope">What of it, where its time was over: the fields and tables, such as "health.state original"; null when all that was kept went.</param>
public sealed record Erasure(string OwnerKind, long OwnerId, string? Ground, string? Scope = null)
{
    /// <summary>About nobody but itself: it must outlive the content it speaks of.</summary>
    public static VersionedTable Table { get; } = new("erasure", "erasure", null,
        new Column("owner_kind", ColumnType.Text), new Column("owner_id", ColumnType.Integer), new Column("ground", ColumnType.Text) { IsWords = true },
        new Column("scope", ColumnType.Text));

    public object?[] ToValues() => [OwnerKind, OwnerId, Ground, Scope];

    public static Erasure From(Version version) => new((string)version.Values[0]!, (long)version.Values[1]!, (string?)version.Values[2], (string?)version.Values[3]);

    /// <summary>The day on which all that was kept of a household or a person went; null when it did not. Whatever day and moment they are seen from: nothing of it can be seen any more.</summary>
    internal static DateOnly? DayOf(Ask ask, int countyKey, string kind, long id) =>
        ask("SELECT true_from FROM erasure WHERE county_key = @county AND owner_kind = @kind AND owner_id = @id AND scope IS NULL ORDER BY known_from DESC", ("@county", countyKey), ("@kind", kind), ("@id", id))
            .ToList(reader => reader.Day(0)) is [var day, ..] ? day : null;

    /// <summary>The same of some of a kind; those of whom something is kept are left out.</summary>
    internal static Dictionary<long, DateOnly> DaysOf(RegistryDatabase database, Ask ask, int countyKey, string kind, IReadOnlyCollection<long> ids)
    {
        using var command = ask($"SELECT owner_id, MAX(true_from) FROM erasure WHERE county_key = @county AND owner_kind = @kind AND scope IS NULL AND {database.AnyOf("owner_id", "@ids")} GROUP BY owner_id", ("@county", countyKey), ("@kind", kind));
        database.AddList(command, "@ids", ids);
        return command.ToList(reader => (reader.GetInt64(0), reader.Day(1))).ToDictionary();
    }

    /// <summary>The same of everybody of a kind in a county: for who reads a whole list.</summary>
    internal static Dictionary<long, DateOnly> DaysOf(Ask ask, int countyKey, string kind) =>
        ask("SELECT owner_id, MAX(true_from) FROM erasure WHERE county_key = @county AND owner_kind = @kind AND scope IS NULL GROUP BY owner_id", ("@county", countyKey), ("@kind", kind))
            .ToList(reader => (reader.GetInt64(0), reader.Day(1))).ToDictionary();
}
