using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using Saxaul.Demo;
using Saxaul.Server.Pages;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul serve: the pages, for whoever sits at this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = UrlsOption();
        var log = new Option<LogForm>("--log") { Description = "what the console says: failures (failures), each request too as text (text) or one JSON object a line (json)" };
        var command = new Command("serve", "Show the registry in a browser on this machine") { urls, log };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed, begins: true);
            return Serve(registry, CommandLine.Who(parsed, registry), parsed.GetValue(urls)!, log: parsed.GetValue(log));
        });
        return command;
    }

    public static Option<string> UrlsOption() => new("--urls") { Description = "addresses of this machine to listen on, apart by semicolons", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    /// <summary>Shows a registry until somebody stops the program.</summary>
    /// <param name="who">Whoever opens a page.</param>
    /// <param name="users">Of a demo: whom one chooses to be.</param>
    /// <param name="log">What the console says.</param>
    /// <exception cref="ProblemException">An address is not this machine's own, or somebody listens there already.</exception>
    public static int Serve(Registry registry, Actor who, string urls, IReadOnlyList<DemoUser>? users = null, LogForm log = LogForm.Failures)
    {
        var site = Site.Build(registry, who, LoopbackAddress.Parse(urls), users, log);
        site.Lifetime.ApplicationStarted.Register(() => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"请在浏览器中打开 {string.Join(' ', site.Urls)} （按 Ctrl+C 停止）\nOpen {string.Join(' ', site.Urls)} in a browser (Ctrl+C stops).")));
        try
        {
            site.Run();
        }
        catch (System.IO.IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new ProblemException(Problem.AddressTaken(urls), taken);
        }
        return 0;
    }
}
