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
        var command = new Command("serve", "Show the registry in a browser on this machine") { urls };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed, begins: true);
            return Serve(registry, CommandLine.Who(parsed, registry), parsed.GetValue(urls)!);
        });
        return command;
    }

    public static Option<string> UrlsOption() => new("--urls") { Description = "addresses of this machine to listen on, apart by semicolons", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    /// <summary>Shows a registry until somebody stops the program.</summary>
    /// <param name="who">Whoever opens a page.</param>
    /// <param name="users">Of a demo: whom one chooses to be.</param>
    /// <exception cref="ProblemException">An address is not this machine's own, or somebody listens there already.</exception>
    public static int Serve(Registry registry, Actor who, string urls, IReadOnlyList<DemoUser>? users = null)
    {
        var site = Site.Build(registry, who, LoopbackAddress.Parse(urls), users);
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
