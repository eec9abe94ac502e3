using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A row of a department's list that waits for a person to say whom it means. <see cref="AnswerMatch"/> answers it.</summary>
public sealed record OpenMatch
{
    public required int CountyKey { get; init; }

    public required long FindingId { get; init; }

    /// <summary>The kind of list, in words.</summary>
    public required Labels List { get; init; }

    /// <summary>The list's period, for example 2020-03.</summary>
    public required string Period { get; init; }

    public string? File { get; init; }

    public long? FileId { get; init; }

    public string? Sheet { get; init; }

    public int? Row { get; init; }

    /// <summary>The name as the row writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The document number as the row writes it; null when it writes none. For the eyes of whoever answers: mask it everywhere else.</summary>
    public string? Number { get; init; }

    /// <summary>The place as the row writes it.</summary>
    public string? Place { get; init; }

    /// <summary>What the row says that would be recorded, field by field: money in fen.</summary>
    public required IReadOnlyList<(FieldDefinition Field, object? Value)> Values { get; init; }

    public required IReadOnlyList<Candidate> Candidates { get; init; }
}

/// <summary>The rows of departments' lists that wait for a person, in the counties that the actor may read.</summary>
public static class MatchQuestions
{
    /// <summary>What stands between name and number in a finding's written text: no name holds it.</summary>
    internal const char BeforeNumber = '\t';

    /// <param name="files">Rows of these files only; null for all.</param>
    /// <returns>In the order of file and row.</returns>
    public static IReadOnlyList<OpenMatch> Of(Registry registry, Actor actor, IReadOnlySet<long>? files = null)
    {
        using var connection = registry.Database.OpenReader();
        return Read(registry, actor, connection, actor.Where(Right.ReadHouseholds, FactStore.Counties(connection)), null, files);
    }

    /// <summary>One of them; null when it is none, or no longer.</summary>
    internal static OpenMatch? One(Registry registry, Actor actor, DbConnection connection, int countyKey, long findingId) =>
        Read(registry, actor, connection, [countyKey], findingId).SingleOrDefault();

    private static List<OpenMatch> Read(Registry registry, Actor actor, DbConnection connection, IEnumerable<int> countyKeys, long? findingId, IReadOnlySet<long>? only = null)
    {
        var files = connection.Command("SELECT id, name FROM handed_file WHERE county_key = 0").ToList(reader => (reader.GetInt64(0), reader.GetString(1))).ToDictionary();
        var questions = countyKeys.SelectMany(countyKey =>
            AsOf.Now.Read(registry.Database, connection, Finding.Table, countyKey, findingId is null ? "kind = @kind" : "kind = @kind AND id = @id", command =>
            {
                command.Add("@kind", FindingKind.MatchForReview);
                if (findingId is { } id)
                    command.Add("@id", id);
            })
                .Select(version => (County: countyKey, Version: version, Finding: Finding.From(version)))).Where(one => only is null || one.Finding.FileId is { } file && only.Contains(file)).ToList();
        var asked = questions.Select(one => (one.County, one.Version, one.Finding, Question: MatchQuestion.Read(registry, one.Finding.Details!))).ToList();
        var candidates = Candidate.Read(registry, actor, connection, [.. asked.SelectMany(one => one.Question.Candidates).Distinct()]);
        return [.. asked.Select(one =>
        {
            var register = MatchQuestion.Register(registry, one.Question.List);
            var list = registry.Lists.First(list => list.List == one.Question.List);
            var written = (one.Finding.Written ?? "").Split(BeforeNumber);
            return new OpenMatch
            {
                CountyKey = one.County, FindingId = one.Version.Id, List = list.Labels, Period = one.Question.Period,
                FileId = one.Finding.FileId, File = one.Finding.FileId is { } file ? files.GetValueOrDefault(file) : null, Sheet = one.Finding.Sheet, Row = one.Version.SourceRow,
                Name = written[0], Number = written.Length > 1 ? written[1] : null, Place = one.Question.Place,
                Values = [.. register.Fields.Select((field, i) => (Field: field, Value: one.Question.Values[i])).Where(told => list.Records!.Fields.ContainsKey(told.Field.Name))],
                Candidates = [.. one.Question.Candidates.Select(key => candidates.GetValueOrDefault(key)).OfType<Candidate>()],
            };
        }).OrderBy(one => one.FileId).ThenBy(one => one.Row)];
    }
}
