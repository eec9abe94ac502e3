using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Feel.Functions;

/// <summary>Functions of contexts (DMN 1.5, 10.3.4.6).</summary>
internal static class ContextFunctions
{
    private static readonly FeelShape KeyAndValue = new("key", "value");

    public static readonly (string, BuiltInBody)[] Table =
    [
        ("get value(m: context, key: string)", (in Call call) => call[0].Entries[call[1].Text]),
        ("get entries(m: context)", (in Call call) => Entries(call[0].Entries)),
        ("context(entries: list)", (in Call call) => Context(call)),
        ("context put(context: context, key: string, value: any)", (in Call call) => FeelValue.Context(call[0].Entries.With(call[1].Text, call[2]))),
        ("context put(context: context, keys: list, value: any)", (in Call call) => PutDeep(call)),
        ("context merge(contexts: list)", (in Call call) => Merge(call)),
    ];

    private static FeelValue Entries(FeelContext context) =>
        FeelValue.ListOf(context.Shape.Names.Select((name, i) => FeelValue.Context(KeyAndValue, name, context.Slots[i])));

    private static FeelValue Context(in Call call)
    {
        var names = new List<string>();
        var values = new List<FeelValue>();
        foreach (var entry in call[0].Items)
        {
            if (entry.Kind != FeelKind.Context
                || !entry.Entries.TryGet("key", out var key) || key.Kind != FeelKind.String
                || !entry.Entries.TryGet("value", out var value) || names.Contains(key.Text))
            {
                return call.NoResult();
            }
            names.Add(key.Text);
            values.Add(value);
        }
        return FeelValue.Context(new FeelShape(names), [.. values]);
    }

    private static FeelValue PutDeep(in Call call)
    {
        FeelValue[] keys = call[1].Items;
        if (keys.Length == 0 || !keys.All(k => k.Kind == FeelKind.String)) return call.NoResult();
        var result = Put(call[0], keys, 0, call[2]);
        return result.IsNull ? call.NoResult() : result;
    }

    private static FeelValue Put(in FeelValue target, FeelValue[] keys, int depth, in FeelValue value)
    {
        if (depth == keys.Length) return value;
        if (target.Kind != FeelKind.Context) return default;
        string key = keys[depth].Text;
        bool last = depth == keys.Length - 1;
        var inner = last ? value : Put(target.Entries[key], keys, depth + 1, value);
        return inner.IsNull && !last ? default : FeelValue.Context(target.Entries.With(key, inner));
    }

    private static FeelValue Merge(in Call call)
    {
        var names = new List<string>();
        var values = new List<FeelValue>();
        foreach (var context in call[0].Items)
        {
            if (context.Kind != FeelKind.Context) return call.NoResult();
            for (int i = 0; i < context.Entries.Slots.Length; i++)
            {
                string name = context.Entries.Shape.Names[i];
                int known = names.IndexOf(name);
                if (known >= 0) values[known] = context.Entries.Slots[i];
                else
                {
                    names.Add(name);
                    values.Add(context.Entries.Slots[i]);
                }
            }
        }
        return FeelValue.Context(new FeelShape(names), [.. values]);
    }
}
