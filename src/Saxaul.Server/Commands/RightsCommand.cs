using System;
using System.CommandLine;
using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Saxaul.Server.Pages;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul rights: every page, act and command with the right that it takes, and which of the shipped roles has it; this is docs/rights.md.</summary>
internal static class RightsCommand
{
    public static Command Create()
    {
        var command = new Command("rights", "Say which right every page, act and command takes, and which role has it");
        command.SetAction(_ =>
        {
            // The table is of the program as shipped, not of anybody's registry: one is begun for it and thrown away.
            var folder = Directory.CreateTempSubdirectory("saxaul-rights-");
            try
            {
                using var registry = Registry.Open(Path.Combine(folder.FullName, "registry.db"), keyFile: Path.Combine(folder.FullName, "registry.key"), lasting: false);
                var site = Site.Build(registry, Actor.Nobody, []);
                Console.Write(RightsTable.Of(registry, ((IEndpointRouteBuilder)site).DataSources).ToMarkdown(CommandLine.Root()));
                site.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
            finally
            {
                folder.Delete(recursive: true);
            }
            return 0;
        });
        return command;
    }
}
