using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>
/// The kept files, and the uploads that wait, in which somebody is, found by reading them all; and handed files whose names tell of them. That takes as long as there are files, so it is done before anything is locked; under the lock only those are read that came
/// since.
/// </summary>
internal sealed class FilesHolding
{
    private const string Kept = "SELECT DISTINCT file_id, file_id FROM file_piece WHERE county_key = 0 ORDER BY file_id";

    private const string Staged = "SELECT f.id, f.upload_id FROM staged_file f JOIN staged_upload u ON u.county_key = f.county_key AND u.id = f.upload_id WHERE f.county_key = 0 AND (@all OR u.state <> @arriving) ORDER BY f.id";

    private readonly Secrets secrets;
    private readonly KnownBy who;
    private readonly HashSet<long> readKept = [], readStaged = [];
    private readonly SortedSet<long> kept = [], uploads = [];

    /// <summary>What was read of a handed file's names: the seal of its row then, which is another one as soon as anything of it changes, and whether they name somebody.</summary>
    private readonly SortedDictionary<long, (byte[]? Seal, bool IsNamed)> names = [];

    public FilesHolding(RegistryDatabase database, KnownBy who)
    {
        (secrets, this.who) = (database.Secrets, who);
        using var connection = database.OpenReader();
        Look(connection.Command, arriving: false);
        LookAtNames(connection.Command);
    }

    /// <summary>The kept files that hold them, and the uploads of which a file does or bears their name.</summary>
    public (IReadOnlyList<long> Kept, IReadOnlyList<long> Uploads) Now(WriteSession session)
    {
        Look(session.Writer.Command, arriving: true);
        return ([.. kept], [.. uploads]);
    }

    /// <summary>Every handed file, kept or not, whose name, sheets or report name them.</summary>
    public IReadOnlyList<long> Named(WriteSession session)
    {
        LookAtNames(session.Writer.Command);
        return [.. names.Where(file => file.Value.IsNamed).Select(file => file.Key)];
    }

    private void LookAtNames(Ask ask)
    {
        var sealedNow = ask("SELECT id, seal FROM handed_file WHERE county_key = 0").ToList(reader => (Id: reader.GetInt64(0), Seal: reader.BytesOrNull(1)));
        foreach (var (id, seal) in sealedNow.Where(one => !names.TryGetValue(one.Id, out var then) || !then.Seal.AsSpan().SequenceEqual(one.Seal)))
            names[id] = (seal, HandedFiles.IsNamed(ask, id, who));
        foreach (var gone in names.Keys.Except(sealedNow.Select(one => one.Id)).ToList())
            names.Remove(gone);
    }

    /// <param name="arriving">Also uploads of which pieces are still to come: without a lock they cannot be read to their end.</param>
    private void Look(Ask ask, bool arriving)
    {
        foreach (var (file, _) in Of(ask(Kept)).Where(one => readKept.Add(one.File)))
        {
            if (HandedFiles.Holds(ask(HandedFiles.PiecesOf), secrets, file, who))
                kept.Add(file);
        }
        foreach (var (file, upload) in Of(ask(Staged, ("@all", arriving), ("@arriving", nameof(UploadState.Arriving)))).Where(one => readStaged.Add(one.File)))
        {
            if (HandedFiles.Holds(ask(HandedFiles.StagedPiecesOf), secrets, file, who))
                uploads.Add(upload);
        }
        uploads.UnionWith(ask("SELECT upload_id, name FROM staged_file WHERE county_key = 0").ToList(reader => (Upload: reader.GetInt64(0), Name: reader.GetString(1))).Where(one => who.NamedIn(one.Name)).Select(one => one.Upload));
    }

    private static List<(long File, long Of)> Of(System.Data.Common.DbCommand command) => command.ToList(reader => (reader.GetInt64(0), reader.GetInt64(1)));
}
