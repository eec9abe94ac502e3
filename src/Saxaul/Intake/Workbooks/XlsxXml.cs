using System;
using System.IO;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>How XML inside a workbook is read: no DTD, no entities of its own, nothing fetched from anywhere.</summary>
internal static class XlsxXml
{
    private const int CharactersLookedAt = 1024;

    /// <summary>Elements that stand in one another; honest workbooks have fewer than 20. A reader holds every one that is open, so that a few thousand bytes could fill the memory.</summary>
    private const int Deepest = 100;

    public static XmlReader Open(Stream part, Workbook workbook, XmlNameTable? names = null)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
            CheckCharacters = false,
            NameTable = names,
        };
        return XmlReader.Create(new WithoutDtd(part, workbook), settings);
    }

    /// <summary>Reads on, and no deeper than honest files go.</summary>
    /// <exception cref="XmlException">It goes deeper, or is broken.</exception>
    public static bool ReadOn(this XmlReader xml) => xml.Depth <= Deepest ? xml.Read() : throw new XmlException("Its elements stand too deep in one another.");

    /// <summary>Passes over an element with all that is in it, to what follows it.</summary>
    public static void PassOver(this XmlReader xml)
    {
        if (xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false })
        {
            int depth = xml.Depth;
            while (xml.ReadOn() && xml.Depth > depth)
            {
            }
        }
        xml.ReadOn();
    }

    /// <summary>Names a DTD as the reason of the refusal, which the XML reader would report like any broken tag.</summary>
    private sealed class WithoutDtd(Stream part, Workbook workbook) : Stream
    {
        private bool looked;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = part.Read(buffer, offset, count);
            if (looked) return read;
            looked = true;
            if (buffer.AsSpan(offset, Math.Min(read, CharactersLookedAt)).IndexOf("<!DOCTYPE"u8) >= 0)
                throw new ProblemException(Problem.FileHoldsForbiddenXml(workbook.Name));
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
            if (disposing) part.Dispose();
            base.Dispose(disposing);
        }
    }
}
