namespace Saxaul.Feel.Dmn;

/// <summary>Which of a decision table's matching rules give its result (DMN 1.5, 8.2.10).</summary>
public enum HitPolicy
{
    Unique,
    Any,
    Priority,
    First,
    RuleOrder,
    OutputOrder,
    Collect,
}

/// <summary>What a table with the policy Collect makes of its results.</summary>
public enum Aggregation
{
    None,
    Min,
    Max,
    Sum,
    Count,
}
