using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Screening;

/// <summary>A figure's value from a day on, with its source.</summary>
public sealed class FigureValue
{
    /// <summary>The first day, as 2020-01-01.</summary>
    public string From { get; set; } = "";

    public decimal Value { get; set; }

    /// <summary>The law, document or decision it comes from.</summary>
    public Labels Source { get; set; } = [];

    internal DateOnly? FromDay => DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A number of the policy under one name, dated and sourced: a change of law adds a value, and earlier days keep theirs.</summary>
public sealed class FigureDefinition
{
    public string Name { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>Unit in words of both languages, for example yuan.</summary>
    public Labels Unit { get; set; } = [];

    public List<FigureValue> Values { get; set; } = [];

    /// <summary>What holds on a day; null before the first value.</summary>
    public FigureValue? On(DateOnly day) => Values.Where(value => value.FromDay <= day).MaxBy(value => value.FromDay);
}

/// <summary>What people call a value that the model derives.</summary>
public sealed class DerivedDefinition
{
    public string Name { get; set; } = "";

    public Labels Labels { get; set; } = [];

    public Labels Unit { get; set; } = [];

    /// <summary>Whether it is one of the figures by which people know a household: its account and the village book show it.</summary>
    public bool KeyFigure { get; set; }
}

/// <summary>How far a warned household is from where its rule would no longer hold, for officials: shown, never asked for.</summary>
public sealed class GapDefinition
{
    /// <summary>FEEL over values that are kept with the rule's warning, for example <c>income_line - net_income_per_head</c>; nothing is said unless it is above zero.</summary>
    public string Of { get; set; } = "";

    /// <summary>With {gap} in it.</summary>
    public Labels Words { get; set; } = [];
}

/// <summary>A rule: the decision of its name in the model, and the words for it.</summary>
public sealed class RuleDefinition
{
    public string Rule { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>Why a household was flagged, with {names} of facts, figures and derived values in it.</summary>
    public Labels Reason { get; set; } = [];

    /// <summary>
    /// Whether a household may simply not want what the rule asks somebody to look for, such as work: then nobody has to say why it is not needed, and nothing follows from it.
    /// </summary>
    public bool FreeToDecline { get; set; }

    /// <summary>The facts of members that the rule looks at.</summary>
    public List<string> MemberFacts { get; set; } = [];

    /// <summary>How far it is to the line; null for rules that have none.</summary>
    public GapDefinition? Gap { get; set; }

    /// <summary>The protection that holds as long as the rule does not: housing, schooling, health care, water; empty for other rules.</summary>
    public Labels Protects { get; set; } = [];
}

/// <summary>policy.yaml: what stands beside a decision model so that it can be dated, explained and read.</summary>
public sealed class PolicyDefinition
{
    public string Policy { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>The model's file, in the same folder.</summary>
    public string Model { get; set; } = "";

    public List<FigureDefinition> Figures { get; set; } = [];

    public List<DerivedDefinition> Derived { get; set; } = [];

    public List<RuleDefinition> Rules { get; set; } = [];
}
