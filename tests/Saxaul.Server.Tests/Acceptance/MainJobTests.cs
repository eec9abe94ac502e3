using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Acceptance;

/// <summary>What nine counties and three departments hand over becomes exactly the warnings that are known to be right.</summary>
public sealed class MainJobTests(MainJobs jobs) : IClassFixture<MainJobs>
{
    private static int Sum(IEnumerable<JsonElement> files, Func<JsonElement, int> of) => files.Sum(of);

    private static int Number(JsonElement of, params string[] path) =>
        path.Aggregate((JsonElement?)of, (at, name) => at is { } element && element.TryGetProperty(name, out var inside) ? inside : null) is { ValueKind: JsonValueKind.Number } found ? found.GetInt32() : 0;

    [Theory, EachDatabase]
    public void The_warnings_from_the_rosters_are_the_truth(DatabaseKind kind)
    {
        var job = jobs.On(kind);
        Assert.Equal(job.HandedOver.Warnings("from_rosters"), job.FromRosters);
    }

    [Theory, EachDatabase]
    public void The_warnings_after_the_departments_lists_are_the_truth(DatabaseKind kind)
    {
        var job = jobs.On(kind);
        Assert.Equal(job.HandedOver.Warnings("after_departments"), job.AfterDepartments);
    }

    [Theory, EachDatabase]
    public void No_row_is_lost_and_each_mess_is_a_finding(DatabaseKind kind)
    {
        var job = jobs.On(kind);
        IsTheTruth(job.Rosters, job.HandedOver.Truth);
    }

    [Theory, EachDatabase]
    public void Departments_rows_find_their_households_wait_or_are_unknown(DatabaseKind kind)
    {
        var job = jobs.On(kind);
        DepartmentsAreTheTruth(job.Departments, job.HandedOver.Truth);
    }

    [Theory, EachDatabase]
    public void Everything_twice_changes_nothing(DatabaseKind kind)
    {
        var job = jobs.On(kind);
        var heights = job.JournalHeights();
        var rosters = job.Import(job.HandedOver.Rosters);
        var departments = job.Import(job.HandedOver.Departments);

        foreach (var (before, again) in job.Rosters.Concat(job.Departments).Zip(rosters.Concat(departments)))
        {
            Assert.Equal(0, Number(again, "changed"));
            foreach (var what in new[] { "file", "kind", "rows", "households", "persons", "held", "findings", "matched", "for_review", "unknown" })
                Assert.Equal(before.TryGetProperty(what, out var was) ? was.GetRawText() : null, again.TryGetProperty(what, out var has) ? has.GetRawText() : null);
        }
        Assert.Equal(job.AfterDepartments, job.Screened());
        Assert.Equal(heights, job.JournalHeights());
    }

    [Theory, EachDatabase]
    public void Everything_that_was_written_verifies(DatabaseKind kind) => Assert.Equal(0, jobs.On(kind).Saxaul.Run("verify").ExitCode);

    [Fact]
    public void The_database_its_files_and_all_output_hold_no_document_number_and_no_telephone()
    {
        var job = jobs.On(DatabaseKind.Sqlite);
        var secrets = PlainSecrets.Of(job.HandedOver.Rosters.Concat(job.HandedOver.Departments));

        Assert.True(secrets.Count > 8_000, $"only {secrets.Count} numbers were found in the workbooks");
        Assert.Empty(secrets.In(job.Folder));
        Assert.Empty(secrets.InText(job.Saxaul.EverythingSaid));
    }

    [Theory, EachDatabase]
    public void The_whole_prefecture(DatabaseKind kind)
    {
        using var job = new MainJob(kind, HandedOver.Big());
        Assert.Equal(job.HandedOver.Warnings("from_rosters"), job.FromRosters);
        Assert.Equal(job.HandedOver.Warnings("after_departments"), job.AfterDepartments);
        IsTheTruth(job.Rosters, job.HandedOver.Truth);
        DepartmentsAreTheTruth(job.Departments, job.HandedOver.Truth);
    }

    private static void IsTheTruth(JsonElement[] rosters, JsonElement truth)
    {
        Assert.Equal((Number(truth, "households"), Number(truth, "persons")),
            (Sum(rosters, file => Number(file, "households") + Number(file, "held", "households")), Sum(rosters, file => Number(file, "persons") + Number(file, "held", "persons"))));
        Assert.Equal(Number(truth, "persons"), Sum(rosters, file => Number(file, "rows")));
        Assert.Equal((Number(truth, "held", "households"), Number(truth, "held", "persons")), (Sum(rosters, file => Number(file, "held", "households")), Sum(rosters, file => Number(file, "held", "persons"))));
        foreach (var kind in new[] { "bad_check_digit", "number_lost_precision", "missing_number", "sex_disagrees_with_number" })
            Assert.Equal((kind, Number(truth, "mess", kind)), (kind, Sum(rosters, file => Number(file, "findings", kind))));
        Assert.Equal(Number(truth, "listed_twice"), Sum(rosters, file => Number(file, "findings", "listed_twice") + Number(file, "findings", "listed_elsewhere")));
    }

    private static void DepartmentsAreTheTruth(JsonElement[] departments, JsonElement truth)
    {
        var medical = departments.Single(file => file.GetProperty("file").GetString()!.Contains("医保", StringComparison.Ordinal));
        Assert.Equal(Number(truth, "departments", "medical", "rows"), Number(medical, "rows"));
        Assert.Equal(Number(truth, "departments", "medical", "matched"), Number(medical, "matched"));
        Assert.Equal(Number(truth, "departments", "medical", "for_review"), Number(medical, "for_review"));
        Assert.Equal(Number(truth, "departments", "medical", "strangers"), Number(medical, "unknown"));
    }
}
