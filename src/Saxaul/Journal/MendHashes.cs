using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Database;
using Saxaul.Users;

namespace Saxaul.Journal;

/// <summary>
/// Makes look-up hashes anew that are not those of the values they stand beside, as <see cref="Verify"/> names them, so that people are found by their numbers again and a change of keys can go on. The encrypted value tells what the hash has to
/// be, but only while it is what the journal wrote: that is checked first. What was mended is an entry of its own in each county; nobody finds afterwards that it was wrong, so somebody has to have looked at why it was.
/// </summary>
public sealed class MendHashes(Registry registry, Actor actor)
{
    internal const string Act = "mend look-up hashes";

    /// <summary>Rows that the reason of one entry has room for, whatever their ids.</summary>
    private const int MostOfEntry = 18;

    private readonly RegistryDatabase database = registry.Database;

    /// <returns>How many values were given their hashes anew.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.JournalNotWhole"/> when a value is not what the journal wrote: then nothing is mended in any county.</exception>
    public int Run()
    {
        actor.RequireEverywhere(Right.BackUp);
        // Every number of the registry is decrypted for it, so it is looked for while others go on writing; under the lock only those are read that were found.
        List<(int CountyKey, List<Wrong> Wrong)> counties;
        using (var connection = database.OpenReader())
            counties = connection.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0)).ConvertAll(county => (county, Find(connection.Command, DataKeys.ReadOldestInRows(connection, null), county)));
        if (counties.TrueForAll(county => county.Wrong.Count == 0))
            return 0;
        using var session = registry.Write(actor, Right.BackUp);
        var mended = counties.Where(county => county.Wrong.Count > 0).Sum(county => Mend(session, county.CountyKey, county.Wrong));
        session.Commit();
        return mended;
    }

    /// <summary>A state whose hashes are wrong.</summary>
    private sealed record Wrong(VersionReader Reader, Version Version);

    private List<Wrong> Find(Ask ask, byte oldestKey, int countyKey, IReadOnlyCollection<Wrong>? among = null)
    {
        var wrong = new List<Wrong>();
        foreach (var table in registry.Tables.Where(table => table.Columns.Any(column => column.Type == ColumnType.FoundSecret)))
        {
            foreach (var reader in new[] { new VersionReader(table, database.Secrets, history: false), new VersionReader(table, database.Secrets, history: true) })
            {
                if (among is null)
                    wrong.AddRange(reader.WithWrongHashes(ask, countyKey, oldestKey).Select(version => new Wrong(reader, version)));
                else if (among.Where(one => one.Reader.PhysicalName == reader.PhysicalName).Select(one => one.Version.Id).ToHashSet() is { Count: > 0 } ids)
                    wrong.AddRange(reader.WithWrongHashes(ask, countyKey, oldestKey, database.AnyOf("id", "@ids"), command => database.AddList(command, "@ids", ids)).Select(version => new Wrong(reader, version)));
            }
        }
        return wrong;
    }

    private int Mend(WriteSession session, int countyKey, List<Wrong> found)
    {
        session.Lock(countyKey);
        var wrong = Find(session.Writer.Command, DataKeys.ReadOldestInRows(session.Writer.Connection, session.Writer.Transaction), countyKey, found);
        if (wrong.Count == 0)
            return 0;
        var heights = wrong.SelectMany(one => new[] { one.Version.KnownFrom, one.Version.KnownTo ?? one.Version.KnownFrom }).ToHashSet();
        var contents = new EntryContents(registry, session, countyKey, heights);
        var entries = JournalEntry.At(session, countyKey, heights);
        foreach (var missing in heights.Except(entries.Select(entry => entry.Header.Height)).Order().Take(1))
            throw new ProblemException(Problem.JournalNotWhole(Problem.EntryMissing(countyKey, missing)));
        foreach (var entry in entries)
            contents.WholePartsOf(entry, StoredPart.Of(session, countyKey, entry.Header.Height));
        foreach (var one in wrong)
            Put(session, countyKey, one);
        // Of the whole county: what is in memory of who is found by which number is read anew.
        foreach (var reason in Reasons(wrong))
            session.Begin(countyKey, new EntryHead(Act, database.Time.Today()) { Reason = reason }, Right.BackUp).SealReasonAlone();
        return wrong.Count;
    }

    /// <summary>Value and hashes are of one key: both are written with the newest.</summary>
    private void Put(WriteSession session, int countyKey, Wrong one)
    {
        var (set, values) = (new List<string>(), new List<(string, object?)> { ("@county", countyKey), ("@id", one.Version.Id), ("@from", one.Version.KnownFrom), ("@day", one.Version.TrueFrom) });
        foreach (var column in one.Reader.Table.Columns.Where(column => column.Type == ColumnType.FoundSecret))
        {
            var text = one.Version.Values[one.Reader.Table.IndexOf(column.Name)] as string;
            foreach (var (name, value) in column.Physical.Zip(new[] { text is null ? null : database.Secrets.Seal(text), text is null ? null : database.Secrets.Hash(text), text is null ? null : database.Secrets.HashLastFour(text) }))
            {
                set.Add($"{RegistryDatabase.Identifier(name)} = @{name}");
                values.Add(("@" + name, value));
            }
        }
        session.Writer.Execute($"UPDATE {one.Reader.PhysicalName} SET {string.Join(", ", set)} WHERE county_key = @county AND id = @id AND known_from = @from AND true_from = @day", [.. values]);
    }

    /// <summary>Which rows they are: an entry takes some dozens, and there are as many entries as it takes.</summary>
    private static IEnumerable<string> Reasons(List<Wrong> wrong) => wrong.GroupBy(one => one.Reader.PhysicalName).OrderBy(table => table.Key, StringComparer.Ordinal)
        .SelectMany(table => table.Select(one => one.Version.Id).Distinct().Order().Chunk(MostOfEntry).Select(ids =>
            string.Create(CultureInfo.InvariantCulture, $"查找码与加密内容不符，已重做 look-up hashes that did not fit their values, made anew: {table.Key} {string.Join(", ", ids)}")));
}
