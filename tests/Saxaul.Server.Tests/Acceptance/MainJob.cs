using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Acceptance;

/// <summary>The main job, carried out once by the built executable: areas, rosters, screening, departments' lists, screening.</summary>
internal sealed class MainJob : IDisposable
{
    private readonly TestDatabase database;
    private readonly DatabaseKind kind;

    public MainJob(DatabaseKind kind, HandedOver handedOver)
    {
        this.kind = kind;
        HandedOver = handedOver;
        database = new TestDatabase(kind);
        Saxaul = new SaxaulProcess(database);
        Done(Saxaul.Run("areas", "import", handedOver.AreaCodes, "--edition", "2020"));
        Rosters = Import(handedOver.Rosters);
        FromRosters = Screened();
        Departments = Import(handedOver.Departments);
        AfterDepartments = Screened();
    }

    public HandedOver HandedOver { get; }

    public SaxaulProcess Saxaul { get; }

    public string Folder => database.Folder;

    /// <summary>The reports of the rosters' import.</summary>
    public JsonElement[] Rosters { get; }

    public JsonElement[] Departments { get; }

    public string[] FromRosters { get; }

    public string[] AfterDepartments { get; }

    public JsonElement[] Import(params string[] files) => FilesOf(Done(Saxaul.Run(["import", .. files, "--on", "2020-04-01", "--json"])));

    public static JsonElement[] FilesOf(Ran ran) => [.. JsonDocument.Parse(ran.Output).RootElement.GetProperty("files").EnumerateArray()];

    public string[] Screened()
    {
        Done(Saxaul.Run("screen", "--on", "2020-04-01", "--policy", "acceptance"));
        return HandedOver.Pairs(Done(Saxaul.Run("warnings", "--on", "2020-04-01", "--format", "csv")).Lines);
    }

    /// <summary>How many entries each county's journal has, and the office's.</summary>
    public string[] JournalHeights() => JournalHeights(kind, database.Target);

    public static string[] JournalHeights(DatabaseKind kind, string target)
    {
        using DbConnection connection = kind == DatabaseKind.Sqlite ? new SqliteConnection($"Data Source={target};Pooling=false") : new NpgsqlConnection(target + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT county_key, height FROM chain ORDER BY county_key";
        using var reader = command.ExecuteReader();
        var heights = new List<string>();
        while (reader.Read())
            heights.Add($"{reader.GetInt32(0)}: {reader.GetInt64(1)}");
        return [.. heights];
    }

    public static Ran Done(Ran ran)
    {
        Assert.True(ran.ExitCode == 0, ran.Error);
        return ran;
    }

    public void Dispose() => database.Dispose();
}

/// <summary>The main job on each database, each done when it is first asked for.</summary>
public sealed class MainJobs : IDisposable
{
    private readonly Dictionary<DatabaseKind, MainJob> done = [];

    internal MainJob On(DatabaseKind kind)
    {
        var handedOver = HandedOver.Small();
        lock (done)
        {
            if (!done.TryGetValue(kind, out var job))
                done[kind] = job = new MainJob(kind, handedOver);
            return job;
        }
    }

    public void Dispose()
    {
        foreach (var job in done.Values)
            job.Dispose();
    }
}
