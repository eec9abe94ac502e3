using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Saxaul.Tests;

namespace Saxaul.Server.Tests;

/// <summary>The addresses that a browser visits stand in its history, for whoever sits there next: they are kept with the run's output.</summary>
internal sealed class VisitedAddresses : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Begun = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";

    [ModuleInitializer]
    internal static void Listen()
    {
        if (RunOutput.IsKept)
            DiagnosticListener.AllListeners.Subscribe(new VisitedAddresses());
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.AspNetCore")
            value.Subscribe(this, name => name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: Begun, Value: HttpContext { Request: var request } } && request.Headers.UserAgent.ToString().Contains("Chrome", StringComparison.Ordinal))
            RunOutput.Keep("addresses", Uri.UnescapeDataString(request.GetEncodedPathAndQuery()));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
