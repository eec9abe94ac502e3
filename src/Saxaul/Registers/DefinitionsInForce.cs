using System;
using System.Collections.Generic;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Registers;

/// <summary>What the database holds is in force; a shipped definition that is new or differs becomes its next version, and earlier versions stay.</summary>
internal static class DefinitionsInForce
{
    public static Programmes Bring(RegistryDatabase database, Programmes shipped)
    {
        using var writer = database.OpenWriter();
        var latest = new SortedDictionary<string, (int Version, string Content)>(StringComparer.Ordinal);
        foreach (var (name, version, content) in writer.Command("SELECT name, version, content FROM definition WHERE county_key = 0 ORDER BY version")
                     .ToList(reader => (reader.GetString(0), reader.GetInt32(1), reader.GetString(2))))
            latest[name] = (version, content);
        foreach (var (name, content) in shipped.Files)
        {
            if (latest.TryGetValue(name, out var known) && known.Content == content)
                continue;
            latest[name] = (known.Version + 1, content);
            writer.Execute("INSERT INTO definition (county_key, name, version, content, known_at) VALUES (0, @name, @version, @content, @at)",
                ("@name", name), ("@version", known.Version + 1), ("@content", content), ("@at", Instant.ToMicroseconds(database.Time.GetUtcNow())));
            RowSeal.Put(writer, database.Secrets, "definition", "county_key = 0 AND name = @name AND version = @version", ("@name", name), ("@version", known.Version + 1));
        }
        writer.Commit();
        var files = new Dictionary<string, string>();
        foreach (var (name, (_, content)) in latest)
            files[name] = content;
        return new Programmes(files);
    }
}
