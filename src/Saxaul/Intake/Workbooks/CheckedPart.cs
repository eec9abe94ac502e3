using System;
using System.IO;
using System.IO.Compression;

namespace Saxaul.Intake;

/// <summary>
/// One file inside an xlsx while it is inflated: counts what really comes out against the limits and compares the check sum at its
/// end, so that neither a bomb nor a flipped bit gets through. Forward only.
/// </summary>
internal sealed class CheckedPart : Stream
{
    // Attribute values and texts are buffered whole by an XML reader: none may go on for ever.
    private const long LongestWithoutTag = 4 << 20;

    private readonly Stream inflated;
    private readonly ZipArchiveEntry entry;
    private readonly XlsxWorkbook workbook;
    private Crc32 crc;
    private long bytes;
    private long sinceTag;

    public CheckedPart(ZipArchiveEntry entry, XlsxWorkbook workbook)
    {
        this.entry = entry;
        this.workbook = workbook;
        inflated = entry.Open();
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => bytes; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = inflated.Read(buffer);
        if (read == 0)
        {
            if (!buffer.IsEmpty && (crc.Value != entry.Crc32 || bytes != entry.Length)) throw new InvalidDataException("The check sum does not fit.");
            return 0;
        }
        ReadOnlySpan<byte> block = buffer[..read];
        crc.Add(block);
        bytes += read;
        int tag = block.LastIndexOf((byte)'<');
        sinceTag = tag < 0 ? sinceTag + read : read - tag;
        WorkbookLimits limits = workbook.Limits;
        if (sinceTag > LongestWithoutTag || bytes > limits.InflatedBytes || (bytes > limits.InflationFloor && bytes / limits.InflationRatio > entry.CompressedLength))
            throw new ProblemException(Problem.FileInflatesTooMuch(workbook.Name));
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
        if (disposing) inflated.Dispose();
        base.Dispose(disposing);
    }
}
