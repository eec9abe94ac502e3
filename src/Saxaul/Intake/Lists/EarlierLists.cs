using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>
/// What earlier files of the same list, source and period wrote: the journal knows. A department's list may come in parts: a file that spoke of other counties only, or that
/// says that it is another township's (<see cref="ListPart"/>), is another part, which stands beside this one and is not replaced by it.
/// </summary>
internal sealed class EarlierLists
{
    private readonly HashSet<(int CountyKey, long Height)> entries = [];
    private readonly HashSet<long> replaced = [];
    private readonly HashSet<(int CountyKey, long Id)> alsoInOtherParts = [];
    private readonly List<Sentence> notes = [];

    /// <summary>An earlier file, and what it said.</summary>
    private sealed record Earlier(long FileId, long BatchId, string Name, ListPart? Part, IReadOnlyList<(int CountyKey, long Height, long? Owner)> Wrote)
    {
        public HashSet<int> SpokeOf { get; } = [.. Wrote.Select(entry => entry.CountyKey), .. Part is null ? Array.Empty<int>() : [Part.CountyKey]];
    }

    /// <summary>The earlier files, of the office.</summary>
    public IReadOnlySet<long> Files => replaced;

    /// <summary>The households or areas of whom they spoke.</summary>
    public HashSet<(int CountyKey, long Id)> Owners { get; } = [];

    public bool Wrote(int countyKey, Journal.Version version) => entries.Contains((countyKey, version.KnownFrom));

    /// <summary>Which files this one replaces, and where it is not certain which stand beside it: for whoever hands it in.</summary>
    public IReadOnlyList<Sentence> Notes => notes;

    /// <summary>Whether another part, which stays, says something about a household too: then their lines are counted on, lest one take the other's place.</summary>
    public bool AlsoInOtherParts((int CountyKey, long Id) owner) => alsoInOtherParts.Contains(owner);

    /// <param name="speaksOf">The counties in which the new file's rows found somebody, or may have.</param>
    /// <param name="owners">The households or areas that they found.</param>
    /// <param name="part">The township of which the new file says that it is its part.</param>
    public static EarlierLists Read(WriteSession session, OpenedFile file, long fileId, IReadOnlyList<int> countyKeys, IReadOnlySet<int> speaksOf, IReadOnlySet<(int CountyKey, long Id)> owners, ListPart? part)
    {
        var files = session.Writer.Command("""
            SELECT handed_file.id, handed_file.batch_id, handed_file.name, handed_file.report FROM handed_file
            JOIN batch ON batch.county_key = handed_file.county_key AND batch.id = handed_file.batch_id
            WHERE handed_file.county_key = 0 AND kind = @kind AND source = @source AND period_from = @from AND period_to = @to AND state = @state AND handed_file.id <> @id
              AND batch.undone_at IS NULL
            ORDER BY handed_file.id
            """, ("@kind", file.Shape.Definition.List), ("@source", file.Source), ("@from", file.Period.From), ("@to", file.Period.To), ("@state", HandedFiles.Applied), ("@id", fileId))
            .ToList(reader => (File: reader.GetInt64(0), Batch: reader.GetInt64(1), Name: reader.GetString(2), Report: reader.TextOrNull(3)));
        var earlier = new EarlierLists();
        foreach (var (id, batch, name, report) in files)
        {
            earlier.Sort(new Earlier(id, batch, name, report is null ? null : JsonSerializer.Deserialize<FileReport>(report, ReportJson.Options)!.Part,
                [.. countyKeys.SelectMany(countyKey => session.Writer.Command("""
                    SELECT height, COALESCE(NULLIF(household_id, @none), area_id) FROM journal WHERE county_key = @county AND batch_id = @batch AND file_id = @file
                    """, ("@none", EntryHead.NoHousehold), ("@county", countyKey), ("@batch", batch), ("@file", id)).ToList(reader => (countyKey, reader.GetInt64(0), reader.LongOrNull(1))))]), speaksOf, owners, part);
        }
        return earlier;
    }

    /// <summary>Another township's part stays. One that only its rows tell is a correction all the same when both speak of the same household: then its township was corrected.</summary>
    private void Sort(Earlier file, IReadOnlySet<int> speaksOf, IReadOnlySet<(int CountyKey, long Id)> owners, ListPart? part)
    {
        var of = file.Wrote.Where(entry => entry.Owner is not null).Select(entry => (entry.CountyKey, Id: entry.Owner!.Value)).ToHashSet();
        if (part is not null && file.Part is { } other && !part.IsOfSameArea(other))
        {
            var stated = part.Stated && other.Stated;
            if (stated || !of.Overlaps(owners))
            {
                alsoInOtherParts.UnionWith(of);
                if (!stated)
                    notes.Add(Beside(file, other));
                return;
            }
        }
        else if (part is null || file.Part is null)
        {
            var speaks = part is null ? speaksOf : speaksOf.Append(part.CountyKey).ToHashSet();
            if (file.SpokeOf.Count > 0 && speaks.Count > 0 && !file.SpokeOf.Overlaps(speaks))
                return;
        }
        replaced.Add(file.FileId);
        Owners.UnionWith(of);
        entries.UnionWith(file.Wrote.Select(entry => (entry.CountyKey, entry.Height)));
        notes.Add(Replaced(file));
    }

    private static Sentence Replaced(Earlier file) => new(
        $"本表取代此前同一来源、同一期间的“{file.Name}”（批次 {file.BatchId}），那一份的内容不再有效。如果两份是不同乡镇的，请撤销本批，在两个文件的名称或标题中写明乡镇后重新导入。",
        $"This list takes the place of the earlier file '{file.Name}' (batch {file.BatchId}) of the same source and period; what that one said no longer holds. If they are parts of different townships, undo this batch, name the township in the name or title of both files and import them again.");

    private static Sentence Beside(Earlier file, ListPart other) => new(
        $"此前同一来源、同一期间的“{file.Name}”（批次 {file.BatchId}）只有{other.Name}的行，与本表并存。如果本表是它的更正，请用 saxaul undo {file.BatchId} 撤销那一批。",
        $"The earlier file '{file.Name}' (batch {file.BatchId}) of the same source and period has rows of {other.Name} only and stands beside this list. If this list corrects it, take that batch back with saxaul undo {file.BatchId}.");
}
