using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Workbook = Saxaul.Intake.Workbook;

namespace Saxaul.Tests.Intake;

/// <summary>A list comes in with mistakes, goes back with the cells marked, comes in again put right, and nothing waits any more.</summary>
public abstract class MarkFindingsTests(DatabaseKind kind) : IDisposable
{
    private static readonly Actor Official = Actor.Operator("official");
    private readonly TestRegistry test = new(kind);

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        """;

    // The number of row 2 fails its check digit, row 3 has none, row 4 says another sex than its number.
    private const string Roster = """
        县|乡镇|行政村|户编号|姓名|与户主关系|性别|证件号码|出生日期|工资性收入
        库车市|牙哈镇|守努特村|'6510000001|卡德尔·艾尔肯|户主|男|'999019196309248932|1963-09-24|12300
        库车市|牙哈镇|守努特村|'6510000001|古丽|配偶|女||1963-07-22|
        库车市|牙哈镇|守努特村|'6510000002|买买提|户主|女|'999019196309248931|1963-09-24|很多
        """;

    private static readonly (string Cell, string Text)[] Corrections = [("H2", "999001196309240012"), ("H3", "999037196307227961"), ("G4", "男"), ("J4", "30000")];

    private Registry Registry => test.Registry;

    private void HasAreas() => new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(Registry, Official);

    /// <summary>A workbook as a spreadsheet program would write it, from a picture of its rows.</summary>
    private string Xlsx(string name, string picture)
    {
        using var workbook = Table.Open(picture);
        using var file = File.Create(test.File(name));
        PlainXlsx.Write(workbook, file);
        return test.File(name);
    }

    private FileReport Import(string path)
    {
        var report = new Import(Registry, Official, new ImportOptions { On = new DateOnly(2020, 4, 1) }).Run([path]).Files.Single();
        Assert.Null(report.Refused);
        return report;
    }

    private string Mark(string path, string name)
    {
        MarkFindings.Write(Registry, Official, [Import(path).Found!], test.File(name));
        return test.File(name);
    }

    /// <summary>Types texts into cells of the first sheet, as the sender does, and saves the workbook under another name.</summary>
    private string PutRight(string path, string name, params (string Cell, string Text)[] corrections)
    {
        var content = new MemoryStream();
        content.Write(File.ReadAllBytes(path));
        using (var document = SpreadsheetDocument.Open(content, isEditable: true))
        {
            foreach (var (at, text) in corrections)
            {
                var cell = CellAt(document, at);
                cell.RemoveAllChildren();
                (cell.DataType, cell.InlineString) = (CellValues.InlineString, new InlineString(new Text(text)));
            }
        }
        File.WriteAllBytes(test.File(name), content.ToArray());
        return test.File(name);
    }

    private static WorksheetPart SheetOf(SpreadsheetDocument document, int index = 0) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ElementAt(index).Id!);

    private static Cell CellAt(SpreadsheetDocument document, string at) => SheetOf(document).Worksheet!.Descendants<Cell>().Single(cell => cell.CellReference == at);

    private static List<string> Coloured(SpreadsheetDocument document)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        return [.. SheetOf(document).Worksheet!.Descendants<Cell>()
            .Where(cell => cell.StyleIndex is { } style && ((CellFormat)styles.CellFormats!.ChildElements[(int)style.Value]).FillId?.Value is > 1).Select(cell => cell.CellReference!.Value!)];
    }

    private static Dictionary<string, string> Comments(SpreadsheetDocument document) =>
        SheetOf(document).WorksheetCommentsPart?.Comments?.CommentList?.Elements<Comment>().ToDictionary(comment => comment.Reference!.Value!, comment => comment.InnerText) ?? [];

    private static List<string> Cells(string path, int sheet = 0)
    {
        using var workbook = Workbook.Open(path);
        return Rows.Of(workbook, sheet);
    }

    [Fact]
    public void The_workbook_goes_back_with_its_cells_marked_and_closes_its_findings_when_it_comes_in_put_right()
    {
        HasAreas();
        var handedIn = Xlsx("库车市.xlsx", Roster);
        var marked = Mark(handedIn, "退回.xlsx");

        using (var document = SpreadsheetDocument.Open(marked, isEditable: false))
        {
            Assert.Equal(["H2", "H3", "G4", "J4"], Coloured(document));
            Assert.Equal(["G4", "H2", "H3", "J4"], Comments(document).Keys.Order());
            Assert.Contains("校验位", Comments(document)["H2"], StringComparison.Ordinal);
            Assert.Contains("check digit", Comments(document)["H2"], StringComparison.Ordinal);
        }
        Assert.Equal(Cells(handedIn), Cells(marked));
        Assert.Contains(Cells(marked, 1), line => line.Contains("|H3|没有填写证件号码|", StringComparison.Ordinal));

        var second = Import(PutRight(marked, "再次提交.xlsx", Corrections));
        Assert.Empty(second.Findings);
        Assert.Empty(second.Replaces);
        Assert.Empty(second.UnknownColumns);
        Assert.Equal(3, second.Rows);
        Assert.Empty(ListFileFindings.Of(Registry, Official, second.FileId!.Value)!.Findings);
        using var reader = Registry.Database.OpenReader();
        Assert.Empty(Journal.AsOf.Now.Read(Registry.Database, reader, Finding.Table, CountyKey()));
    }

    [Fact]
    public void What_was_put_right_loses_its_mark_and_what_was_not_keeps_it()
    {
        HasAreas();
        var marked = Mark(Xlsx("库车市.xlsx", Roster), "退回.xlsx");
        var again = Mark(PutRight(marked, "再次提交.xlsx", Corrections[..2]), "再次退回.xlsx");

        using var document = SpreadsheetDocument.Open(again, isEditable: false);
        Assert.Equal(["G4", "J4"], Coloured(document));
        Assert.Equal(["G4", "J4"], Comments(document).Keys.Order());
        Assert.Equal(2, document.WorkbookPart!.Workbook!.Sheets!.Count());
    }

    [Fact]
    public void The_list_names_cells_and_never_what_is_written_there()
    {
        HasAreas();
        var list = string.Join('\n', Cells(Mark(Xlsx("库车市.xlsx", Roster), "退回.xlsx"), 1));

        Assert.Contains("|H2|", list, StringComparison.Ordinal);
        Assert.DoesNotContain("9990", list, StringComparison.Ordinal);
        Assert.DoesNotContain("买买提", list, StringComparison.Ordinal);
    }

    [Fact]
    public void A_csv_file_comes_back_as_a_workbook_with_the_same_cells()
    {
        HasAreas();
        var csv = test.Write("库车市.csv", Roster.Replace("'", "", StringComparison.Ordinal).Replace('|', ','));
        var marked = Mark(csv, "退回.xlsx");

        Assert.Equal(Cells(csv), Cells(marked));
        Assert.Empty(Import(PutRight(marked, "再次提交.xlsx", Corrections)).Findings);
    }

    [Fact]
    public void A_department_s_unreadable_amounts_close_when_its_list_comes_back_put_right()
    {
        HasAreas();
        Import(test.Write("库车市.csv", Roster.Replace("'", "", StringComparison.Ordinal).Replace('|', ',')));
        var marked = Mark(Xlsx("医保局-2020年3月自付费用.xlsx", """
            姓名|身份证号|住院日期|总费用|自付费用
            买买提|'999019196309248931|2020-03-05|9000|若干
            """), "退回.xlsx");
        using (var document = SpreadsheetDocument.Open(marked, isEditable: false))
            Assert.Equal(["E2"], Coloured(document));

        var second = Import(PutRight(marked, "医保局-2020年3月自付费用-更正.xlsx", ("E2", "1500")));
        Assert.Equal(1, second.Matched);
        Assert.Empty(second.Findings);
        using var reader = Registry.Database.OpenReader();
        Assert.DoesNotContain(Journal.AsOf.Now.Read(Registry.Database, reader, Finding.Table, CountyKey()), version => Finding.From(version).Field == "amount");
    }

    [Fact]
    public void Several_files_give_one_list_and_a_marked_workbook_each_and_nothing_is_ever_overwritten()
    {
        HasAreas();
        List<FileFindings> found = [Import(Xlsx("一.xlsx", Roster)).Found!, Import(Xlsx("二.xlsx", Roster.Replace("651", "652", StringComparison.Ordinal))).Found!];
        var written = MarkFindings.Write(Registry, Official, found, test.File("退回.xlsx"));

        Assert.Equal(["退回.xlsx", "退回-一.xlsx", "退回-二.xlsx"], written.Select(Path.GetFileName));
        // The sender's numbers stand in them as they are.
        foreach (var file in written)
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        Assert.Equal(2 + found.Sum(file => file.Findings.Count), Cells(written[0]).Count);
        var before = File.ReadAllBytes(written[2]);
        File.Delete(written[0]);
        Assert.Equal(1002, Assert.Throws<ProblemException>(() => MarkFindings.Write(Registry, Official, found, test.File("退回.xlsx"))).Problem.Number);
        Assert.False(File.Exists(written[0]));
        Assert.Equal(before, File.ReadAllBytes(written[2]));
    }

    [Fact]
    public void What_the_sender_had_in_the_workbook_stays_there()
    {
        HasAreas();
        var path = Xlsx("库车市.xlsx", Roster);
        using (var document = SpreadsheetDocument.Open(path, isEditable: true))
        {
            var sheet = SheetOf(document);
            sheet.Worksheet!.InsertAt(new Columns(new Column { Min = 5, Max = 5, Width = 33, CustomWidth = true }), 0);
            var formula = CellAt(document, "J2");
            formula.CellFormula = new CellFormula("12000+300");
            CellAt(document, "E2").StyleIndex = 1;
            sheet.AddNewPart<WorksheetCommentsPart>().Comments = new Comments(new Authors(new Author("张三")),
                new CommentList(new Comment(new CommentText(new Text("请核对"))) { Reference = "H2", AuthorId = 0 }, new Comment(new CommentText(new Text("已核"))) { Reference = "A2", AuthorId = 0 }));
            sheet.Worksheet.Save();
        }
        using var marked = SpreadsheetDocument.Open(Mark(path, "退回.xlsx"), isEditable: false);

        Assert.Equal(33, SheetOf(marked).Worksheet!.Descendants<Column>().Single().Width!.Value);
        Assert.Equal("12000+300", CellAt(marked, "J2").CellFormula!.Text);
        Assert.Equal(1u, CellAt(marked, "E2").StyleIndex!.Value);
        Assert.Equal("已核", Comments(marked)["A2"]);
        Assert.StartsWith("请核对\n", Comments(marked)["H2"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_whose_name_looks_like_a_formula_stays_text_in_the_list()
    {
        HasAreas();
        using (var workbook = new RawXlsx().Sheet(Table.Xml(Roster), "=1+1").Open())
        using (var file = File.Create(test.File("库车市.xlsx")))
            PlainXlsx.Write(workbook, file);
        using var document = SpreadsheetDocument.Open(Mark(test.File("库车市.xlsx"), "退回.xlsx"), isEditable: false);

        var list = SheetOf(document, 1).Worksheet!.Descendants<Cell>().Where(cell => cell.CellReference!.Value!.StartsWith('B')).Skip(1).ToList();
        Assert.All(list, cell => Assert.Equal("'=1+1", cell.InnerText));
        Assert.Empty(SheetOf(document, 1).Worksheet!.Descendants<CellFormula>());
    }

    [Fact]
    public void Somebody_of_another_county_does_not_get_the_file()
    {
        HasAreas();
        var found = Import(Xlsx("库车市.xlsx", Roster)).Found!;
        var elsewhere = new Actor("elsewhere", new HashSet<Right>([Right.ReadHouseholds]), new HashSet<int>([CountyKey() + 1]));

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => MarkFindings.Write(Registry, elsewhere, [found], test.File("退回.xlsx"))).Problem.Number);
        Assert.Throws<ProblemException>(() => ListFileFindings.Of(Registry, elsewhere, found.FileId));
        Assert.Throws<ProblemException>(() => ListFileFindings.Of(Registry, Actor.Nobody, found.FileId));
    }

    [Theory]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"wide open\"><!ENTITY b \"&a;&a;&a;&a;\">]><xml><x>&b;</x></xml>", 1)]
    [InlineData("<xml>{0}wide open{1}</xml>", 20_000)]
    public void A_workbook_whose_comments_were_made_to_exhaust_goes_back_with_its_cells_alone(string shapes, int times)
    {
        HasAreas();
        var bomb = Mark(Xlsx("652902-库车市-户信息.xlsx", Roster), "带批注.xlsx");
        using (var document = SpreadsheetDocument.Open(bomb, isEditable: true))
        {
            var drawing = document.WorkbookPart!.WorksheetParts.SelectMany(part => part.VmlDrawingParts).First();
            using var stream = new StreamWriter(drawing.GetStream(FileMode.Create));
            stream.Write(shapes.Replace("{0}", string.Concat(Enumerable.Repeat("<x>", times)), StringComparison.Ordinal).Replace("{1}", string.Concat(Enumerable.Repeat("</x>", times)), StringComparison.Ordinal));
        }
        var marked = Mark(bomb, "退回.xlsx");

        using var back = SpreadsheetDocument.Open(marked, isEditable: false);
        Assert.All(back.WorkbookPart!.WorksheetParts.SelectMany(part => part.VmlDrawingParts), drawing =>
        {
            using var text = new StreamReader(drawing.GetStream());
            Assert.DoesNotContain("wide open", text.ReadToEnd(), StringComparison.Ordinal);
        });
        Assert.Contains(back.WorkbookPart.WorksheetParts, part => part.WorksheetCommentsPart is not null);
    }

    private int CountyKey() => Gazetteer.ReadCounties(Registry.Database).Counties.Single().CountyKey;

    public void Dispose() => test.Dispose();

    public sealed class OnSqlite() : MarkFindingsTests(DatabaseKind.Sqlite);

    public sealed class OnPostgres() : MarkFindingsTests(DatabaseKind.Postgres);
}
