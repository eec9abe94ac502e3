using System;
using System.CommandLine;
using System.Globalization;
using Saxaul.Server.Pages;

namespace Saxaul.Server.Commands;

/// <summary>saxaul serve: the pages, for whoever sits at this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "addresses of this machine to listen on, apart by semicolons", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("serve", "Show the registry in a browser on this machine") { urls };
        command.SetAction(parsed =>
        {
            var addresses = LoopbackAddress.Parse(parsed.GetValue(urls)!);
            using var registry = CommandLine.OpenRegistry(parsed);
            var site = Site.Build(registry, CommandLine.Operator, addresses);
            site.Lifetime.ApplicationStarted.Register(() => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"请在浏览器中打开 {string.Join(' ', site.Urls)} （按 Ctrl+C 停止）\nOpen {string.Join(' ', site.Urls)} in a browser (Ctrl+C stops).")));
            try
            {
                site.Run();
            }
            catch (System.IO.IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                throw new ProblemException(Problem.AddressTaken(parsed.GetValue(urls)!), taken);
            }
            return 0;
        });
        return command;
    }
}
