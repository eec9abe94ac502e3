using System;
using System.IO;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Saxaul.Tests.Databases;

/// <summary>An empty database of one test's own, with a folder for its keys and files; both are gone when the test is done.</summary>
public sealed class TestDatabase : IDisposable
{
    /// <summary>Names the PostgreSQL server that tests may make databases on; <c>./test</c> starts one and sets it.</summary>
    private const string ServerVariable = "SAXAUL_TEST_POSTGRES";

    private static readonly string? Server = Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? server : null;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saxaul-test-");
    private readonly string? database;

    public TestDatabase(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            Target = File("registry.db");
            return;
        }
        Assert.SkipWhen(Server is null, WhyNoPostgres ?? "");
        database = $"saxaul_test_{Guid.NewGuid():n}";
        OnServer($"CREATE DATABASE {database}");
        Target = new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>Why theories do not run on PostgreSQL; null when they do.</summary>
    public static string? WhyNoPostgres => Server is null ? $"No PostgreSQL server: run ./test, which starts one, or set {ServerVariable} to a connection string." : null;

    /// <summary>The file or connection string to open.</summary>
    public string Target { get; }

    public string KeyFile => File("registry.key");

    public string Folder => folder.FullName;

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (database is not null)
            OnServer($"DROP DATABASE {database} WITH (FORCE)");
        folder.Delete(recursive: true);
    }

    private static void OnServer(string statement)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }
}
