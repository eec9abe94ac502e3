using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>
/// What earlier files of the same list, source and period wrote: the journal knows. A department's list may come in parts, one a county: a file that spoke of other counties
/// only is another part, which stands beside this one and is not replaced by it.
/// </summary>
internal sealed class EarlierLists
{
    private readonly HashSet<(int CountyKey, long Height)> entries = [];

    private EarlierLists(IReadOnlySet<long> files) => Files = files;

    /// <summary>The earlier files, of the office.</summary>
    public IReadOnlySet<long> Files { get; }

    /// <summary>The households or areas of whom they spoke.</summary>
    public HashSet<(int CountyKey, long Id)> Owners { get; } = [];

    public bool Wrote(int countyKey, Version version) => entries.Contains((countyKey, version.KnownFrom));

    /// <param name="speaksOf">The counties in which the new file's rows found somebody, or may have.</param>
    public static EarlierLists Read(WriteSession session, OpenedFile file, long fileId, IReadOnlyList<int> countyKeys, IReadOnlySet<int> speaksOf)
    {
        var files = session.Writer.Command("""
            SELECT handed_file.id, handed_file.batch_id FROM handed_file
            JOIN batch ON batch.county_key = handed_file.county_key AND batch.id = handed_file.batch_id
            WHERE handed_file.county_key = 0 AND kind = @kind AND source = @source AND period_from = @from AND period_to = @to AND state = @state AND handed_file.id <> @id
              AND batch.undone_at IS NULL
            """, ("@kind", file.Shape.Definition.List), ("@source", file.Source), ("@from", file.Period.From), ("@to", file.Period.To), ("@state", HandedFiles.Applied), ("@id", fileId))
            .ToList(reader => (File: reader.GetInt64(0), Batch: reader.GetInt64(1)));
        var replaced = new HashSet<long>();
        var earlier = new EarlierLists(replaced);
        foreach (var (id, batch) in files)
        {
            var wrote = countyKeys.SelectMany(countyKey => session.Writer.Command("""
                SELECT height, COALESCE(household_id, area_id) FROM journal WHERE county_key = @county AND batch_id = @batch AND file_id = @file
                """, ("@county", countyKey), ("@batch", batch), ("@file", id)).ToList(reader => (CountyKey: countyKey, Height: reader.GetInt64(0), Owner: reader.LongOrNull(1)))).ToList();
            if (wrote.Count > 0 && speaksOf.Count > 0 && !wrote.Exists(entry => speaksOf.Contains(entry.CountyKey)))
                continue;
            replaced.Add(id);
            foreach (var entry in wrote)
            {
                earlier.entries.Add((entry.CountyKey, entry.Height));
                if (entry.Owner is { } known)
                    earlier.Owners.Add((entry.CountyKey, known));
            }
        }
        return earlier;
    }
}
