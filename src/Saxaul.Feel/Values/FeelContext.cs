using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Feel;

/// <summary>
/// The names of a context's entries, in order. Hosts make one shape and share it among all contexts of that form: an expression such as
/// <c>m.insured</c> looks the name up once for each shape, not once for each context.
/// </summary>
public sealed class FeelShape
{
    private readonly Dictionary<string, int> _slots;

    public FeelShape(params IReadOnlyList<string> names)
    {
        Names = names;
        _slots = new(names.Count, StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (!_slots.TryAdd(names[i], i)) throw new ArgumentException($"The name '{names[i]}' occurs twice.", nameof(names));
        }
    }

    public static FeelShape Empty { get; } = new([]);

    public IReadOnlyList<string> Names { get; }

    /// <summary>The place of the name, or -1.</summary>
    public int SlotOf(string name) => _slots.GetValueOrDefault(name, -1);
}

/// <summary>Named values. Neither the shape nor the values change once the context has been handed over.</summary>
/// <param name="shape">The names.</param>
/// <param name="values">One value for each name.</param>
public sealed class FeelContext(FeelShape shape, FeelValue[] values)
{
    private readonly FeelValue[] _values = values.Length == shape.Names.Count
        ? values
        : throw new ArgumentException($"The shape has {shape.Names.Count} names, but {values.Length} values were given.", nameof(values));

    public FeelShape Shape { get; } = shape;

    public ReadOnlySpan<FeelValue> Values => _values;

    internal FeelValue[] Slots => _values;

    /// <summary>The value of that name; null when there is none.</summary>
    public FeelValue this[string name] => TryGet(name, out var value) ? value : default;

    public bool TryGet(string name, out FeelValue value)
    {
        int slot = Shape.SlotOf(name);
        value = slot >= 0 ? _values[slot] : default;
        return slot >= 0;
    }

    /// <summary>A context of the given entries.</summary>
    public static FeelContext Of(params IEnumerable<(string Name, FeelValue Value)> entries)
    {
        var pairs = entries.ToList();
        return new(new FeelShape(pairs.ConvertAll(p => p.Name)), [.. pairs.Select(p => p.Value)]);
    }

    /// <summary>This context with the entry added, or replaced if the name is there.</summary>
    public FeelContext With(string name, FeelValue value)
    {
        int slot = Shape.SlotOf(name);
        if (slot < 0) return new(new FeelShape([.. Shape.Names, name]), [.. _values, value]);
        var values = (FeelValue[])_values.Clone();
        values[slot] = value;
        return new(Shape, values);
    }
}
