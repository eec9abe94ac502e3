using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly TcpListener other = new(IPAddress.Loopback, 0);
    private readonly SaxaulProcess saxaul;
    private readonly string taken;

    public ServeCommandTests()
    {
        saxaul = new SaxaulProcess(database);
        other.Start();
        taken = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");
    }

    private string[] Sentence =>
    [
        $"“{taken}”已被别的程序占用。请先停掉它，或用 --urls 换一个端口。",
        $"'{taken}' is in use by another program. Stop that one first, or choose another port with --urls. [1102]",
    ];

    [Fact]
    public void A_port_that_another_program_has_is_said_in_one_sentence_and_nothing_else()
    {
        var refused = saxaul.Run("serve", "--urls", taken);

        Assert.Equal(1, refused.ExitCode);
        Assert.Empty(refused.Output);
        Assert.Equal(Sentence, refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData(7230, "--as", "somebody")]
    [InlineData(7231, "--public", "http://households.example.cn")]
    [InlineData(7231, "--public", "https://households.example.cn/here")]
    [InlineData(7231, "--public", "https://192.0.2.1")]
    [InlineData(7232, "--public", "https://households.example.cn")]
    [InlineData(7233, "--oidc-authority", "https://login.example.cn")]
    [InlineData(7233, "--oidc-authority", "http://login.example.cn", "--oidc-client", "saxaul")]
    public void What_would_let_the_wrong_people_in_is_refused_before_anything_is_served(int problem, params string[] options)
    {
        var refused = saxaul.Run(["serve", "--urls", taken, .. options]);
        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith($"[{problem}]", refused.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_says_it_too_and_its_files_are_nobody_else_s_to_read()
    {
        var refused = saxaul.Run("demo", "--households", "100", "--urls", taken);

        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith(string.Join('\n', Sentence), refused.Error.TrimEnd().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(database.File("saxaul-demo")));
    }

    [Fact]
    public void A_demo_of_another_size_is_opened_as_it_is_and_says_so()
    {
        saxaul.Run("demo", "--households", "100", "--urls", taken);
        Assert.DoesNotContain("already", saxaul.Run("demo", "--households", "100", "--urls", taken).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("already", saxaul.Run("demo", "--urls", taken).Error, StringComparison.Ordinal);
        var other = saxaul.Run("demo", "--households", "200", "--urls", taken).Error;
        Assert.Contains("holds a demo of 100 households already, which is opened as it is; for one of 200, name another folder with --folder.", other, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        other.Dispose();
        database.Dispose();
    }
}
