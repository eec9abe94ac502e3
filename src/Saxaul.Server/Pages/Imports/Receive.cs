using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Imports;

/// <summary>
/// Takes an upload in as it arrives. The framework's own reading of forms would lay the files on the disk as they are; here each goes into the registry, encrypted, piece by piece.
/// The form's token comes first, so that nothing is kept of a form that came from elsewhere.
/// </summary>
internal static class Receive
{
    /// <summary>Besides the files: the form's own fields and what stands between the parts.</summary>
    private const long Around = 1 << 20;

    private const int LongestField = 4096;

    public static IRequestSizeLimitMetadata Size { get; } = new Limit(StageFiles.MostBytes + Around);

    private sealed record Limit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    public static Task<IResult> Post(HttpContext context, Visit visit, IAntiforgery antiforgery)
    {
        // What was filled in besides the files: those nobody but their owner can choose again.
        var typed = new Dictionary<string, StringValues>();
        return SentForm.Done<Imports>(new FormCollection(typed), async () =>
        {
            if (context.Request.ContentLength > StageFiles.MostBytes + Around)
                throw new ProblemException(Problem.UploadTooLarge(StageFiles.MostBytes >> 20));
            if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
                throw new ProblemException(Problem.FormExpired());
            try
            {
                var upload = await Read(new MultipartReader(boundary, context.Request.Body), context, visit, antiforgery, typed);
                Act.Compare(visit, upload);
                return Results.LocalRedirect(Act.Address(visit, upload));
            }
            catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
            {
                throw new ProblemException(Problem.UploadBroken(), broken);
            }
        });
    }

    private static async Task<long> Read(MultipartReader parts, HttpContext context, Visit visit, IAntiforgery antiforgery, Dictionary<string, StringValues> typed)
    {
        var stop = context.RequestAborted;
        StageFiles? staging = null;
        try
        {
            var on = default(DateOnly?);
            while (await parts.ReadNextSectionAsync(stop) is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said) || !said.DispositionType.Equals("form-data"))
                    throw new InvalidDataException("A part of the form says nothing of itself.");
                if (!said.FileName.HasValue && !said.FileNameStar.HasValue)
                {
                    var value = await Text(part.Body, stop);
                    if (HeaderUtilities.RemoveQuotes(said.Name) == "on" && value.Length > 0)
                    {
                        typed["on"] = value;
                        on = Filled.DayOf(value);
                    }
                    else if (staging is null && HeaderUtilities.RemoveQuotes(said.Name) == antiforgery.GetTokens(context).FormFieldName)
                        staging = await Begin(value, context, visit, antiforgery);
                    continue;
                }
                // An empty choice arrives as a file without a name.
                if (HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value is { Length: > 0 } name)
                    await Keep(part.Body, name, staging ?? throw new ProblemException(Problem.FormExpired()), visit, stop);
            }
            return await visit.Read(() => (staging ?? throw new ProblemException(Problem.FormExpired())).Finish(on));
        }
        finally
        {
            staging?.Dispose();
        }
    }

    /// <summary>With the form's token in its header the framework asks no further, and leaves the form to us.</summary>
    private static async Task<StageFiles> Begin(string token, HttpContext context, Visit visit, IAntiforgery antiforgery)
    {
        context.Request.Headers[antiforgery.GetTokens(context).HeaderName!] = token;
        try
        {
            await antiforgery.ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException foreign)
        {
            throw new ProblemException(Problem.FormExpired(), foreign);
        }
        return await visit.Read(() => new StageFiles(visit.Registry, visit.Actor));
    }

    private static async Task Keep(Stream body, string name, StageFiles staging, Visit visit, CancellationToken stop)
    {
        await visit.Read(() =>
        {
            staging.Begin(name);
            return true;
        });
        var buffer = new byte[1 << 17];
        while (await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop) is > 0 and var read)
        {
            await visit.Read(() =>
            {
                staging.Write(buffer.AsSpan(0, read));
                return true;
            });
        }
    }

    private static async Task<string> Text(Stream body, CancellationToken stop)
    {
        var buffer = new byte[LongestField];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        return read == buffer.Length ? throw new InvalidDataException("A field of the form is too long.") : System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }
}
