using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.IO;
using Saxaul.Journal;

namespace Saxaul.Database;

/// <summary>What keeps a registry from doing its work just now.</summary>
public enum NotReady
{
    /// <summary>It cannot be read.</summary>
    Database,

    /// <summary>Its tables are not those of this program: a newer one has been here.</summary>
    Schema,

    /// <summary>Its keys are others than those of this process, as when an older backup was put back under it: nothing can be looked up or written until it begins anew.</summary>
    Keys,

    /// <summary>Hardly any room is left where it lies.</summary>
    Disk,

    /// <summary>The machine's clock stands before what was recorded already, or before this program was written.</summary>
    Clock,
}

/// <summary>Looks whether a registry can do its work: reads it, and changes nothing.</summary>
public static class CheckReady
{
    /// <summary>Room that an import, with what the database writes beside itself meanwhile, may need. Bytes.</summary>
    public const long LeastRoom = 1L << 30;

    /// <summary>Clocks of machines that work on the same registry may differ by so much.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    private static readonly DateTimeOffset Written = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Nothing when all is well.</returns>
    public static IReadOnlyList<NotReady> Of(Registry registry)
    {
        var found = new List<NotReady>();
        var now = registry.Database.Time.GetUtcNow();
        try
        {
            using var connection = registry.Database.OpenReader();
            if (connection.Command("SELECT value FROM installation WHERE name = 'schema'").ExecuteScalar() as string != Migrations.Newest.ToString(CultureInfo.InvariantCulture))
                found.Add(NotReady.Schema);
            else if (connection.Command("SELECT MAX(recorded_at) FROM chain").ExecuteScalar() is long last && Instant.FromMicroseconds(last) > now + Apart)
                found.Add(NotReady.Clock);
            if (!found.Contains(NotReady.Schema))
                registry.Database.FollowKeys(connection, null);
        }
        catch (ProblemException)
        {
            found.Add(NotReady.Keys);
        }
        catch (DbException)
        {
            found.Add(NotReady.Database);
        }
        if (now < Written && !found.Contains(NotReady.Clock))
            found.Add(NotReady.Clock);
        if (registry.Database.CopiesBeside is { } file && new DriveInfo(Path.GetFullPath(file)).AvailableFreeSpace < LeastRoom)
            found.Add(NotReady.Disk);
        return found;
    }
}
