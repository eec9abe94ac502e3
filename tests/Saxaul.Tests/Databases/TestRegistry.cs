using System;
using Saxaul.Registers;

namespace Saxaul.Tests.Databases;

/// <summary>An open registry in a database of one test's own.</summary>
public sealed class TestRegistry : IDisposable
{
    private readonly TestDatabase database;

    public TestRegistry(DatabaseKind kind, TimeProvider? time = null, Programmes? programmes = null)
    {
        database = new TestDatabase(kind);
        try
        {
            Registry = Registry.Open(database.Target, time, programmes, database.KeyFile);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public Registry Registry { get; }

    public string Target => database.Target;

    public string KeyFile => database.KeyFile;

    /// <summary>A path in the test's own folder.</summary>
    public string File(string name) => database.File(name);

    /// <summary>Writes a file into the test's own folder and returns its path.</summary>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose()
    {
        Registry.Dispose();
        database.Dispose();
    }
}
