using System;
using System.IO;
using Microsoft.Data.Sqlite;

namespace Saxaul.Tests;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saxaul-test-");

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
