using System;
using System.Data.Common;
using Saxaul.Database;

namespace Saxaul.Facts;

/// <summary>A county's facts as they were last computed, kept in the database so that a process that has just begun need not read every register.</summary>
internal static class FactSnapshot
{
    /// <summary>The kept facts; null when there are none for this day and these definitions.</summary>
    public static CountyFacts? Read(DbConnection connection, FactShape shape, int countyKey, DateOnly on)
    {
        using var command = connection.Command("SELECT height, content FROM fact_snapshot WHERE county_key = @county AND day = @day AND shape = @shape",
            ("@county", countyKey), ("@day", on), ("@shape", shape.Fingerprint));
        using var reader = command.ExecuteReader();
        return reader.Read() ? CountyFacts.FromBytes(reader.GetFieldValue<byte[]>(1), countyKey, on, reader.GetInt64(0), shape) : null;
    }

    /// <summary>Keeps facts in place of what was kept for the county.</summary>
    public static void Save(RegistryDatabase database, CountyFacts facts)
    {
        using var writer = database.OpenWriter();
        writer.Execute("DELETE FROM fact_snapshot WHERE county_key = @county", ("@county", facts.CountyKey));
        writer.Execute("INSERT INTO fact_snapshot (county_key, day, height, shape, content) VALUES (@county, @day, @height, @shape, @content)",
            ("@county", facts.CountyKey), ("@day", facts.On), ("@height", facts.Height), ("@shape", facts.Shape.Fingerprint), ("@content", facts.ToBytes()));
        writer.Commit();
    }
}
