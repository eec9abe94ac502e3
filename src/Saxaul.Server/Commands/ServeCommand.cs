using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Saxaul.Demo;
using Saxaul.Server.Pages;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul serve: the pages, for whoever signs in; before there are users, for whoever sits at this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = UrlsOption();
        var log = new Option<LogForm>("--log") { Description = "what the console says: failures (failures), each request too as text (text) or one JSON object a line (json)" };
        var address = new Option<string?>("--public") { Description = "the address that people type, such as https://households.example.cn, when something on this machine takes TLS off in front of this program" };
        var authority = new Option<string?>("--oidc-authority") { Description = "the office's own sign-in service (OpenID Connect)" };
        var client = new Option<string?>("--oidc-client") { Description = "what that service calls this program" };
        var secret = new Option<FileInfo?>("--oidc-secret-file") { Description = "the file that holds the secret which that service gave; otherwise SAXAUL_OIDC_SECRET" };
        var command = new Command("serve", "Show the registry in a browser") { urls, address, authority, client, secret, log };
        command.SetAction(parsed =>
        {
            // Everybody signs in as themselves: nobody else's name is theirs.
            if (parsed.GetValue(CommandLine.As) is not null)
                throw new ProblemException(Problem.ServeIsNobodys());
            var settings = new SignInSettings(parsed.GetValue(address) is { } typed ? SignInSettings.ReadPublic(typed) : null,
                OfficeService.Read(parsed.GetValue(authority), parsed.GetValue(client), parsed.GetValue(secret) is { Exists: true } file ? File.ReadAllText(file.FullName) : Environment.GetEnvironmentVariable("SAXAUL_OIDC_SECRET")));
            using var registry = CommandLine.OpenRegistry(parsed, begins: true);
            if (settings.Public is not null && !ListUsers.Any(registry))
                throw new ProblemException(Problem.PublicNeedsUsers());
            return Serve(registry, CommandLine.Operator, parsed.GetValue(urls)!, signIn: settings, log: parsed.GetValue(log));
        });
        return command;
    }

    public static Option<string> UrlsOption() => new("--urls") { Description = "addresses of this machine to listen on, apart by semicolons", DefaultValueFactory = _ => "http://127.0.0.1:5080" };

    /// <summary>Shows a registry until somebody stops the program.</summary>
    /// <param name="who">Whoever opens a page while there are no users.</param>
    /// <param name="users">Of a demo: whom one chooses to be.</param>
    /// <param name="signIn">How people come and sign in.</param>
    /// <param name="log">What the console says.</param>
    /// <exception cref="ProblemException">An address is not this machine's own, or somebody listens there already.</exception>
    public static int Serve(Registry registry, Actor who, string urls, IReadOnlyList<DemoUser>? users = null, SignInSettings? signIn = null, LogForm log = LogForm.Failures)
    {
        var site = Site.Build(registry, who, LoopbackAddress.Parse(urls), users, signIn, log);
        site.Lifetime.ApplicationStarted.Register(() => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"请在浏览器中打开 {Shown(site, signIn)} （按 Ctrl+C 停止）\nOpen {Shown(site, signIn)} in a browser (Ctrl+C stops).")));
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

    private static string Shown(Microsoft.AspNetCore.Builder.WebApplication site, SignInSettings? signIn) => signIn?.Public?.GetLeftPart(UriPartial.Authority) ?? string.Join(' ', site.Urls);
}
