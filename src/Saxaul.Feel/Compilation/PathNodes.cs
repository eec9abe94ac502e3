
namespace Saxaul.Feel.Compilation;

/// <summary>Looks a name up in contexts, and remembers where it was in the last shape: contexts of one shape cost one comparison.</summary>
internal sealed class MemberLookup(string name)
{
    private sealed record Found(FeelShape Shape, int Slot);

    // One reference, so that another thread sees either the old pair or the new one.
    private Found? _last;

    public string Name { get; } = name;

    public bool TryGet(FeelContext context, out FeelValue value)
    {
        var shape = context.Shape;
        var last = _last;
        if (last is null || last.Shape != shape) _last = last = new(shape, shape.SlotOf(Name));
        value = last.Slot >= 0 ? context.Slots[last.Slot] : default;
        return last.Slot >= 0;
    }
}

/// <summary>"source.name": an entry of a context, of each context in a list, or a property of a date, time, duration or range.</summary>
internal sealed class PathNode(Node source, string name, Site at) : Node
{
    private readonly MemberLookup _lookup = new(name);

    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var value = source.Evaluate(evaluation);
        if (value.Kind == FeelKind.Context)
            return _lookup.TryGet(value.Entries, out var member) ? member : evaluation.Fail(at, FaultKind.NoSuchEntry, value, default, name);
        return Other(value, evaluation);
    }

    private FeelValue Other(in FeelValue value, Evaluation evaluation)
    {
        if (value.IsNull) return default;
        if (value.Kind != FeelKind.List)
        {
            return Properties.TryGet(value, name, out var property) ? property : evaluation.Fail(at, FaultKind.NoSuchEntry, value, default, name);
        }
        if (!evaluation.Spend(value.Items.Length, at)) return default;
        var result = new FeelValue[value.Items.Length];
        for (int i = 0; i < result.Length; i++)
        {
            var item = value.Items[i];
            if (item.Kind == FeelKind.Context) _lookup.TryGet(item.Entries, out result[i]);
            else result[i] = Other(item, evaluation);
        }
        return FeelValue.List(result);
    }
}

/// <summary>A name in a filter: the item's own entry of that name if it has one, otherwise what the name means outside the filter.</summary>
internal sealed class ItemMemberNode(Node item, string name, Node? outside) : Node
{
    private readonly MemberLookup _lookup = new(name);

    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var value = item.Evaluate(evaluation);
        if (value.Kind == FeelKind.Context && _lookup.TryGet(value.Entries, out var member)) return member;
        return outside is null ? default : outside.Evaluate(evaluation);
    }
}

/// <summary>The parts of values that are no contexts (DMN 1.5, 10.3.2.12, tables 58 and 59).</summary>
internal static class Properties
{
    public static bool TryGet(in FeelValue value, string name, out FeelValue property)
    {
        FeelValue? found = value.Kind switch
        {
            FeelKind.Date => OfDate(value, name),
            FeelKind.DateTime => OfDate(value, name) ?? OfClock(value, name),
            FeelKind.Time => OfClock(value, name),
            FeelKind.DaysDuration => OfDays(value, name),
            FeelKind.MonthsDuration when name == "years" => value.Bits / 12,
            FeelKind.MonthsDuration when name == "months" => value.Bits % 12,
            FeelKind.Range => OfRange(value.Interval, name),
            _ => null,
        };
        property = found ?? default;
        return found is not null;
    }

    private static FeelValue? OfDate(in FeelValue value, string name)
    {
        long days = Temporal.DaysOf(value);
        return name switch
        {
            "year" => Calendar.FromDays(days).Year,
            "month" => Calendar.FromDays(days).Month,
            "day" => Calendar.FromDays(days).Day,
            "weekday" => Calendar.Weekday(days),
            _ => null,
        };
    }

    private static FeelValue? OfClock(in FeelValue value, string name)
    {
        long nanoseconds = Temporal.NanosecondsOfDay(value);
        long seconds = nanoseconds / Temporal.NanosecondsPerSecond;
        return name switch
        {
            "hour" => seconds / 3600,
            "minute" => seconds / 60 % 60,
            "second" => seconds % 60,
            "time offset" => value.Zone is null ? default(FeelValue) : FeelValue.Duration(Temporal.OffsetOf(value), 0),
            "timezone" => (FeelValue)value.Zone?.Id,
            _ => null,
        };
    }

    private static FeelValue? OfDays(in FeelValue value, string name)
    {
        // The parts of a negative duration are negative: -P1DT2H has -1 days and -2 hours.
        long seconds = (long)(Temporal.Nanoseconds(value) / Temporal.NanosecondsPerSecond);
        return name switch
        {
            "days" => seconds / Calendar.SecondsPerDay,
            "hours" => seconds / 3600 % 24,
            "minutes" => seconds / 60 % 60,
            "seconds" => seconds % 60,
            _ => null,
        };
    }

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Start,
        "end" => range.End,
        "start included" => range.StartIncluded,
        "end included" => range.EndIncluded,
        _ => null,
    };
}
