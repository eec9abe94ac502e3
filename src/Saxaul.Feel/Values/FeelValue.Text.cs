using System.Text;

namespace Saxaul.Feel;

// The text of a value, as the function string() gives it (DMN 1.5, 10.3.4.1).
public readonly partial struct FeelValue
{
    /// <summary>The text of the value: a string as it is; within lists and contexts strings are quoted, so that the text reads back as the value.</summary>
    public override string ToString() => Kind == FeelKind.String ? Text : ToLiteral();

    /// <summary>The value as FEEL source: strings are quoted.</summary>
    public string ToLiteral()
    {
        switch (Kind)
        {
            case FeelKind.Null: return "null";
            case FeelKind.Boolean: return Bits != 0 ? "true" : "false";
            case FeelKind.Number: return Number.ToString();
            case FeelKind.String: return Quote(Text);
            case FeelKind.Date: return TemporalText.OfDate(Bits);
            case FeelKind.Time: return TemporalText.OfClock(Bits) + Zone;
            case FeelKind.DateTime:
                return TemporalText.OfDate(Temporal.DaysOf(this)) + "T" + TemporalText.OfClock(Temporal.NanosecondsOfDay(this)) + Zone;
            case FeelKind.DaysDuration: return TemporalText.OfDuration(this);
            case FeelKind.MonthsDuration: return TemporalText.OfMonths(Bits);
            case FeelKind.Range: return RangeText(Interval);
            case FeelKind.Function: return Callable.ToString();
            case FeelKind.List: return ListText(Items);
            default: return ContextText(Entries);
        }
    }

    internal static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('"').ToString();
    }

    private static string RangeText(FeelRange range)
    {
        if (range.Start.IsNull) return $"({(range.EndIncluded ? "<=" : "<")} {range.End.ToLiteral()})";
        if (range.End.IsNull) return $"({(range.StartIncluded ? ">=" : ">")} {range.Start.ToLiteral()})";
        return $"{(range.StartIncluded ? '[' : '(')}{range.Start.ToLiteral()}..{range.End.ToLiteral()}{(range.EndIncluded ? ']' : ')')}";
    }

    private static string ListText(FeelValue[] items)
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < items.Length; i++) text.Append(i == 0 ? "" : ", ").Append(items[i].ToLiteral());
        return text.Append(']').ToString();
    }

    private static string ContextText(FeelContext context)
    {
        var text = new StringBuilder("{");
        for (int i = 0; i < context.Slots.Length; i++)
        {
            string name = context.Shape.Names[i];
            text.Append(i == 0 ? "" : ", ").Append(Syntax.Lexer.IsPlainName(name) ? name : Quote(name)).Append(": ").Append(context.Slots[i].ToLiteral());
        }
        return text.Append('}').ToString();
    }
}
