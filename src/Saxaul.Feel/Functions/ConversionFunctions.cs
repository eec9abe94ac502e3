using System;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Functions;

/// <summary>Functions that make a value of another kind (DMN 1.5, 10.3.4.1), except dates and times.</summary>
internal static class ConversionFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("string(from: any)", (in Call call) => call[0].IsNull ? default(FeelValue) : call[0].ToString()),
        ("number(from: string, grouping separator?: string, decimal separator?: string)", (in Call call) => Number(call)),
        ("range(from: string)", (in Call call) => Range(call)),
    ];

    private static FeelValue Number(in Call call)
    {
        string grouping = call[1].IsNull ? "" : call[1].Text, point = call[2].IsNull ? "" : call[2].Text;
        if (grouping is not ("" or " " or "," or ".") || point is not ("" or "." or ",") || (point == grouping && point.Length > 0)) return call.NoResult();
        if (call[1] is { IsNull: false, Text: "" } || call[2] is { IsNull: false, Text: "" }) return call.NoResult();
        string text = call[0].Text;
        if (grouping.Length > 0) text = text.Replace(grouping, "", StringComparison.Ordinal);
        if (point == ",")
        {
            if (text.Contains('.')) return call.NoResult();
            text = text.Replace(',', '.');
        }
        return FeelNumber.TryParse(text, out var number) ? number : call.NoResult();
    }

    // Only ends that are written out are taken: a text must not be able to run an expression.
    private static FeelValue Range(in Call call)
    {
        var expression = Parser.ParseExpression(call[0].Text, BuiltIns.Names, TypeNames.BuiltIn);
        if (expression is not RangeExpr { Start: { } low, End: { } high } range) return call.NoResult();
        FeelValue start = EndOf(low), end = EndOf(high);
        if (!FeelComparison.TryCompare(start, end, out int order) || order > 0) return call.NoResult();
        return FeelValue.Range(new FeelRange(range.StartIncluded, start, end, range.EndIncluded));
    }

    private static FeelValue EndOf(Expr expression) => expression switch
    {
        LiteralExpr literal => literal.Value,
        CallExpr { Function: NameExpr function, Names: null, Arguments: [LiteralExpr { Value: { Kind: FeelKind.String, Text: var text } }] } => function.Name switch
        {
            "date" => TemporalText.ParseDate(text),
            "time" => TemporalText.ParseTime(text),
            "date and time" => TemporalText.ParseDateTime(text),
            "duration" => TemporalText.ParseDuration(text),
            _ => default,
        },
        _ => default,
    };
}
