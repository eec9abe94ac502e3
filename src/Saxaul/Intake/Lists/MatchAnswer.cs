using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>Whom a person said a row of a list means; kept in the county of the household, so that the same row of a corrected list needs no second answer.</summary>
/// <param name="List">The kind of list.</param>
/// <param name="Row"><see cref="MatchQuestion.Row"/>.</param>
/// <param name="HouseholdId">Null when it is nobody of the registry.</param>
public sealed record MatchAnswer(string List, string Row, long? HouseholdId)
{
    public static VersionedTable Table { get; } = new("match_answer", "household", "household_id",
        new Column("list", ColumnType.Text), new Column("row_key", ColumnType.Text), new Column("household_id", ColumnType.Integer));

    public object?[] ToValues() => [List, Row, HouseholdId];

    public static MatchAnswer From(Journal.Version version) => new((string)version.Values[0]!, (string)version.Values[1]!, (long?)version.Values[2]);
}

/// <summary>The answers that people gave about rows of one kind of list.</summary>
internal sealed class MatchAnswers
{
    private readonly Dictionary<string, HouseholdKey?> answers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string?, WrittenPlace, string?), int> met = [];
    private readonly WriteSession session;
    private readonly OpenedFile file;

    public MatchAnswers(WriteSession session, OpenedFile file, IReadOnlyList<int> countyKeys)
    {
        (this.session, this.file) = (session, file);
        foreach (var countyKey in countyKeys)
        {
            foreach (var answer in session.Read(MatchAnswer.Table, countyKey, "list = @list", command => Database.Commands.Add(command, "@list", file.Shape.Definition.List)).Select(MatchAnswer.From))
                answers[answer.Row] = answer.HouseholdId is { } id ? new HouseholdKey(countyKey, id) : null;
        }
    }

    /// <summary>By what a row is known again: list, source, period, whom it names, and which of the rows it is that name the same. Ask for every row, in order.</summary>
    public string KeyOf(ListedRow row)
    {
        var who = (row.NameKey, row.Document.Number, row.Place, row.HouseholdNumber);
        met[who] = met.GetValueOrDefault(who) + 1;
        string?[] parts =
        [
            file.Shape.Definition.List, file.Source, file.Period.ToString(), row.NameKey, row.Document.Number, row.HouseholdNumber,
            .. new[] { row.Place.County, row.Place.Township, row.Place.Village }.Select(word => word is null ? null : WrittenText.Key(word)), $"{met[who]}",
        ];
        return Convert.ToHexString(session.Database.Secrets.Tag(string.Join('\n', parts)));
    }

    /// <summary>What a person answered for the row, when the household is still there; otherwise the question stands.</summary>
    public ListMatch Of(string key, ListMatch match) =>
        match.Outcome != MatchOutcome.ForReview || !answers.TryGetValue(key, out var answer) ? match
        : answer is null ? ListMatch.Unknown
        : session.Find(Household.Table, answer.CountyKey, answer.Id) is not null ? ListMatch.Found((answer.CountyKey, answer.Id)) : match;
}
