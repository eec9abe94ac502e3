using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Saxaul.Feel;

/// <summary>What a <see cref="FeelValue"/> is.</summary>
public enum FeelKind : byte
{
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysDuration,
    MonthsDuration,
    List,
    Context,
    Range,
    Function,
}

/// <summary>
/// Any value of FEEL, in 24 bytes. Booleans, dates, times, durations and numbers of up to 18 digits live in the value itself; the rest refers to one
/// object. <c>default</c> is null.
/// </summary>
public readonly partial struct FeelValue : IEquatable<FeelValue>
{
    // What the three fields hold, by kind:
    //   Boolean       _bits 0 or 1
    //   Number        _bits coefficient, _extra exponent, _object the wide coefficient if there is one
    //   String        _object
    //   Date          _bits days since 1970-01-01
    //   Time          _bits nanoseconds since midnight, _object the zone if there is one
    //   DateTime      _bits seconds of the local clock since 1970-01-01T00:00:00, _extra nanoseconds, _object the zone if there is one
    //   DaysDuration  _bits seconds, rounded down, _extra nanoseconds, 0 to 999,999,999
    //   MonthsDuration _bits months
    //   List          _object FeelValue[]; Context, Range, Function: _object
    private readonly object? _object;
    private readonly long _bits;
    private readonly int _extra;
    private readonly FeelKind _kind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FeelValue(FeelKind kind, long bits, int extra = 0, object? reference = null)
    {
        _object = reference;
        _bits = bits;
        _extra = extra;
        _kind = kind;
    }

    public static FeelValue Null => default;

    public static FeelValue True => new(FeelKind.Boolean, 1);

    public static FeelValue False => new(FeelKind.Boolean, 0);

    public FeelKind Kind => _kind;

    public bool IsNull => _kind == FeelKind.Null;

    /// <summary>True only for the boolean true: neither false nor anything else, null included.</summary>
    public bool IsTrue => _kind == FeelKind.Boolean && _bits != 0;

    /// <summary>True only for the boolean false.</summary>
    public bool IsFalse => _kind == FeelKind.Boolean && _bits == 0;

    public static implicit operator FeelValue(bool value) => new(FeelKind.Boolean, value ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FeelValue(FeelNumber value) => new(FeelKind.Number, value.Low, value.Exponent, value.Object);

    public static implicit operator FeelValue(long value) => new(FeelKind.Number, value);

    public static implicit operator FeelValue(int value) => new(FeelKind.Number, value);

    public static implicit operator FeelValue(decimal value) => (FeelNumber)value;

    /// <summary>A string; a null reference is FEEL's null.</summary>
    public static implicit operator FeelValue(string? value) => value is null ? default : new(FeelKind.String, 0, 0, value);

    public static implicit operator FeelValue(DateOnly value) => new(FeelKind.Date, value.DayNumber - Calendar.EpochDayNumber);

    /// <summary>A time of the day without a zone.</summary>
    public static implicit operator FeelValue(TimeOnly value) => new(FeelKind.Time, value.Ticks * 100);

    /// <summary>A date and time with its offset.</summary>
    public static implicit operator FeelValue(DateTimeOffset value) => FromTicks(value.Ticks, FeelZone.OfSeconds((int)value.Offset.TotalSeconds));

    /// <summary>A date and time without a zone, whatever the <see cref="System.DateTime.Kind"/>.</summary>
    public static implicit operator FeelValue(System.DateTime value) => FromTicks(value.Ticks, null);

    /// <summary>A days and time duration.</summary>
    public static implicit operator FeelValue(TimeSpan value)
    {
        var (seconds, ticks) = Math.DivRem(value.Ticks, TimeSpan.TicksPerSecond);
        if (ticks < 0) (seconds, ticks) = (seconds - 1, ticks + TimeSpan.TicksPerSecond);
        return new(FeelKind.DaysDuration, seconds, (int)ticks * 100);
    }

    private static FeelValue FromTicks(long ticks, FeelZone? zone)
    {
        var (seconds, rest) = Math.DivRem(ticks - System.DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerSecond);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        return new(FeelKind.DateTime, seconds, (int)rest * 100, zone);
    }

    /// <summary>A years and months duration of that many months.</summary>
    public static FeelValue Months(long months) => new(FeelKind.MonthsDuration, months);

    /// <summary>A list. The array becomes the list: it must not be changed afterwards.</summary>
    public static FeelValue List(params FeelValue[] items) => new(FeelKind.List, 0, 0, items);

    public static FeelValue Context(FeelContext context) => new(FeelKind.Context, 0, 0, context);

    /// <summary>A context in the cheap form: a shape that many contexts share, and one value for each of its names.</summary>
    public static FeelValue Context(FeelShape shape, params FeelValue[] values) => Context(new FeelContext(shape, values));

    public static FeelValue Range(FeelRange range) => new(FeelKind.Range, 0, 0, range);

    public static FeelValue Function(FeelFunction function) => new(FeelKind.Function, 0, 0, function);

    internal static FeelValue Date(long days) => new(FeelKind.Date, days);

    internal static FeelValue Time(long nanoseconds, FeelZone? zone) => new(FeelKind.Time, nanoseconds, 0, zone);

    internal static FeelValue DateAndTime(long localSeconds, int nanoseconds, FeelZone? zone) => new(FeelKind.DateTime, localSeconds, nanoseconds, zone);

    internal static FeelValue Duration(long seconds, int nanoseconds) => new(FeelKind.DaysDuration, seconds, nanoseconds);

    internal long Bits => _bits;

    internal int Extra => _extra;

    /// <summary>The zone of a time or date and time; null when it has none.</summary>
    public FeelZone? Zone => _kind is FeelKind.Time or FeelKind.DateTime ? Unsafe.As<FeelZone?>(_object) : null;

    public bool AsBoolean => _kind == FeelKind.Boolean ? _bits != 0 : throw Wrong(FeelKind.Boolean);

    public FeelNumber AsNumber => _kind == FeelKind.Number ? Number : throw Wrong(FeelKind.Number);

    public string AsString => _kind == FeelKind.String ? Text : throw Wrong(FeelKind.String);

    /// <summary>The items of a list.</summary>
    public ReadOnlySpan<FeelValue> AsList => _kind == FeelKind.List ? Items : throw Wrong(FeelKind.List);

    public FeelContext AsContext => _kind == FeelKind.Context ? Entries : throw Wrong(FeelKind.Context);

    public FeelRange AsRange => _kind == FeelKind.Range ? Interval : throw Wrong(FeelKind.Range);

    public FeelFunction AsFunction => _kind == FeelKind.Function ? Callable : throw Wrong(FeelKind.Function);

    /// <summary>The months of a years and months duration.</summary>
    public long AsMonths => _kind == FeelKind.MonthsDuration ? _bits : throw Wrong(FeelKind.MonthsDuration);

    /// <summary>The date; false for another kind and for years outside 1 to 9999.</summary>
    public bool TryToDate(out DateOnly date)
    {
        long day = _bits + Calendar.EpochDayNumber;
        bool fits = _kind == FeelKind.Date && day >= 0 && day <= DateOnly.MaxValue.DayNumber;
        date = fits ? DateOnly.FromDayNumber((int)day) : default;
        return fits;
    }

    // The kind has been tested by whoever reads these; the casts cost nothing.
    internal FeelNumber Number
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Unsafe.As<FeelNumber.Wide?>(_object), _bits, _extra);
    }

    internal bool IsSmallNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _kind == FeelKind.Number && _object is null;
    }

    internal string Text => Unsafe.As<string>(_object!);

    internal FeelValue[] Items => Unsafe.As<FeelValue[]>(_object!);

    internal FeelContext Entries => Unsafe.As<FeelContext>(_object!);

    internal FeelRange Interval => Unsafe.As<FeelRange>(_object!);

    internal FeelFunction Callable => Unsafe.As<FeelFunction>(_object!);

    private InvalidCastException Wrong(FeelKind wanted) => new($"The value is of kind {_kind}, not {wanted}.");

    /// <summary>Whether both are the same value: null equals null, different kinds are never equal. FEEL's own "=" gives null for different kinds.</summary>
    public bool Equals(FeelValue other) => FeelComparison.AreSame(this, other);

    public override bool Equals(object? obj) => obj is FeelValue other && Equals(other);

    public override int GetHashCode() => _kind switch
    {
        FeelKind.Number => Number.GetHashCode(),
        FeelKind.String => Text.GetHashCode(StringComparison.Ordinal),
        FeelKind.Time or FeelKind.DateTime or FeelKind.Context or FeelKind.Range or FeelKind.Function => (int)_kind,
        FeelKind.List => HashCode.Combine(_kind, Items.Length),
        _ => HashCode.Combine(_kind, _bits, _extra),
    };

    public static bool operator ==(FeelValue a, FeelValue b) => a.Equals(b);

    public static bool operator !=(FeelValue a, FeelValue b) => !a.Equals(b);

    /// <summary>A list of the values.</summary>
    public static FeelValue ListOf(IEnumerable<FeelValue> items) => List([.. items]);
}
