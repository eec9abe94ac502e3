using System;
using System.IO;
using System.Linq;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

/// <summary>The record of processing and the impact assessment are what definitions and roles say, and nothing else.</summary>
public sealed class ProcessingRecordTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Saxaul.slnx")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [Theory]
    [InlineData("processing-record.md")]
    [InlineData("impact-assessment.md")]
    public void What_stands_in_docs_is_what_the_command_writes(string name)
    {
        var ran = new SaxaulProcess(database).Run("definitions", "record", Path.Combine(Repository, "programmes"), database.File("privacy"));

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository, "docs", "privacy", name)), File.ReadAllText(Path.Combine(database.File("privacy"), name)));
    }

    [Fact]
    public void Every_field_about_people_stands_in_it_with_its_purpose_and_time_in_both_languages()
    {
        var record = File.ReadAllText(Path.Combine(Repository, "docs", "privacy", "processing-record.md"));
        var registers = Programmes.Shipped.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)).Where(register => register.BelongsTo != Owner.Area).ToList();
        foreach (var (register, field) in registers.SelectMany(register => register.Fields.Select(field => (register, field))))
        {
            foreach (var language in new[] { "zh", "en" })
                Assert.Contains($"| {field.Labels.In(language)} | {register.PurposeOf(field)!.In(language)} |", record, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("|  |\n", record, StringComparison.Ordinal);
    }

    public void Dispose() => database.Dispose();
}
