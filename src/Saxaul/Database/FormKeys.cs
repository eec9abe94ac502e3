using System.Collections.Generic;

namespace Saxaul.Database;

/// <summary>The keys that protect forms and cookies of the pages, encrypted with the registry's own: they outlive a process, and several processes share them. What they hold is the pages' affair.</summary>
public static class FormKeys
{
    public static IReadOnlyList<string> Read(RegistryDatabase database)
    {
        using var connection = database.OpenReader();
        return connection.Command("SELECT content FROM form_key WHERE county_key = @office ORDER BY name", ("@office", RegistryDatabase.Office)).ToList(reader => database.Secrets.Open(reader.GetFieldValue<byte[]>(0)));
    }

    /// <param name="name">Of the key; one that is there already stays.</param>
    public static void Add(RegistryDatabase database, string name, string content)
    {
        using var writer = database.OpenWriter();
        writer.Execute("INSERT INTO form_key (county_key, name, content) VALUES (@office, @name, @content) ON CONFLICT DO NOTHING", ("@office", RegistryDatabase.Office), ("@name", name), ("@content", database.Secrets.Seal(content)));
        writer.Commit();
    }
}
