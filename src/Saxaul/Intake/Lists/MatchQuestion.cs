using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>What a <see cref="FindingKind.MatchForReview"/> asks: which of these households a row of a list means.</summary>
/// <param name="List">The kind of list.</param>
/// <param name="Row">What the same row of a corrected list is known by: a keyed hash.</param>
/// <param name="Place">The words of the row for its place; null when it writes none.</param>
/// <param name="Values">What is to be recorded for the household that is chosen, in the order of the register's fields.</param>
/// <param name="Candidates">Whom it may mean.</param>
public sealed record MatchQuestion(string List, string Period, string Row, string? Place, IReadOnlyList<object?> Values, IReadOnlyList<HouseholdKey> Candidates)
{
    /// <summary>From a finding's details, the values typed as the register keeps them.</summary>
    internal static MatchQuestion Read(Registry registry, string details)
    {
        var question = JsonSerializer.Deserialize<MatchQuestion>(details, ReportJson.Options)!;
        var fields = Register(registry, question.List).Fields;
        return question with { Values = [.. question.Values.Select((value, i) => Typed(fields[i].Type, value))] };
    }

    internal static RegisterDefinition Register(Registry registry, string list) => registry.Register(registry.Lists.First(one => one.List == list).Records!.Register);

    private static object? Typed(FieldType type, object? value) => value is not JsonElement json ? value : type switch
    {
        FieldType.Integer or FieldType.Money => json.GetInt64(),
        FieldType.Day => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.YesNo => json.GetBoolean(),
        _ => json.GetString(),
    };
}
