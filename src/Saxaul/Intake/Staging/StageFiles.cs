using System;
using System.Collections.Generic;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// Takes files in as they arrive and keeps them, encrypted, until somebody applies or discards them. A piece is written as soon as it is full, in a transaction of its own: neither is a whole
/// file in memory, nor does a slow line hold anybody up. Disposed without <see cref="Finish"/>, nothing of it stays.
/// </summary>
/// <example><code>
/// using var staging = new StageFiles(registry, actor);
/// staging.Begin("652902-库车市-户信息.xlsx");
/// staging.Write(bytes);
/// var upload = staging.Finish(on: null);
/// </code></example>
public sealed class StageFiles : IDisposable
{
    /// <summary>Bytes of all files of one upload.</summary>
    public const long MostBytes = 200L << 20;

    /// <summary>Files of one upload.</summary>
    public const int MostFiles = 50;

    private readonly Registry registry;
    private readonly long mostBytes;
    private readonly List<long> files = [];
    private readonly byte[] piece = new byte[PieceStream.PieceBytes];
    private readonly long upload;
    private int filled;
    private int pieces;
    private long bytes;
    private long all;
    private bool finished;

    /// <param name="mostBytes">Tests give less.</param>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>; <see cref="Problem.WholeCountyNeeded"/> for whoever could not import what they upload.</exception>
    public StageFiles(Registry registry, Actor actor, long mostBytes = MostBytes)
    {
        actor.RequireSomewhere(Right.HandInLists);
        if (!actor.MayInAWholeCounty(Right.HandInLists))
            throw new ProblemException(Problem.WholeCountyNeeded());
        this.registry = registry;
        this.mostBytes = mostBytes;
        using var session = registry.Write(actor);
        upload = session.NewId(HandedFiles.Office);
        session.Writer.Execute("INSERT INTO staged_upload (county_key, id, actor, staged_at, state) VALUES (@office, @id, @actor, @at, @state)",
            ("@office", HandedFiles.Office), ("@id", upload), ("@actor", actor.Name), ("@at", session.Now), ("@state", nameof(UploadState.Arriving)));
        session.Commit();
        Actor = actor;
    }

    private Actor Actor { get; }

    /// <summary>The bytes that follow are this file's.</summary>
    /// <param name="name">As its sender's machine calls it; kept as it may be shown.</param>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyFiles"/></exception>
    public void Begin(string name)
    {
        EndFile();
        if (files.Count == MostFiles)
            throw new ProblemException(Problem.TooManyFiles(MostFiles));
        using var session = registry.Write(Actor);
        var id = session.NewId(HandedFiles.Office);
        session.Writer.Execute("INSERT INTO staged_file (county_key, id, upload_id, name, bytes) VALUES (@office, @id, @upload, @name, 0)",
            ("@office", HandedFiles.Office), ("@id", id), ("@upload", upload), ("@name", GivenFile.ShownName(name)));
        session.Commit();
        files.Add(id);
    }

    /// <exception cref="ProblemException"><see cref="Problem.UploadTooLarge"/></exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        all += content.Length;
        if (all > mostBytes)
            throw new ProblemException(Problem.UploadTooLarge(mostBytes >> 20));
        while (content.Length > 0)
        {
            var taken = Math.Min(content.Length, piece.Length - filled);
            content[..taken].CopyTo(piece.AsSpan(filled));
            filled += taken;
            content = content[taken..];
            if (filled == piece.Length)
                WritePiece();
        }
    }

    /// <summary>All files are there.</summary>
    /// <param name="on">The day from which they hold where they do not say so.</param>
    /// <returns>The upload's id.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NothingUploaded"/></exception>
    public long Finish(DateOnly? on)
    {
        EndFile();
        if (files.Count == 0)
            throw new ProblemException(Problem.NothingUploaded());
        StagedUpload.Set(registry.Database, upload, "state = @state, answers = @answers", ("@state", nameof(UploadState.Staged)), ("@answers", StagedUpload.Sealed(UploadAnswers.None with { On = on })));
        finished = true;
        return upload;
    }

    private void WritePiece()
    {
        using var writer = registry.Database.OpenWriter();
        writer.Execute("INSERT INTO staged_piece (county_key, file_id, piece, content) VALUES (@office, @file, @piece, @content)",
            ("@office", HandedFiles.Office), ("@file", files[^1]), ("@piece", pieces++), ("@content", registry.Database.Secrets.Seal(piece.AsSpan(0, filled))));
        writer.Commit();
        bytes += filled;
        filled = 0;
    }

    private void EndFile()
    {
        if (files.Count == 0)
            return;
        if (filled > 0)
            WritePiece();
        using var writer = registry.Database.OpenWriter();
        writer.Execute("UPDATE staged_file SET bytes = @bytes WHERE county_key = @office AND id = @id", ("@bytes", bytes), ("@office", HandedFiles.Office), ("@id", files[^1]));
        writer.Commit();
        (bytes, pieces) = (0, 0);
    }

    public void Dispose()
    {
        if (finished)
            return;
        using var writer = registry.Database.OpenWriter();
        StagedUpload.Remove(writer, "id = @id", notes: true, ("@id", upload));
        writer.Commit();
    }
}
