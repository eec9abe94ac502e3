using System;
using System.Collections.Generic;

namespace Saxaul.Feel;

/// <summary>Equality and order (DMN 1.5, 10.3.2.15, tables 50 and 51).</summary>
internal static class FeelComparison
{
    /// <summary>FEEL's "=": null when the kinds differ, except that nothing but null equals null.</summary>
    public static bool? AreEqual(in FeelValue a, in FeelValue b)
    {
        if (a.IsNull || b.IsNull) return a.IsNull && b.IsNull;
        return a.Kind == b.Kind ? AreSame(a, b) : null;
    }

    /// <summary>Equality in which values of different kinds are simply different.</summary>
    public static bool AreSame(in FeelValue a, in FeelValue b)
    {
        if (a.Kind != b.Kind) return false;
        switch (a.Kind)
        {
            case FeelKind.Null: return true;
            case FeelKind.Number: return a.Number.CompareTo(b.Number) == 0;
            case FeelKind.String: return string.Equals(a.Text, b.Text, StringComparison.Ordinal);
            case FeelKind.Time or FeelKind.DateTime: return TryCompare(a, b, out int order) && order == 0;
            case FeelKind.List: return SameItems(a.Items, b.Items);
            case FeelKind.Context: return SameEntries(a.Entries, b.Entries);
            case FeelKind.Range: return a.Interval == b.Interval;
            case FeelKind.Function: return ReferenceEquals(a.Callable, b.Callable);
            default: return a.Bits == b.Bits && a.Extra == b.Extra;
        }
    }

    /// <summary>The built-in function "is": equality in which also the zone must be the same, not only the moment.</summary>
    public static bool AreIdentical(in FeelValue a, in FeelValue b) =>
        a.Kind is FeelKind.Time or FeelKind.DateTime && a.Kind == b.Kind
            ? a.Bits == b.Bits && a.Extra == b.Extra && Equals(a.Zone, b.Zone)
            : AreSame(a, b);

    private static bool SameItems(FeelValue[] a, FeelValue[] b)
    {
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
        {
            if (!AreSame(a[i], b[i])) return false;
        }
        return true;
    }

    private static bool SameEntries(FeelContext a, FeelContext b)
    {
        if (a.Shape == b.Shape) return SameItems(a.Slots, b.Slots);
        if (a.Slots.Length != b.Slots.Length) return false;
        IReadOnlyList<string> names = a.Shape.Names;
        for (int i = 0; i < names.Count; i++)
        {
            if (!b.TryGet(names[i], out var value) || !AreSame(a.Slots[i], value)) return false;
        }
        return true;
    }

    /// <summary>The order of two values; false when they have none, which FEEL answers with null.</summary>
    public static bool TryCompare(in FeelValue a, in FeelValue b, out int order)
    {
        order = 0;
        if (a.Kind != b.Kind) return false;
        switch (a.Kind)
        {
            case FeelKind.Number:
                order = a.Number.CompareTo(b.Number);
                return true;
            case FeelKind.String:
                order = CompareByCodePoint(a.Text, b.Text);
                return true;
            case FeelKind.Date or FeelKind.MonthsDuration:
                order = a.Bits.CompareTo(b.Bits);
                return true;
            case FeelKind.DaysDuration:
                order = a.Bits != b.Bits ? a.Bits.CompareTo(b.Bits) : a.Extra.CompareTo(b.Extra);
                return true;
            case FeelKind.Time:
                if (a.Zone is null != b.Zone is null) return false;
                order = Temporal.NanosecondsUtc(a).CompareTo(Temporal.NanosecondsUtc(b));
                return true;
            case FeelKind.DateTime:
                if (a.Zone is null != b.Zone is null) return false;
                long x = Temporal.SecondsUtc(a), y = Temporal.SecondsUtc(b);
                order = x != y ? x.CompareTo(y) : a.Extra.CompareTo(b.Extra);
                return true;
            default:
                return false;
        }
    }

    // UTF-16 order differs from code point order only where a surrogate meets a unit above the surrogates.
    private static int CompareByCodePoint(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        for (int i = 0; i < length; i++)
        {
            char x = a[i], y = b[i];
            if (x == y) continue;
            if (char.IsSurrogate(x) != char.IsSurrogate(y)) return char.IsSurrogate(x) ? 1 : -1;
            return x.CompareTo(y);
        }
        return a.Length.CompareTo(b.Length);
    }
}
