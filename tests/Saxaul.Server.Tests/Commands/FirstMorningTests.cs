using System;
using System.IO;
using System.Linq;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

/// <summary>An office's first morning: what the guide says is typed as it stands there, in an empty registry.</summary>
public sealed class FirstMorningTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);

    [Theory]
    [InlineData("running.md")]
    [InlineData("running.zh-CN.md")]
    public void The_commands_of_the_guide_make_the_first_users_and_areas_in_their_order(string guide)
    {
        File.WriteAllText(database.File("areas-2020.csv"), "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n652902,库车市,county,6529\n652902105,牙哈镇,township,652902\n652902105201,守努特村委会,village,652902105\n");
        var saxaul = new SaxaulProcess(database);
        var commands = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", guide)).Split("```")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        Assert.Equal("serve", commands[^1][1]);

        foreach (var command in commands.SkipLast(1))
            Assert.True(saxaul.Run(command[1..]).ExitCode == 0, string.Join(' ', command));
        var users = saxaul.Run("users", "--as", "admin").Output;
        foreach (var role in new[] { "administrator  全部", "prefecture  全部", "county  库车市" })
            Assert.Contains(role, users, StringComparison.Ordinal);
        // Who looks after users is told who keeps the areas.
        Assert.Contains("地区的办公室", saxaul.Run("areas", "import", "areas-2020.csv", "--edition", "2021", "--as", "admin").Error, StringComparison.Ordinal);
    }

    public void Dispose() => database.Dispose();
}
