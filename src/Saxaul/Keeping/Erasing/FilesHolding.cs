using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Keeping.Erasing;

/// <summary>
/// The kept files, and the uploads that wait, in which somebody is, found by reading them all; and handed files whose names tell of them. That takes as long as there are files, so it is done before anything is locked; under the lock only those are read that came
/// since.
/// </summary>
internal sealed partial class FilesHolding
{
    private const string Kept = "SELECT DISTINCT file_id, file_id FROM file_piece WHERE county_key = 0 ORDER BY file_id";

    private const string Staged = "SELECT f.id, f.upload_id FROM staged_file f JOIN staged_upload u ON u.county_key = f.county_key AND u.id = f.upload_id WHERE f.county_key = 0 AND (@all OR u.state <> @arriving) ORDER BY f.id";

    /// <summary>Larger parts of a workbook hold no words beside its cells.</summary>
    private const long MostBesideCells = 16 << 20;

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
            names[id] = (seal, ErasedFiles.IsNamed(ask, id, who));
        foreach (var gone in names.Keys.Except(sealedNow.Select(one => one.Id)).ToList())
            names.Remove(gone);
    }

    /// <param name="arriving">Also uploads of which pieces are still to come: without a lock they cannot be read to their end.</param>
    private void Look(Ask ask, bool arriving)
    {
        foreach (var (file, _) in Of(ask(Kept)).Where(one => readKept.Add(one.File)))
        {
            if (Holds(ask(HandedFiles.PiecesOf), file))
                kept.Add(file);
        }
        foreach (var (file, upload) in Of(ask(Staged, ("@all", arriving), ("@arriving", nameof(UploadState.Arriving)))).Where(one => readStaged.Add(one.File)))
        {
            if (Holds(ask(HandedFiles.StagedPiecesOf), file))
                uploads.Add(upload);
        }
        uploads.UnionWith(ask("SELECT upload_id, name FROM staged_file WHERE county_key = 0").ToList(reader => (Upload: reader.GetInt64(0), Name: reader.GetString(1))).Where(one => who.NamedIn(one.Name)).Select(one => one.Upload));
    }

    private static List<(long File, long Of)> Of(DbCommand command) => command.ToList(reader => (reader.GetInt64(0), reader.GetInt64(1)));

    /// <summary>Whether somebody stands anywhere in a file; one that cannot be read may hold them.</summary>
    private bool Holds(DbCommand pieces, long fileId)
    {
        try
        {
            var content = HandedFiles.Read(pieces, secrets, fileId);
            if (content.Length == 0)
                return false;
            if (BesideCells(content).Any(beside => beside.IsOfCells ? who.StandsIn(beside.Text) : who.RunsIn(beside.Text)))
                return true;
            using var workbook = Workbook.Open(content, "");
            foreach (var sheet in workbook.Sheets)
            {
                if (who.NamedIn(sheet.Name))
                    return true;
                using var rows = workbook.Rows(sheet);
                while (rows.Read())
                {
                    foreach (ref readonly var cell in rows.Cells)
                    {
                        if (!cell.IsBlank && who.StandsIn(cell.Text))
                            return true;
                    }
                }
            }
            return false;
        }
        catch (Exception unreadable) when (unreadable is ProblemException or InvalidDataException or XmlException)
        {
            return true;
        }
    }

    /// <summary>What a workbook says beside its cells: comments, print headers and footers, hints, links, names of sheets, properties; and texts of cells that none bears any more.</summary>
    private static IEnumerable<(string Text, bool IsOfCells)> BesideCells(MemoryStream content)
    {
        if (!content.GetBuffer().AsSpan(0, (int)content.Length).StartsWith("PK"u8))
        {
            foreach (var text in XlsBesideCells.Read(content))
                yield return text;
            yield break;
        }
        using (var parts = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
        {
            foreach (var part in parts.Entries)
            {
                var ends = Path.GetExtension(part.FullName).ToUpperInvariant();
                var texts = ends == ".XML" && (part.FullName.Contains("worksheets/", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase)) ? OutsideRows(part)
                    : ends is ".XML" or ".RELS" or ".VML" && part.Length < MostBesideCells ? Texts(part) : [];
                foreach (var text in texts)
                    yield return (text, part.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase));
            }
        }
        content.Position = 0;
    }

    private static IEnumerable<string> Texts(ZipArchiveEntry part)
    {
        using var reader = new StreamReader(part.Open());
        foreach (var text in reader.ReadToEnd().Split('<', '>', '"').Where(text => text.Length > 1))
            yield return WebUtility.HtmlDecode(text);
    }

    /// <summary>Of parts as long as the list itself: a sheet's rows are read as its cells.</summary>
    private static IEnumerable<string> OutsideRows(ZipArchiveEntry part)
    {
        using var xml = XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CloseInput = true });
        xml.Read();
        while (!xml.EOF)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheetData" })
            {
                xml.Skip();
                continue;
            }
            if (xml.HasValue && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                yield return PrintCodes().Replace(xml.Value, " ");
            while (xml.MoveToNextAttribute())
                yield return xml.Value;
            xml.Read();
        }
    }

    /// <summary>Where on the page, and in which letters, a header stands: no part of the word that follows.</summary>
    [GeneratedRegex("&(?:K[0-9A-Fa-f]{6}|[A-Za-z])")]
    private static partial Regex PrintCodes();
}
