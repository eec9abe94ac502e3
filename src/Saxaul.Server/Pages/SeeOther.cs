using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Saxaul.Server.Pages;

/// <summary>After a form: look there, so that reloading sends nothing twice.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        (httpContext.Response.StatusCode, httpContext.Response.Headers.Location) = (StatusCodes.Status303SeeOther, address);
        return Task.CompletedTask;
    }
}
