using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Saxaul.Server.Pages;

/// <summary>An address of this machine itself, which nobody else can reach.</summary>
internal sealed record LoopbackAddress(IPAddress Address, int Port)
{
    /// <summary>Reads addresses such as http://127.0.0.1:5080;http://[::1]:5080.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.OnlyThisMachine"/> for any other.</exception>
    public static IReadOnlyList<LoopbackAddress> Parse(string urls) =>
        [.. urls.Split([';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];

    private static LoopbackAddress One(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
            throw new ProblemException(Problem.OnlyThisMachine(url));
        var host = uri.IdnHost == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var written) ? written : null;
        return host is not null && IPAddress.IsLoopback(host) ? new LoopbackAddress(host, uri.Port) : throw new ProblemException(Problem.OnlyThisMachine(url));
    }
}
