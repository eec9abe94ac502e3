using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Saxaul.Database;

/// <summary>How far a change of keys is: so many values of so many.</summary>
public sealed record ReencryptProgress(long Done, long Of);

/// <summary>
/// Encrypts with the newest key what rests encrypted with an older one, some rows at a time, each time in a transaction of its own: pages are served and files imported meanwhile. What is read is the same before and
/// after, so the journal, whose hashes are of the plain values, knows nothing of it. Stopped at any point it goes on where it was: a row that is done says so by itself.
/// </summary>
public sealed class ReencryptSecrets(Registry registry)
{
    /// <summary>In the table installation while something may be encrypted with an older key.</summary>
    internal const string Due = "older keys in use";

    /// <summary>So many rows hold the database for some milliseconds; a piece of a file is a megabyte.</summary>
    private const int AtOnce = 250, PiecesAtOnce = 4;

    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(5);

    private readonly RegistryDatabase database = registry.Database;

    /// <summary>Goes on with a change of keys that was begun; does nothing when there is none.</summary>
    public void Continue(CancellationToken stop)
    {
        using (var reader = database.OpenReader())
        {
            if (reader.Command("SELECT value FROM installation WHERE name = @due", ("@due", Due)).ToList(row => row.GetString(0)).Count == 0)
                return;
        }
        Run(null, stop);
    }

    /// <returns>How many values were encrypted anew.</returns>
    /// <exception cref="OperationCanceledException">Stopped; what is done stays done.</exception>
    /// <exception cref="ProblemException"><see cref="Problem.KeyMissing"/>, <see cref="Problem.SecretDamaged"/>: a value that cannot be read.</exception>
    public long Run(IProgress<ReencryptProgress>? progress = null, CancellationToken stop = default)
    {
        var (done, of) = (0L, UsesByKey().Where(key => key.Key != database.Secrets.Newest).Sum(key => key.Value));
        // What a process wrote that had not heard of the new key yet is found the next time round.
        for (var found = true; found;)
        {
            found = false;
            foreach (var column in SealedColumns.Of(registry))
            {
                foreach (var rows in Keys(column).Chunk(column.Name == "content" ? PiecesAtOnce : AtOnce))
                {
                    stop.ThrowIfCancellationRequested();
                    done += Reencrypt(column, rows);
                    found = true;
                    progress?.Report(new ReencryptProgress(done, Math.Max(done, of)));
                    // Others who wait for the database come in between.
                    stop.WaitHandle.WaitOne(BetweenTwo);
                }
            }
        }
        using var writer = database.OpenWriter();
        writer.Execute("DELETE FROM installation WHERE name = @due", ("@due", Due));
        writer.Commit();
        return done;
    }

    /// <summary>How many values are encrypted with each key, those of the key file that encrypt nothing included.</summary>
    public IReadOnlyDictionary<int, long> UsesByKey()
    {
        var uses = KeyRing.Read(database.KeyFile).Numbers.ToDictionary(number => (int)number, _ => 0L);
        using var reader = database.OpenReader();
        foreach (var column in SealedColumns.Of(registry))
        {
            foreach (var (key, count) in reader.Command($"SELECT {database.FirstByte(column.Name)}, COUNT(*) FROM {column.Table} WHERE {column.Name} IS NOT NULL GROUP BY 1")
                         .ToList(row => (int.Parse(row.GetString(0), NumberStyles.HexNumber, CultureInfo.InvariantCulture), row.GetInt64(1))))
                uses[key] = uses.GetValueOrDefault(key) + count;
        }
        return uses;
    }

    /// <summary>The rows of a column that an older key encrypts.</summary>
    private List<object[]> Keys(SealedColumn column)
    {
        using var reader = database.OpenReader();
        return reader.Command($"SELECT {string.Join(", ", column.Key)} FROM {column.Table} WHERE {column.Name} IS NOT NULL AND {database.FirstByte(column.Name)} <> @newest",
            ("@newest", database.Secrets.Newest.ToString("X2", CultureInfo.InvariantCulture))).ToList(row => Enumerable.Range(0, column.Key.Count).Select(row.GetValue).ToArray());
    }

    private int Reencrypt(SealedColumn column, object[][] rows)
    {
        var which = string.Join(" AND ", column.Key.Select((name, i) => $"{name} = @k{i}"));
        using var writer = database.OpenWriter();
        var done = 0;
        foreach (var row in rows)
        {
            (string, object?)[] key = [.. row.Select((value, i) => ($"@k{i}", (object?)value))];
            // It may have been erased, or moved to history, which encrypts it anew.
            if (writer.Scalar($"SELECT {column.Name} FROM {column.Table} WHERE {which}{database.ForUpdate}", key) is not byte[] old || old[0] == database.Secrets.Newest)
                continue;
            writer.Execute($"UPDATE {column.Table} SET {column.Name} = @new WHERE {which}", [("@new", database.Secrets.Seal(database.Secrets.OpenBytes(old))), .. key]);
            done++;
        }
        writer.Commit();
        return done;
    }
}
