using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Saxaul.Database;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// Gives findings back as workbooks: the sender's own file with the cells in question coloured and commented and the list as its last sheet. Put right and handed in
/// again, its findings close by themselves, and the list is not read.
/// </summary>
/// <example><code>
/// var written = MarkFindings.Write(registry, actor, [.. result.Files.Select(file => file.Found).OfType&lt;FileFindings&gt;()], "问题.xlsx");
/// </code></example>
public static class MarkFindings
{
    /// <summary>Characters of a part beside the cells (styles, comments and their shapes), which is held in memory to be changed. A workbook with a larger one goes back with its cells alone.</summary>
    internal const long MostCharacters = 64_000_000;

    /// <summary>
    /// Writes the findings of files. One file: its workbook, marked, under the name given. Several: the list over all under that name, and beside it, as
    /// NAME-FILE.xlsx, the marked workbook of each file that has any. Only their owner can read them. Without any finding nothing is written.
    /// </summary>
    /// <param name="handedIn">Files with what an import just found, or with what is open still (<see cref="ListFileFindings"/>).</param>
    /// <param name="export">What they leave the registry with.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>; <see cref="Problem.FileExists"/>: nothing is ever overwritten.</exception>
    public static IReadOnlyList<string> Write(Registry registry, Actor actor, IReadOnlyCollection<FileFindings> handedIn, string path, Export? export = null)
    {
        foreach (var file in handedIn)
            ListFileFindings.RequireAll(registry, actor, file.FileId);
        var files = handedIn.Where(file => file.Findings.Count > 0).ToList();
        List<(string Path, FileFindings? File)> targets = files.Count == 0 ? []
            : handedIn.Count == 1 ? [(path, files[0])]
            : [(path, null), .. files.Select(file => (PathOf(path, file.File), (FileFindings?)file))];
        RefuseExisting(targets.Select(target => target.Path));
        foreach (var (target, file) in targets)
        {
            using var content = file is null ? ListOf(files, export) : Marked(registry, file, export);
            using var stream = PrivateFile.Make(target);
            content.CopyTo(stream);
        }
        return [.. targets.Select(target => target.Path)];
    }

    /// <summary>The findings of files as a workbook of one list.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public static Stream List(Registry registry, Actor actor, IReadOnlyList<FileFindings> files, Export export)
    {
        foreach (var file in files)
            ListFileFindings.RequireAll(registry, actor, file.FileId);
        return ListOf(files, export);
    }

    /// <summary>A file as its sender handed it in, its cells marked and the list of findings as its last sheet.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>; 2003 when the file was destroyed by an erasure.</exception>
    public static Stream Workbook(Registry registry, Actor actor, FileFindings file, Export export)
    {
        ListFileFindings.RequireAll(registry, actor, file.FileId);
        return Marked(registry, file, export);
    }

