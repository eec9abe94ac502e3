using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;

namespace Saxaul.Database;

/// <summary>How far a change of keys is: so many values of so many.</summary>
public sealed record ReencryptProgress(long Done, long Of);

/// <summary>
/// Encrypts with the newest key what rests encrypted with an older one, and hashes it anew to be found, some rows at a time, each time in a transaction of its own: pages are served and files imported meanwhile. What is
/// read is the same before and after, so the journal, whose hashes are of the plain values, knows nothing of it. Stopped at any point it goes on where it was: a row that is done says so by itself.
/// </summary>
public sealed class ReencryptSecrets(Registry registry)
{
    /// <summary>So many rows hold the database for some milliseconds; a piece of a file is a megabyte.</summary>
    private const int AtOnce = 250, PiecesAtOnce = 4;

    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(5), UntilFree = TimeSpan.FromMilliseconds(200);

    private readonly RegistryDatabase database = registry.Database;

    /// <summary>Goes on with a change of keys that was begun; does nothing when there is none.</summary>
    public void Continue(CancellationToken stop)
    {
        using (var reader = database.OpenReader())
        {
            if (DataKeys.ReadOldestInRows(reader, null) == DataKeys.ReadNewest(reader, null).Number)
                return;
        }
        Run(null, stop);
    }

    /// <returns>How many values were encrypted anew.</returns>
    /// <exception cref="OperationCanceledException">Stopped; what is done stays done.</exception>
    /// <exception cref="ProblemException"><see cref="Problem.KeyMissing"/>, <see cref="Problem.SecretDamaged"/>: a value that cannot be read; <see cref="Problem.HashStopsKeys"/>: a hash that is not its value's.</exception>
    public long Run(IProgress<ReencryptProgress>? progress = null, CancellationToken stop = default)
    {
        var (done, of) = (0L, Older(UsesByKey()));
        while (true)
        {
            byte newest;
            using (var reader = database.OpenReader())
                (newest, _) = DataKeys.ReadNewest(reader, null);
            var left = false;
            foreach (var column in SealedColumns.Of(registry))
            {
                foreach (var rows in Keys(column, newest).Chunk(column.IsLarge ? PiecesAtOnce : AtOnce))
                {
                    stop.ThrowIfCancellationRequested();
                    var now = Reencrypt(column, rows);
                    (done, left) = (done + now, true);
                    progress?.Report(new ReencryptProgress(done, Math.Max(done, of)));
                    // Others who wait for the database come in between; rows that somebody else is changing come the next time round.
                    stop.WaitHandle.WaitOne(now == 0 ? UntilFree : BetweenTwo);
                }
            }
            if (!left && End(newest))
                return done;
        }
    }

    /// <summary>
    /// Older keys need not be looked for any more. Since the key was made nobody writes with an older one, for it was made while nobody wrote: that a whole round found nothing left stays so. False when a newer key was made
    /// meanwhile.
    /// </summary>
    private bool End(byte newest)
    {
        using var writer = database.OpenWriter();
        if (DataKeys.ReadNewest(writer.Connection, writer.Transaction).Number != newest)
            return false;
        DataKeys.LeaveRows(writer, newest);
        writer.Commit();
        return true;
    }

    private static long Older(IReadOnlyDictionary<int, long> uses) => uses.Where(key => key.Key != uses.Keys.Max()).Sum(key => key.Value);

    /// <summary>How many values are encrypted with each key, those that encrypt nothing included.</summary>
    public IReadOnlyDictionary<int, long> UsesByKey()
    {
        using var reader = database.OpenReader();
        var uses = reader.Command("SELECT number FROM data_key WHERE county_key = 0 AND number > 0").ToList(row => row.GetInt32(0)).ToDictionary(number => number, _ => 0L);
        foreach (var column in SealedColumns.Of(registry))
        {
            foreach (var (key, count) in reader.Command($"SELECT {database.FirstByte(column.Name)}, COUNT(*) FROM {column.Table} WHERE {column.Name} IS NOT NULL GROUP BY 1")
                .ToList(row => (int.Parse(row.GetString(0), NumberStyles.HexNumber, CultureInfo.InvariantCulture), row.GetInt64(1))))
                uses[key] = uses.GetValueOrDefault(key) + count;
        }
        return uses;
    }

    /// <summary>The rows of a column that another key than the newest encrypts.</summary>
    private List<object[]> Keys(SealedColumn column, byte newest)
    {
        using var reader = database.OpenReader();
        return reader.Command($"SELECT {string.Join(", ", column.Key)} FROM {column.Table} WHERE {column.Name} IS NOT NULL AND {database.FirstByte(column.Name)} <> @newest",
            ("@newest", newest.ToString("X2", CultureInfo.InvariantCulture))).ToList(row => Enumerable.Range(0, column.Key.Count).Select(row.GetValue).ToArray());
    }

    private int Reencrypt(SealedColumn column, object[][] rows)
    {
        var which = string.Join(" AND ", column.Key.Select((name, i) => $"{name} = @k{i}"));
        var (hash, lastFour) = (column.Name + "_hash", column.Name + "_last_four");
        using var writer = database.OpenWriter();
        var secrets = database.Secrets;
        var done = 0;
        foreach (var row in rows)
        {
            (string, object?)[] key = [.. row.Select((value, i) => ($"@k{i}", (object?)value))];
            // It may have been erased, or moved to history, which encrypts it anew.
            using var command = writer.Command($"SELECT {column.Name}{(column.IsFound ? $", {hash}, {lastFour}" : "")} FROM {column.Table} WHERE {which}{database.ForUpdateOfFree}", key);
            var kept = command.ToList(cell => Enumerable.Range(0, cell.FieldCount).Select(cell.BytesOrNull).ToArray());
            if (kept is not [[{ } old, ..] cells] || old[0] == secrets.Newest)
                continue;
            var plain = secrets.OpenBytes(old);
            var set = $"{column.Name} = @new";
            (string, object?)[] values = [("@new", secrets.Seal(plain))];
            if (column.IsFound)
            {
                var text = Encoding.UTF8.GetString(plain);
                // What somebody changed behind the journal's back does not become good here: verify tells which it is, and MendHashes looks first whether the value is the journal's.
                if (!secrets.IsHashBeside(old, cells[1], text) || !secrets.IsLastFourBeside(old, cells[2], text))
                    throw new ProblemException(Problem.HashStopsKeys(column.Table, column.Name));
                set += $", {hash} = @hash, {lastFour} = @four";
                values = [.. values, ("@hash", secrets.Hash(text)), ("@four", secrets.HashLastFour(text))];
            }
            writer.Execute($"UPDATE {column.Table} SET {set} WHERE {which}", [.. values, .. key]);
            done++;
        }
        writer.Commit();
        return done;
    }
}
