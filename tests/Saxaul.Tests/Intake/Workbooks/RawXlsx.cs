using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake;

/// <summary>An xlsx put together by hand, so that it can also be wrong in ways no library would write it.</summary>
internal sealed class RawXlsx
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, string State, string Xml)> sheets = [];
    private readonly Dictionary<string, string> parts = [];

    public string WorkbookProperties { get; init; } = "";

    /// <summary>Adds a sheet.</summary>
    /// <param name="rows">What stands inside sheetData.</param>
    /// <param name="name">Its name.</param>
    /// <param name="after">What stands behind sheetData, such as merged ranges.</param>
    /// <param name="state">visible, hidden or veryHidden.</param>
    public RawXlsx Sheet(string rows, string name = "Sheet1", string after = "", string state = "visible") =>
        SheetXml($"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{after}</worksheet>", name, state);

    public RawXlsx SheetXml(string xml, string name = "Sheet1", string state = "visible")
    {
        sheets.Add((name, state, xml));
        return this;
    }

    public RawXlsx Shared(params string[] items) => Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(items)}</sst>");

    public RawXlsx Styles(string numberFormats, params int[] formatOfStyle)
    {
        var styles = new StringBuilder($"<styleSheet xmlns=\"{Main}\"><numFmts>{numberFormats}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>");
        foreach (int format in formatOfStyle) styles.Append("<xf numFmtId=\"").Append(format).Append("\"/>");
        return Part("xl/styles.xml", styles.Append("</cellXfs></styleSheet>").ToString());
    }

    public RawXlsx Part(string name, string content)
    {
        parts[name] = content;
        return this;
    }

    public MemoryStream Bytes()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string content)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }

            var list = new StringBuilder();
            var relations = new StringBuilder();
            for (int n = 0; n < sheets.Count; n++)
            {
                list.Append($"<sheet name=\"{sheets[n].Name}\" sheetId=\"{n + 1}\" state=\"{sheets[n].State}\" r:id=\"rId{n + 1}\"/>");
                relations.Append($"<Relationship Id=\"rId{n + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{n + 1}.xml\"/>");
                Add($"xl/worksheets/sheet{n + 1}.xml", sheets[n].Xml);
            }
            if (parts.ContainsKey("xl/sharedStrings.xml")) relations.Append($"<Relationship Id=\"shared\" Type=\"{Office}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>");
            if (parts.ContainsKey("xl/styles.xml")) relations.Append($"<Relationship Id=\"styles\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>");
            foreach ((string name, string content) in parts) Add(name, content);
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add("_rels/.rels", $"<Relationships xmlns=\"{Packages}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Packages}\">{relations}</Relationships>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{WorkbookProperties}<sheets>{list}</sheets></workbook>");
        }
        file.Position = 0;
        return file;
    }

    public Workbook Open(WorkbookLimits? limits = null) => Workbook.Open(Bytes(), "表.xlsx", limits);
}