    /// <summary>Refuses before anything is done for it, when one of the files that <see cref="Write"/> may make is there already.</summary>
    /// <param name="files">The names of the files handed in.</param>
    /// <exception cref="ProblemException"><see cref="Problem.FileExists"/>, <see cref="Problem.FolderMissing"/></exception>
    public static void CheckPath(string path, IReadOnlyCollection<string> files)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new ProblemException(Problem.FolderMissing(folder));
        RefuseExisting(files.Count == 1 ? [path] : [path, .. files.Select(file => PathOf(path, file))]);
    }

    private static void RefuseExisting(IEnumerable<string> paths)
    {
        if (paths.FirstOrDefault(File.Exists) is { } there)
            throw new ProblemException(Problem.FileExists(there));
    }

    private static string PathOf(string path, string file) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{Path.GetFileNameWithoutExtension(file)}.xlsx");

    /// <summary>A list of findings as a workbook of its own.</summary>
    private static MemoryStream ListOf(IReadOnlyList<FileFindings> files, Export? export)
    {
        var content = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var main = document.AddWorkbookPart();
            main.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets());
            AddList(main, files, linked: false, export);
            Bear(document, export);
        }
        content.Position = 0;
        return content;
    }

    /// <summary>The workbook of a kept file, marked; one that is not xlsx, or an xlsx that only a lenient reader understands, as an xlsx with the same cells.</summary>
    private static MemoryStream Marked(Registry registry, FileFindings file, Export? export)
    {
        using var original = HandedFiles.Open(registry.Database, file.FileId);
        using var workbook = Saxaul.Intake.Workbook.Open(original, file.File);
        var content = new MemoryStream();
        var isXlsx = workbook.Format == WorkbookFormat.Xlsx;
        if (isXlsx)
        {
            original.Position = 0;
            original.CopyTo(content);
            try
            {
                Mark(content, file, name => name, export);
                content.Position = 0;
                return content;
            }
            catch (Exception lenient) when (lenient is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException or FileFormatException)
            {
                content = new MemoryStream();
            }
        }
        PlainXlsx.Write(workbook, content);
        Mark(content, file, name => workbook.Sheets.FirstOrDefault(sheet => sheet.Name == name) is { } sheet ? PlainXlsx.NameOf(sheet) : name, export);
        content.Position = 0;
        return content;
    }

    private static void Mark(Stream content, FileFindings file, Func<string, string> sheetName, Export? export)
    {
        using var document = SpreadsheetDocument.Open(content, isEditable: true, new OpenSettings { MaxCharactersInPart = MostCharacters });
        var main = document.WorkbookPart ?? throw new InvalidDataException("The package holds no workbook.");
        LeaveMacrosOut(document, main);
        RefuseDeep(main);
        var styles = new MarkingStyles(main);
        var bySheet = file.Findings.Where(finding => finding.Cell is not null).ToLookup(finding => sheetName(finding.Sheet));
        foreach (var sheet in main.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToList())
        {
            if (main.GetPartById(sheet.Id!) is not WorksheetPart part)
                continue;
            if (sheet.Name?.Value?.StartsWith(FindingsSheet.Name, StringComparison.Ordinal) == true)
            {
                sheet.Remove();
                main.DeletePart(part);
                continue;
            }
            var cells = bySheet[sheet.Name?.Value ?? ""].ToLookup(finding => ColumnLetters.TryParse(finding.Cell, out var column, out var row) ? (Row: row, Column: column) : default);
            var shapes = CellComments.Write(part, cells.ToDictionary(cell => cell.Key, cell => string.Join('\n', cell.Select(Comment).Distinct())));
            new MarkedSheet(styles, cells.GroupBy(cell => cell.Key.Row).ToDictionary(row => row.Key,
                row => new SortedDictionary<int, bool>(row.ToDictionary(cell => cell.Key.Column, cell => cell.Any(finding => finding.Field == Registers.WellKnown.DocumentNumber))))).Rewrite(part, shapes);
        }
        main.WorkbookStylesPart!.Stylesheet!.Save();
        AddList(main, [file], linked: true, export);
        Bear(document, export);
    }

    /// <summary>What is held in memory whole is first read through: a library that walks it element in element would fall over one that is deep, and take the program along.</summary>
    /// <exception cref="System.Xml.XmlException"></exception>
    private static void RefuseDeep(WorkbookPart main)
    {
        IEnumerable<OpenXmlPart> held = [main, .. main.Parts.Select(one => one.OpenXmlPart).Where(part => part is WorkbookStylesPart),
            .. main.WorksheetParts.SelectMany(sheet => sheet.Parts).Select(one => one.OpenXmlPart).Where(part => part is WorksheetCommentsPart or VmlDrawingPart)];
        foreach (var part in held)
        {
            using var xml = System.Xml.XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read),
                new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, CloseInput = true });
            while (xml.ReadOn())
            {
            }
        }
    }

    private static string Comment(FindingInFile finding) => $"{finding.Label.Zh}。{finding.ToDo.Zh}\n{finding.Label.En}. {finding.ToDo.En}";

    /// <summary>Who took it out, when, and the mark it is known by; also where somebody deletes the list.</summary>
    private static void Bear(SpreadsheetDocument document, Export? export)
    {
        if (export is null)
            return;
        var properties = document.PackageProperties;
        (properties.Identifier, properties.LastModifiedBy, properties.Modified, properties.Description) = (export.Mark, export.Actor, export.At.UtcDateTime, export.Line);
    }

    /// <summary>What goes back is a workbook without macros: nobody has read them, and a file named .xlsx that holds some does not open.</summary>
    private static void LeaveMacrosOut(SpreadsheetDocument document, WorkbookPart main)
    {
        if (main.VbaProjectPart is { } macros)
            main.DeletePart(macros);
        if (document.DocumentType != SpreadsheetDocumentType.Workbook)
            document.ChangeDocumentType(SpreadsheetDocumentType.Workbook);
    }

    private static void AddList(WorkbookPart main, IReadOnlyList<FileFindings> files, bool linked, Export? export)
    {
        var part = main.AddNewPart<WorksheetPart>();
        using (var xml = SheetXml.Into(part))
            FindingsSheet.Write(xml, files, linked, export);
        var sheets = main.Workbook!.Sheets!;
        var numbers = sheets.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => sheet.SheetId?.Value ?? 0).DefaultIfEmpty(0u).Max();
        sheets.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = main.GetIdOfPart(part), SheetId = numbers + 1, Name = FindingsSheet.Name });
        main.Workbook.Save();
    }
}
