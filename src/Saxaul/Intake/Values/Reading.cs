using System;
using System.Diagnostics.CodeAnalysis;

namespace Saxaul.Intake;

/// <summary>What came of reading a cell.</summary>
public enum ReadingOutcome : byte
{
    /// <summary>Nothing is written there: unknown, or whatever the form says a blank means.</summary>
    Blank,

    /// <summary>A value was read.</summary>
    Value,

    /// <summary>The writer says that there is none: 无, -, /.</summary>
    WroteNone,

    /// <summary>Something is written that cannot be taken for a value; <see cref="Reading{T}.Remark"/> says why.</summary>
    NotUnderstood,
}

/// <summary>A cell as it was understood: a value or the reason why there is none, and whether the written text must be kept beside it.</summary>
public readonly struct Reading<T>
{
    private readonly T? value;

    private Reading(ReadingOutcome outcome, T? value, Remark? remark, bool differs)
    {
        Outcome = outcome;
        this.value = value;
        Remark = remark;
        Differs = differs;
    }

    public ReadingOutcome Outcome { get; }

    [MemberNotNullWhen(true, nameof(value))]
    public bool HasValue => Outcome == ReadingOutcome.Value;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; ask <see cref="HasValue"/> first.</exception>
    public T Value => HasValue ? value : throw new InvalidOperationException($"There is no value: {Outcome}.");

    /// <summary>Why the cell was not understood, or what to know of the value (it was rounded); null when there is nothing to say.</summary>
    public Remark? Remark { get; }

    /// <summary>The written text is not what the value would be written as: who keeps the value keeps the text beside it.</summary>
    public bool Differs { get; }

    public static Reading<T> Blank => default;

    public static Reading<T> None => new(ReadingOutcome.WroteNone, default, null, true);

    public static Reading<T> Of(T value, bool differs = false, Remark? remark = null) => new(ReadingOutcome.Value, value, remark, differs);

    public static Reading<T> Not(Remark why) => new(ReadingOutcome.NotUnderstood, default, why, true);

    /// <summary>The value, or another when there is none.</summary>
    public T? Or(T? other) => HasValue ? value : other;

    public override string ToString() => HasValue ? $"{value}" : Remark is null ? Outcome.ToString() : Remark.Code;
}
