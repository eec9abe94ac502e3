using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Saxaul.Intake;

/// <summary>Comments of ours on a sheet's cells, beside those that are there; ours of an earlier time go.</summary>
internal static class CellComments
{
    private const string Author = "Saxaul 梭梭";
    private static readonly XNamespace V = "urn:schemas-microsoft-com:vml", O = "urn:schemas-microsoft-com:office:office", X = "urn:schemas-microsoft-com:office:excel";

    /// <summary>Writes the comments.</summary>
    /// <param name="texts">By row (from 1) and column (from 0).</param>
    /// <returns>The relation to the shapes that show them when the sheet had none, to be named in the sheet; else null.</returns>
    public static string? Write(WorksheetPart sheet, IReadOnlyDictionary<(int Row, int Column), string> texts)
    {
        var hadShapes = sheet.VmlDrawingParts.FirstOrDefault();
        if (texts.Count == 0 && sheet.WorksheetCommentsPart is null)
            return null;
        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>();
        var comments = part.Comments ??= new Comments(new Authors(), new CommentList());
        comments.Authors ??= new Authors();
        comments.CommentList ??= new CommentList();
        var author = AuthorOf(comments.Authors);
        var shapes = hadShapes is null ? NewShapes() : Load(hadShapes);
        foreach (var earlier in comments.CommentList.Elements<Comment>().Where(comment => comment.AuthorId?.Value == author).ToList())
        {
            if (ColumnLetters.TryParse(earlier.Reference?.Value, out var column, out var row))
                Shape(shapes, row, column)?.Remove();
            earlier.Remove();
        }
        var others = comments.CommentList.Elements<Comment>().Where(comment => comment.Reference?.Value is not null).ToLookup(comment => comment.Reference!.Value!);
        foreach (var ((row, column), text) in texts)
        {
            var name = ColumnLetters.Of(column) + row.ToString(CultureInfo.InvariantCulture);
            if (others[name].FirstOrDefault() is { } other)
            {
                (other.CommentText ??= new CommentText()).Append(Run("\n" + text));
                continue;
            }
            comments.CommentList.Append(new Comment(new CommentText(Run(text))) { Reference = name, AuthorId = author });
            shapes.Root!.Add(NewShape(row, column));
        }
        part.Comments.Save();
        var vml = hadShapes ?? sheet.AddNewPart<VmlDrawingPart>();
        using (var stream = vml.GetStream(FileMode.Create, FileAccess.Write))
            shapes.Save(stream);
        return hadShapes is null ? sheet.GetIdOfPart(vml) : null;
    }

    private static uint AuthorOf(Authors authors)
    {
        var at = authors.Elements<Author>().ToList().FindIndex(author => author.Text == Author);
        if (at >= 0)
            return (uint)at;
        authors.Append(new Author(Author));
        return (uint)authors.Elements<Author>().Count() - 1;
    }

    private static Run Run(string text) => new(new Text(text) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve });

    private static XDocument Load(VmlDrawingPart part)
    {
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MarkFindings.MostCharacters });
        return XDocument.Load(reader);
    }

    private static XElement? Shape(XDocument shapes, int row, int column) => shapes.Root!.Elements(V + "shape").FirstOrDefault(shape =>
        shape.Element(X + "ClientData") is { } data && (string?)data.Element(X + "Row") == (row - 1).ToString(CultureInfo.InvariantCulture)
        && (string?)data.Element(X + "Column") == column.ToString(CultureInfo.InvariantCulture));

    private static XDocument NewShapes() => new(new XElement("xml", new XAttribute(XNamespace.Xmlns + "v", V), new XAttribute(XNamespace.Xmlns + "o", O), new XAttribute(XNamespace.Xmlns + "x", X),
        new XElement(V + "shapetype", new XAttribute("id", "_x0000_t202"), new XAttribute("coordsize", "21600,21600"), new XAttribute(O + "spt", "202"), new XAttribute("path", "m,l,21600r21600,l21600,xe"),
            new XElement(V + "stroke", new XAttribute("joinstyle", "miter")), new XElement(V + "path", new XAttribute("gradientshapeok", "t"), new XAttribute(O + "connecttype", "rect")))));

    private static XElement NewShape(int row, int column)
    {
        string[] anchor = [.. new[] { column + 1, 12, Math.Max(0, row - 2), 4, column + 5, 12, row + 5, 4 }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return new XElement(V + "shape", new XAttribute("id", $"_x0000_saxaul{row}_{column}"), new XAttribute("type", "#_x0000_t202"),
            new XAttribute("style", "position:absolute;width:230pt;height:96pt;visibility:hidden"), new XAttribute("fillcolor", "#ffffe1"), new XAttribute(O + "insetmode", "auto"),
            new XElement(V + "fill", new XAttribute("color2", "#ffffe1")), new XElement(V + "path", new XAttribute(O + "connecttype", "none")), new XElement(V + "textbox"),
            new XElement(X + "ClientData", new XAttribute("ObjectType", "Note"), new XElement(X + "MoveWithCells"), new XElement(X + "SizeWithCells"),
                new XElement(X + "Anchor", string.Join(", ", anchor)), new XElement(X + "AutoFill", "False"), new XElement(X + "Row", row - 1), new XElement(X + "Column", column)));
    }
}
