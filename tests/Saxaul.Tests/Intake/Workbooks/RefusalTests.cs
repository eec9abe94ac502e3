using System;
using System.IO;
using System.Linq;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class RefusalTests
{
    private static int Refused(byte[] bytes, WorkbookLimits? limits = null)
    {
        Problem problem = Assert.Throws<ProblemException>(() =>
        {
            using Workbook workbook = Workbook.Open(new MemoryStream(bytes), "表.xls", limits);
            foreach (Sheet sheet in workbook.Sheets) Rows.Of(workbook, sheet.Index);
        }).Problem;
        Assert.Contains("表.xls", problem.Zh, StringComparison.Ordinal);
        Assert.Contains("表.xls", problem.En, StringComparison.Ordinal);
        return problem.Number;
    }

    private static int Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Compound(params string[] streams)
    {
        byte[] bytes = new byte[4096];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(bytes);
        for (int n = 0; n < streams.Length; n++)
        {
            Span<byte> entry = bytes.AsSpan(1024 + 128 * n, 128);
            Encoding.Unicode.GetBytes(streams[n], entry);
            entry[64] = (byte)(streams[n].Length * 2 + 2);
            entry[66] = 2;
        }
        return bytes;
    }

    [Fact]
    public void A_file_that_is_not_there() =>
        Assert.Equal(2001, Assert.Throws<ProblemException>(() => Workbook.Open(Path.Combine(Path.GetTempPath(), "没有", "这个.xlsx"))).Problem.Number);

    [Fact]
    public void An_empty_file() => Assert.Equal(2003, Refused([]));

    [Theory]
    [InlineData("<html><body><table><tr><td>1</td></tr></table></body></html>")]
    [InlineData("\uFEFF  <!DOCTYPE html><html></html>")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related")]
    [InlineData("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")]
    [InlineData("%PDF-1.7\n%")]
    [InlineData("{\\rtf1}")]
    [InlineData("ID;PWXL;N;E")]
    public void Another_format_under_a_workbooks_name_is_told_how_to_become_one(string content) => Assert.Equal(2005, Refused(content));

    [Fact]
    public void Other_programs_files()
    {
        Assert.Equal(2005, Refused(Compound("WordDocument")));
        Assert.Equal(2005, Refused(Compound("SomethingElse")));
        Assert.Equal(2005, Refused([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        Assert.Equal(2005, Refused(Zip(("word/document.xml", "<w/>"), ("[Content_Types].xml", "<Types/>"))));
        Assert.Equal(2005, Refused(Zip(("xl/workbook.bin", "x"), ("[Content_Types].xml", "<Types/>"))));
        Assert.Equal(2005, Refused(Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>"))));
    }

    [Fact]
    public void A_password() => Assert.Equal(2006, Refused(Compound("EncryptionInfo", "EncryptedPackage")));

    [Fact]
    public void An_archive_of_workbooks()
    {
        Assert.Equal(2007, Refused(Zip(("一村.xlsx", "PK"), ("二村.xlsx", "PK"))));
        Assert.Equal(2007, Refused("Rar!\x1A\x07"));
    }

    [Fact]
    public void Bytes_that_mean_nothing()
    {
        Assert.Equal(2004, Refused([1, 2, 3, 0, 0, 0, 255, 254]));
        Assert.Equal(2004, Refused(new byte[5000]));
    }

    [Fact]
    public void Sheets_without_any_data()
    {
        Assert.Equal(2012, Refused(new RawXlsx().Sheet("<row r=\"1\"><c r=\"A1\"/></row>").Sheet("", "Sheet2").Bytes().ToArray()));
        Assert.Equal(2012, Refused("\n , ,\n"));
    }

    [Fact]
    public void A_file_larger_than_allowed() =>
        Assert.Equal(2008, Refused(new RawXlsx().Sheet("<row><c><v>1</v></c></row>").Bytes().ToArray(), new WorkbookLimits { FileBytes = 100 }));

    [Fact]
    public void A_bomb_is_stopped_while_it_inflates()
    {
        byte[] bomb = new RawXlsx().Sheet("<row><c><v>1</v></c></row>" + new string(' ', 8 << 20)).Bytes().ToArray();
        Assert.Equal(2009, Refused(bomb, new WorkbookLimits { InflationFloor = 1 << 20, InflationRatio = 100 }));
        Assert.Equal(2009, Refused(bomb, new WorkbookLimits { InflatedBytes = 1 << 20 }));
        // Even within the limits nothing buffers text that has no end.
        Assert.Equal(2009, Refused(bomb));
    }

    [Fact]
    public void A_bomb_in_a_part_that_nobody_needs_is_refused_by_its_declaration()
    {
        byte[] bomb = new RawXlsx().Sheet("<row><c><v>1</v></c></row>").Part("xl/media/image1.emf", new string('0', 3 << 20)).Bytes().ToArray();
        Assert.Equal(2009, Refused(bomb, new WorkbookLimits { InflatedBytes = 2 << 20 }));
    }

    [Fact]
    public void Too_many_parts_texts_or_merged_ranges()
    {
        byte[] file = new RawXlsx().Shared("<si><t>很多很多很多文字</t></si>")
            .Sheet("<row><c><v>1</v></c></row>", after: "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/></mergeCells>").Bytes().ToArray();
        Assert.Equal(2009, Refused(file, new WorkbookLimits { Entries = 3 }));
        Assert.Equal(2008, Refused(file, new WorkbookLimits { SharedCharacters = 5 }));
        Assert.Equal(2008, Refused(file, new WorkbookLimits { MergedRanges = 1 }));
    }

    [Fact]
    public void Entities_and_document_types()
    {
        const string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        byte[] sheet = new RawXlsx().SheetXml(bomb + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>").Bytes().ToArray();
        Assert.Equal(2011, Refused(sheet));
        Assert.Equal(2011, Refused(new RawXlsx().Sheet("<row><c><v>1</v></c></row>").Part("xl/sharedStrings.xml", bomb + "<sst/>").Bytes().ToArray()));
        Assert.Equal(2010, Refused(new RawXlsx().Sheet("<row><c t=\"inlineStr\"><is><t>&unknown;</t></is></c></row>").Bytes().ToArray()));
    }

    [Fact]
    public void Elements_in_elements_without_end()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));
        Assert.Equal(2010, Refused(new RawXlsx().SheetXml($"<worksheet>{deep}<sheetData/></worksheet>").Bytes().ToArray()));
        Assert.Equal(2010, Refused(new RawXlsx().Sheet($"<row><c><v>1</v>{deep}</c></row>").Bytes().ToArray()));
        Assert.Equal(2010, Refused(new RawXlsx().Shared($"<si><t>字</t>{deep}</si>").Sheet("<row><c t=\"s\"><v>0</v></c></row>").Bytes().ToArray()));
    }

    [Fact]
    public void A_file_cut_off_on_its_way()
    {
        byte[] whole = new RawXlsx().Sheet("<row><c><v>1</v></c></row>").Bytes().ToArray();
        Assert.Equal(2010, Refused(whole[..(whole.Length / 2)]));
        Assert.Equal(2010, Refused(Compound("Workbook")));
    }

    [Fact]
    public void A_cell_that_points_nowhere() => Assert.Equal(2010, Refused(new RawXlsx().Sheet("<row><c t=\"s\"><v>5</v></c></row>").Bytes().ToArray()));

    [Fact]
    public void A_flipped_bit_is_either_harmless_or_refused_and_never_another_figure()
    {
        byte[] whole = new RawXlsx().Sheet(
            """<row r="1"><c r="A1"><v>12300</v></c><c r="B1" t="inlineStr"><is><t>张三</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>""").Bytes().ToArray();
        using Workbook original = Workbook.Open(new MemoryStream(whole), "表.xlsx");
        var expected = Rows.Of(original);
        Gen.Int[0, whole.Length * 8 - 1].Sample(bit =>
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                using Workbook workbook = Workbook.Open(new MemoryStream(flipped), "表.xlsx");
                if (workbook.Sheets.Count > 0) Assert.Equal(expected, Rows.Of(workbook));
            }
            catch (ProblemException refused)
            {
                Assert.InRange(refused.Problem.Number, 2001, 2099);
            }
        }, iter: 1000);
    }

    [Fact]
    public void The_stream_of_a_refused_file_is_closed()
    {
        var stream = new MemoryStream([1, 2, 3, 0]);
        Assert.Throws<ProblemException>(() => Workbook.Open(stream, "表.xls"));
        Assert.False(stream.CanRead);
    }
}
