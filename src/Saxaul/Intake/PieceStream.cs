using System;
using System.IO;
using Saxaul.Database;

namespace Saxaul.Intake;

/// <summary>
/// Reads a staged file out of its encrypted pieces, one in memory at a time: neither is the whole file ever held, nor does anything of it rest in plain text.
/// </summary>
internal sealed class PieceStream(RegistryDatabase database, long fileId, long length) : Stream
{
    public const int PieceBytes = 1 << 20;

    private byte[] piece = [];
    private long at = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
            return 0;
        Load(Position / PieceBytes);
        var within = (int)(Position % PieceBytes);
        var read = Math.Min(buffer.Length, piece.Length - within);
        piece.AsSpan(within, read).CopyTo(buffer);
        Position += read;
        return read;
    }

    /// <exception cref="EndOfStreamException">The piece is not there, or too short: somebody discarded the upload meanwhile.</exception>
    private void Load(long number)
    {
        if (number == at)
            return;
        using var connection = database.OpenReader();
        using var command = connection.Command("SELECT content FROM staged_piece WHERE county_key = @office AND file_id = @file AND piece = @piece",
            ("@office", HandedFiles.Office), ("@file", fileId), ("@piece", number));
        piece = command.ExecuteScalar() is byte[] content ? database.Secrets.OpenBytes(content) : throw new EndOfStreamException("A piece of a staged file is missing.");
        at = number;
        if (piece.Length != Math.Min(PieceBytes, length - number * PieceBytes))
            throw new EndOfStreamException("A piece of a staged file is cut short.");
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
