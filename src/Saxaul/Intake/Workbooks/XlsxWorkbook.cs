using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>
/// An xlsx workbook, strict or transitional (ECMA-376 part 1, 12 and 18). Every part that will be read is inflated once when the
/// workbook is opened, against limits and check sums, and nothing else in the file is ever opened: embedded files, pictures and
/// macros stay shut.
/// </summary>
internal sealed class XlsxWorkbook : Workbook
{
    private readonly Stream content;
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ZipArchiveEntry> sheetParts = [];
    private readonly List<SheetScan> scans = [];
    private readonly List<Sheet> sheets = [];
    private string? sharedStringsPart;
    private string? stylesPart;

    public XlsxWorkbook(Stream content, string name, WorkbookLimits limits) : base(name, WorkbookFormat.Xlsx)
    {
        this.content = content;
        Limits = limits;
        archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        CheckDirectory();
        ReadStructure(FindWorkbookPart());
        SharedStrings = Part(sharedStringsPart) is { } shared ? XlsxSharedStrings.Read(Xml(shared), this) : [];
        DateStyles = Part(stylesPart) is { } styles ? XlsxStyles.ReadDateStyles(Xml(styles)) : [];
        foreach (ZipArchiveEntry part in sheetParts)
        {
            using var bytes = new CheckedPart(part, this);
            scans.Add(SheetScan.Of(bytes, limits.MergedRanges, () => throw new ProblemException(Problem.FileTooLarge(name,
                $"合并单元格超过 {limits.MergedRanges} 处", $"more than {limits.MergedRanges} merged ranges"))));
        }
        Sheets = sheets;
        AddNotes();
    }

    public WorkbookLimits Limits { get; }

    /// <summary>The texts that cells point to; each is one string however often it is used.</summary>
    public string[] SharedStrings { get; }

    /// <summary>By style number: whether it shows a number as a date or time.</summary>
    public bool[] DateStyles { get; }

    /// <summary>Whether days are counted from 1904, as old Macintosh workbooks do.</summary>
    public bool Dates1904 { get; private set; }

    public override SheetRows Rows(Sheet sheet)
    {
        SheetScan scan = scans[sheet.Index];
        return new XlsxRows(this, sheet, scan, sheetParts[sheet.Index].Open());
    }

    public override IReadOnlyList<MergedRange> MergedRanges(Sheet sheet) => scans[sheet.Index].Merges;

    public override void Dispose()
    {
        archive.Dispose();
        content.Dispose();
    }

    /// <summary>Refuses what the directory alone gives away, before anything is inflated.</summary>
    private void CheckDirectory()
    {
        if (archive.Entries.Count > Limits.Entries) throw new ProblemException(Problem.FileInflatesTooMuch(Name));
        long declared = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            declared += entry.Length;
            if (entry.Length < 0 || declared > Limits.InflatedBytes) throw new ProblemException(Problem.FileInflatesTooMuch(Name));
            parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    private string FindWorkbookPart()
    {
        RefuseOtherPackages();
        string? main = Relations("").FirstOrDefault(static relation => relation.Type == "officeDocument")?.Target;
        if (main is null || !parts.ContainsKey(main)) main = "xl/workbook.xml";
        return parts.ContainsKey(main) ? main : throw new ProblemException(Problem.FileIsDamaged(Name));
    }

    private void RefuseOtherPackages()
    {
        if (parts.ContainsKey("xl/workbook.bin")) throw new ProblemException(Problem.OtherFormat(Name, "Excel 二进制工作簿（.xlsb）", "an Excel binary workbook (.xlsb)"));
        if (parts.ContainsKey("word/document.xml")) throw new ProblemException(Problem.OtherFormat(Name, "Word 文档", "a Word document"));
        if (parts.ContainsKey("ppt/presentation.xml")) throw new ProblemException(Problem.OtherFormat(Name, "演示文稿", "a presentation"));
        if (parts.ContainsKey("content.xml") && parts.ContainsKey("mimetype"))
            throw new ProblemException(Problem.OtherFormat(Name, "OpenDocument 文件（如 .ods）", "an OpenDocument file (such as .ods)"));
        if (!parts.ContainsKey("[Content_Types].xml") && !parts.ContainsKey("xl/workbook.xml")) throw new ProblemException(Problem.ArchiveOfFiles(Name));
    }

    private void ReadStructure(string workbookPart)
    {
        Dictionary<string, Relation> relations = Relations(workbookPart).GroupBy(static r => r.Id).ToDictionary(static g => g.Key, static g => g.First());
        sharedStringsPart = relations.Values.FirstOrDefault(static r => r.Type == "sharedStrings")?.Target;
        stylesPart = relations.Values.FirstOrDefault(static r => r.Type == "styles")?.Target;
        using XmlReader xml = Xml(parts[workbookPart]);
        while (xml.ReadOn())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") Dates1904 = Attribute(xml, "date1904") is "1" or "true" or "on";
            else if (xml.LocalName == "sheet" && relations.TryGetValue(Attribute(xml, "id") ?? "", out Relation? relation)) AddSheet(xml, relation);
        }
    }

    private void AddSheet(XmlReader xml, Relation relation)
    {
        if (relation.Type != "worksheet") return;
        if (Part(relation.Target) is not { } part) throw new ProblemException(Problem.FileIsDamaged(Name));
        sheets.Add(new Sheet(sheets.Count, Attribute(xml, "name") ?? "", Attribute(xml, "state") is not ("hidden" or "veryHidden")));
        sheetParts.Add(part);
    }

    private void AddNotes()
    {
        if (parts.Keys.Any(static part => part.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            AddNote(new WorkbookNote(null, null, null, "文件带有宏。宏没有运行，只读取了单元格的内容。",
                "The file carries macros. They were not run; only its cells were read."));
        }
        if (parts.Keys.Any(static part => part.Contains("/externalLinks/", StringComparison.OrdinalIgnoreCase)))
        {
            AddNote(new WorkbookNote(null, null, null, "文件中有公式引用了其他工作簿，读取的是保存时的结果，可能不是最新的。",
                "Formulas in the file refer to other workbooks; their results are those of the last time it was saved and may be out of date."));
        }
    }

    private ZipArchiveEntry? Part(string? name) => name is not null && parts.TryGetValue(name, out ZipArchiveEntry? part) ? part : null;

    private XmlReader Xml(ZipArchiveEntry part) => XlsxXml.Open(new CheckedPart(part, this), this);

    /// <summary>The relations of a part; of the package itself for "".</summary>
    private List<Relation> Relations(string source)
    {
        int slash = source.LastIndexOf('/') + 1;
        string folder = source[..slash];
        var relations = new List<Relation>();
        if (Part($"{folder}_rels/{source[slash..]}.rels") is not { } part) return relations;
        using XmlReader xml = Xml(part);
        while (xml.ReadOn())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || Attribute(xml, "TargetMode") == "External") continue;
            string type = Attribute(xml, "Type") ?? "";
            relations.Add(new Relation(Attribute(xml, "Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(folder, Attribute(xml, "Target") ?? "")));
        }
        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        if (target.StartsWith('/')) return target.TrimStart('/');
        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (string step in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0) path.RemoveAt(path.Count - 1);
            else if (step is not ("." or "..")) path.Add(step);
        }
        return string.Join('/', path);
    }

    /// <summary>An attribute by its local name: strict and transitional files differ in namespaces only.</summary>
    private static string? Attribute(XmlReader xml, string name)
    {
        string? value = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name) value = xml.Value;
        }
        xml.MoveToElement();
        return value;
    }

    private sealed record Relation(string Id, string Type, string Target);
}
