using System.Buffers;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Saxaul.Server.Pages;

/// <summary>
/// What is larger than its address takes (<see cref="PageList"/>) is refused with a sentence. A browser reads no answer before it has sent everything, and says that the connection broke when it cannot:
/// so what is not much too large is let in and thrown away first.
/// </summary>
internal sealed class SizeLimit(RequestDelegate next)
{
    /// <summary>Bytes over the limit that are read to be thrown away: what a telephone's photo or a workbook may have too much, and not what somebody sends to keep the line busy.</summary>
    private const long MostDiscarded = 40L << 20;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } most } limit && context.Request.ContentLength is { } length && length > most && length - most <= MostDiscarded)
        {
            limit.MaxRequestBodySize = length;
            await Discard(context);
            throw new ProblemException(Problem.FormTooLarge(most >> 20));
        }
        await next(context);
    }

    private static async Task Discard(HttpContext context)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
