using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Saxaul.Database;

/// <summary>The numbered SQL files of this folder, applied in order, each once.</summary>
internal static class Migrations
{
    private static readonly (int Number, string Resource)[] All = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.Contains(".Migrations.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .Select(name => (int.Parse(name.Split(".Migrations.")[1].AsSpan(0, 4), CultureInfo.InvariantCulture), name))
        .Order()
        .ToArray();

    /// <summary>The number of the newest.</summary>
    public static int Newest => All[^1].Number;

    /// <summary>Brings the tables up to date inside the writer's transaction; true when there were none at all.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.DatabaseNewer"/></exception>
    public static bool Bring(RegistryDatabase database, WriteConnection writer)
    {
        writer.Execute("CREATE TABLE IF NOT EXISTS installation (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)");
        var at = writer.Scalar("SELECT value FROM installation WHERE name = 'schema'") is string text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        if (at > All[^1].Number)
            throw new ProblemException(Problem.DatabaseNewer());
        if (at == 0 && database.HoldsOthersTables(writer))
            throw new ProblemException(Problem.DatabaseUnreadable(database.Name));
        foreach (var (number, resource) in All.Where(migration => migration.Number > at))
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            writer.Execute(database.Dialect(reader.ReadToEnd()));
            writer.Execute("DELETE FROM installation WHERE name = 'schema'");
            writer.Execute("INSERT INTO installation (name, value) VALUES ('schema', @number)", ("@number", number.ToString(CultureInfo.InvariantCulture)));
        }
        return at == 0;
    }
}
