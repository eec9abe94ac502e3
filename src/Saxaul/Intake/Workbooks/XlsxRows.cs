using System;
using System.Globalization;
using System.IO;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>The rows of one sheet of an xlsx, read straight from its XML (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).</summary>
internal sealed class XlsxRows : SheetRows
{
    // More than an XML reader keeps ahead of where it stands, in bytes.
    private const long ReadAhead = 512 << 10;

    private readonly XlsxWorkbook workbook;
    private readonly SheetScan scan;
    private readonly PositionedPart part;
    private readonly XmlReader xml;
    private readonly object rowName, cellName, valueName, inlineName, formulaName, dataName;
    private readonly XlsxText text = new();
    private readonly StringPool pool = new();
    private int row;
    private bool inData;
    private int hiddenRows;
    private int formulasWithoutResult;
    private int firstWithoutResultRow, firstWithoutResultColumn;

    public XlsxRows(XlsxWorkbook workbook, Sheet sheet, SheetScan scan, Stream inflated) : base(workbook, sheet, [.. scan.Merges])
    {
        this.workbook = workbook;
        this.scan = scan;
        var names = new NameTable();
        rowName = names.Add("row");
        cellName = names.Add("c");
        valueName = names.Add("v");
        inlineName = names.Add("is");
        formulaName = names.Add("f");
        dataName = names.Add("sheetData");
        part = new PositionedPart(inflated);
        xml = XlsxXml.Open(part, workbook, names);
    }

    public override double Share => scan.LastValue is > 0 and < long.MaxValue ? Math.Min(1, (double)part.Position / scan.LastValue) : 0;

    public override void Dispose() => xml.Dispose();

    private protected override int ReadOwnCells()
    {
        if (part.Position - ReadAhead > scan.LastValue) return 0;
        while (xml.ReadOn())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if ((object)xml.LocalName == dataName) inData = !xml.IsEmptyElement;
                else if (inData && (object)xml.LocalName == rowName) return ReadRow();
            }
            else if (xml.NodeType == XmlNodeType.EndElement && (object)xml.LocalName == dataName)
            {
                return 0;
            }
        }
        return 0;
    }

    private protected override void AfterLastRow()
    {
        if (hiddenRows > 0)
        {
            Note(null, null, $"工作表“{Sheet.Name}”有 {hiddenRows} 行被隐藏（或被筛选掉），已同样读取。",
                $"{hiddenRows} rows of the sheet '{Sheet.Name}' are hidden or filtered away; they were read like the others.");
        }
        if (formulasWithoutResult > 0)
        {
            string cell = ColumnLetters.Of(firstWithoutResultColumn) + firstWithoutResultRow.ToString(CultureInfo.InvariantCulture);
            Note(firstWithoutResultRow, firstWithoutResultColumn,
                $"工作表“{Sheet.Name}”有 {formulasWithoutResult} 个公式没有保存结果（第一个在 {cell}）。请在 Excel 或 WPS 中打开并保存一次，再重新提交。",
                $"{formulasWithoutResult} formulas of the sheet '{Sheet.Name}' have no stored result (the first in {cell}). Open the file in Excel or WPS, save it and hand it in again.");
        }
    }

    private int ReadRow()
    {
        row++;
        bool isEmpty = xml.IsEmptyElement, hidden = false;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "r" && int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= row) row = number;
            else if (xml.LocalName == "hidden") hidden = xml.Value is "1" or "true";
        }
        if (isEmpty) return row;
        bool holdsCells = false;
        int column = -1;
        while (xml.ReadOn() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element || (object)xml.LocalName != cellName)
            {
                xml.PassOver();
                continue;
            }
            column = ReadCell(column + 1);
            holdsCells = true;
        }
        if (hidden && holdsCells) hiddenRows++;
        return row;
    }

    /// <param name="column">Where the cell stands when it does not say so itself.</param>
    /// <returns>The cell's column.</returns>
    private int ReadCell(int column)
    {
        bool isEmpty = xml.IsEmptyElement;
        int style = 0;
        char type = 'n';
        while (xml.MoveToNextAttribute())
        {
            string name = xml.LocalName;
            if (name == "r") column = ColumnLetters.TryParse(xml.Value, out int named, out _) ? named : throw new XmlException("A cell's name is wrong.");
            else if (name == "s") style = int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
            else if (name == "t") type = TypeLetter(xml.Value);
        }
        if (isEmpty) return column;

        bool hasFormula = false, hasValue = false;
        text.Clear();
        bool more = xml.ReadOn();
        while (more && xml.NodeType != XmlNodeType.EndElement)
        {
            object name = xml.LocalName;
            if (xml.NodeType == XmlNodeType.Element && (name == valueName || name == inlineName))
            {
                hasValue = true;
                if (name == valueName) text.AddElement(xml);
                else text.AddItem(xml);
                more = xml.ReadOn();
                continue;
            }
            hasFormula |= name == formulaName;
            xml.PassOver();
        }
        if (hasValue) Put(column, Value(type, style));
        else if (hasFormula) PutWithoutResult(column);
        return column;
    }

    private Cell Value(char type, int style)
    {
        ReadOnlySpan<char> value = text.Span;
        switch (type)
        {
            case 's':
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < workbook.SharedStrings.Length
                    ? Cell.OfText(workbook.SharedStrings[index])
                    : throw new XmlException("A cell points to a text that is not there.");
            case 't':
                text.Unescape();
                return Cell.OfText(pool.Get(text.Span));
            case 'b':
                return Cell.OfTruth(value is "1" or "true");
            case 'e':
                return Cell.OfError(pool.Get(value));
            case 'd':
                return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment)
                    ? Cell.OfDate(SerialDay.Of(moment))
                    : Cell.OfText(pool.Get(value));
        }
        if (value.IsWhiteSpace()) return default;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number)) return Cell.OfText(pool.Get(value));
        if ((uint)style >= (uint)workbook.DateStyles.Length || !workbook.DateStyles[style]) return Cell.OfNumber(number);
        return Cell.OfDate(workbook.Dates1904 ? number + SerialDay.Offset1904 : number);
    }

    private void PutWithoutResult(int column)
    {
        Put(column, Cell.WithoutResult);
        if (formulasWithoutResult++ == 0) (firstWithoutResultRow, firstWithoutResultColumn) = (row, column);
    }

    /// <summary>s shared text, t text of the cell's own, b truth, e error, d ISO date, n number.</summary>
    private static char TypeLetter(string type) => type switch
    {
        "s" => 's',
        "str" or "inlineStr" => 't',
        "b" => 'b',
        "e" => 'e',
        "d" => 'd',
        _ => 'n',
    };

    /// <summary>Knows how many bytes were taken from it.</summary>
    private sealed class PositionedPart(Stream inner) : Stream
    {
        private long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = inner.Read(buffer, offset, count);
            position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
