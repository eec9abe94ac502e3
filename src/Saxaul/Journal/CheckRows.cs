using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Saxaul.Database;
using Saxaul.Facts;

namespace Saxaul.Journal;

/// <summary>Checks of what is stored beside the versions: sealed rows, the files that were handed over, and the facts computed from the registers.</summary>
internal static class CheckRows
{
    /// <summary>Rows that no entry writes carry a seal of their own.</summary>
    public static IEnumerable<Problem> Sealed(RegistryMoment moment)
    {
        foreach (var (table, key) in RowSeal.Tables)
        {
            var columns = key.Split(", ");
            using var command = moment.Command($"SELECT * FROM {table} ORDER BY {key}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!RowSeal.Fits(moment.Registry.Database.Secrets, table, reader))
                    yield return Problem.RowChanged(table, string.Join(", ", columns.Select(column => $"{column} {reader.GetValue(reader.GetOrdinal(column))}")));
            }
        }
    }

    /// <summary>Each kept file is whole and the one whose fingerprint was taken when it came; or it was erased, and nothing of it is left.</summary>
    public static IEnumerable<Problem> KeptFiles(RegistryMoment moment)
    {
        var files = moment.Command("SELECT id, fingerprint, state, erased_at FROM handed_file WHERE county_key = @office ORDER BY id", ("@office", RegistryDatabase.Office))
            .ToList(reader => (Id: reader.GetInt64(0), Fingerprint: reader.GetFieldValue<byte[]>(1), Applied: reader.GetString(2) == Intake.HandedFiles.Applied, Erased: !reader.IsDBNull(3)));
        foreach (var (id, fingerprint, applied, erased) in files)
        {
            var kept = Hash(moment, id, out var pieces);
            if (applied && !erased ? kept is null || !kept.SequenceEqual(fingerprint) : pieces > 0)
                yield return Problem.KeptFileChanged(id);
        }
        var orphans = moment.Command("SELECT DISTINCT file_id FROM file_piece WHERE county_key <> @office OR file_id NOT IN (SELECT id FROM handed_file WHERE county_key = @office)", ("@office", RegistryDatabase.Office))
            .ToList(reader => reader.GetInt64(0));
        foreach (var id in orphans)
            yield return Problem.KeptFileChanged(id);
    }

    /// <summary>The hash of a file out of its pieces; null when one is missing or cannot be opened.</summary>
    private static byte[]? Hash(RegistryMoment moment, long file, out int pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var command = moment.Command("SELECT piece, content FROM file_piece WHERE county_key = @office AND file_id = @file ORDER BY piece", ("@office", RegistryDatabase.Office), ("@file", file));
        using var reader = command.ExecuteReader();
        var whole = true;
        for (pieces = 0; reader.Read(); pieces++)
        {
            try
            {
                hash.AppendData(moment.Registry.Database.Secrets.OpenBytes(reader.GetFieldValue<byte[]>(1)));
            }
            catch (ProblemException)
            {
                whole = false;
            }
            whole &= reader.GetInt32(0) == pieces;
        }
        return whole ? hash.GetHashAndReset() : null;
    }

    /// <summary>Each photo or PDF handed in with a correction is the one whose hash stands in it; none is missing, and none is left over.</summary>
    public static IEnumerable<Problem> Evidence(RegistryMoment moment)
    {
        var hashes = moment.Command("""
            SELECT county_key, id, file_hash FROM waiting_correction WHERE file_hash IS NOT NULL
            UNION SELECT county_key, id, file_hash FROM waiting_correction_history WHERE file_hash IS NOT NULL
            """).ToList(reader => (Key: (County: reader.GetInt32(0), Id: reader.GetInt64(1)), Hash: reader.GetString(2))).ToLookup(one => one.Key, one => one.Hash);
        var kept = new HashSet<(int, long)>();
        using var command = moment.Command("SELECT county_key, id, content FROM evidence ORDER BY county_key, id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = (reader.GetInt32(0), reader.GetInt64(1));
            kept.Add(key);
            if (!Fits(moment, reader.GetFieldValue<byte[]>(2), hashes[key]))
                yield return Problem.RowChanged("evidence", $"county_key {key.Item1}, id {key.Item2}");
        }
        foreach (var (county, id) in hashes.Select(one => one.Key).Where(key => !kept.Contains(key)).Order())
            yield return Problem.RowMissing("evidence", $"county_key {county}, id {id}");
    }

    private static bool Fits(RegistryMoment moment, byte[] content, IEnumerable<string> hashes)
    {
        try
        {
            return hashes.Contains(System.Convert.ToHexStringLower(SHA256.HashData(moment.Registry.Database.Secrets.OpenBytes(content))));
        }
        catch (ProblemException)
        {
            return false;
        }
    }

    /// <summary>Facts that were kept equal facts computed from nothing. Those of other definitions are never read again.</summary>
    public static IEnumerable<Problem> FactSnapshots(RegistryMoment moment)
    {
        var database = moment.Registry.Database;
        var shape = FactShape.Of(moment.Registry.Registers);
        var kept = moment.Command("SELECT county_key, day, height FROM fact_snapshot WHERE shape = @shape ORDER BY county_key", ("@shape", shape.Fingerprint))
            .ToList(reader => (County: reader.GetInt32(0), Day: reader.Day(1), Height: reader.GetInt64(2)));
        foreach (var (county, day, height) in kept)
        {
            using var command = moment.Command("SELECT content FROM fact_snapshot WHERE county_key = @county", ("@county", county));
            if (height > FactStore.HeightOf(moment.Connection, county, moment.Transaction)
                || command.ExecuteScalar() is not byte[] content
                || !content.SequenceEqual(LoadFacts.County(database, shape, moment.Connection, moment.Transaction, county, day, height).ToBytes()))
                yield return Problem.FactsChanged(county);
        }
    }
}
