using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Saxaul.Bench;

/// <summary>One workbook of 300,000 rows of invented people, imported in a process of its own: what it takes and how much memory it ever holds.</summary>
internal static class LargeImportBench
{
    private const int Rows = 300_000, MembersPerHousehold = 4, VillagesPerTownship = 10, Townships = 15;
    private const string Headings = "县,乡镇,行政村,户编号,户类型,联系电话,姓名,与户主关系,性别,证件号码,出生日期,健康状况,劳动能力,务工月数,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出,自付医疗费用,自付教育费用,因灾损失,住房鉴定等级,饮水是否安全";
    private static readonly string[] Relations = ["户主", "配偶", "之子", "之女"];

    public static void Run(string? server)
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-bench-");
        try
        {
            var areas = Path.Combine(folder.FullName, "areas.csv");
            File.WriteAllText(areas, Areas());
            Console.WriteLine("| one workbook | s | processor s | rows/s | peak MB |\n|---|---|---|---|---|");
            foreach (var shared in new[] { true, false })
            {
                var texts = shared ? "shared texts" : "texts in the cells";
                var files = folder.CreateSubdirectory(shared ? "shared" : "inline").FullName;
                Write(Path.Combine(files, "659901-某县-户信息.xlsx"), shared);
                Say($"SQLite, {texts}", ImportBench.InFolder(target => Measured.InChild("import-once", files, areas, target)));
                if (server is not null)
                    Say($"PostgreSQL, {texts}", ImportBench.InNewDatabase(server, target => Measured.InChild("import-once", files, areas, target)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Say(string name, Measured run) =>
        Console.WriteLine($"| {name} | {run.Seconds:0.0} | {run.ProcessorSeconds:0.0} | {run.Rows / run.Seconds:N0} | {run.PeakMegabytes:0} |");

    private static string Areas()
    {
        var areas = new StringBuilder("code,name,level,parent\n6599,某地区,prefecture,65\n659901,某县,county,6599\n");
        for (var township = 0; township < Townships; township++)
        {
            var code = $"659901{100 + township}";
            areas.Append(CultureInfo.InvariantCulture, $"{code},第{township}镇,township,659901\n");
            for (var village = 0; village < VillagesPerTownship; village++)
                areas.Append(CultureInfo.InvariantCulture, $"{code}{200 + village},{township}号{village}村委会,village,{code}\n");
        }
        return areas.ToString();
    }

    private static void Write(string path, bool shared)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        var texts = new System.Collections.Generic.Dictionary<string, int>(StringComparer.Ordinal);
        Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
        Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="户信息" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Part(zip, "xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
            </Relationships>
            """);
        using (var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open()))
        {
            sheet.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
            Row(sheet, Headings.Split(','), shared ? texts : null);
            for (var row = 0; row < Rows; row++)
                Row(sheet, Cells(row), shared ? texts : null);
            sheet.Write("</sheetData></worksheet>");
        }
        using var table = new StreamWriter(zip.CreateEntry("xl/sharedStrings.xml").Open());
        table.Write("""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
        foreach (var text in texts.Keys)
            table.Write($"<si><t>{text}</t></si>");
        table.Write("</sst>");
    }

    private static object?[] Cells(int row)
    {
        var (household, member) = (row / MembersPerHousehold, row % MembersPerHousehold);
        var (township, village) = (household / VillagesPerTownship % Townships, household % VillagesPerTownship);
        var born = new DateOnly(1950, 1, 1).AddDays(row % 25_000);
        var (isHead, amount) = (member == 0, 1_000 + household % 60_000);
        object?[] ofHousehold = isHead
            ? ["某县", $"第{township}镇", $"{township}号{village}村", $"99{household:00000000}", "脱贫户", $"199{household:00000000}"]
            : [null, null, null, $"99{household:00000000}", null, null];
        object?[] amounts = isHead ? [amount, amount / 2, null, amount / 10, amount / 3, amount % 7_000, null, 0, "A级", "是"] : [null, null, null, null, null, null, null, null, null, null];
        return [.. ofHousehold, $"艾合买提·{row:000000}甲", Relations[member], row % 2 == 0 ? "男" : "女", Number(born, row), born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "健康", "普通劳动力", row % 12, .. amounts];
    }

    private static string Number(DateOnly born, int row)
    {
        var first = $"999{row / 25_000 % 1000:000}{born:yyyyMMdd}{row % 500 * 2 + (row % 2 == 0 ? 1 : 0):000}";
        return first + Intake.ResidentNumber.CheckDigit(first);
    }

    private static void Row(StreamWriter sheet, object?[] cells, System.Collections.Generic.Dictionary<string, int>? texts)
    {
        sheet.Write("<row>");
        for (var column = 0; column < cells.Length; column++)
        {
            if (cells[column] is string text && texts is not null)
            {
                if (!texts.TryGetValue(text, out var index))
                    texts[text] = index = texts.Count;
                sheet.Write($"<c t=\"s\"><v>{index}</v></c>");
            }
            else
            {
                sheet.Write(cells[column] switch
                {
                    null => "<c/>",
                    string inline => $"<c t=\"inlineStr\"><is><t>{inline}</t></is></c>",
                    var number => $"<c><v>{number}</v></c>",
                });
            }
        }
        sheet.Write("</row>");
    }

    private static void Part(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }
}
