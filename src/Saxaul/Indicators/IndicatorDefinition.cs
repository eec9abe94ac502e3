using System.Collections.Generic;
using Saxaul.Registers;

namespace Saxaul.Indicators;

/// <summary>What an indicator adds up.</summary>
public enum Counted
{
    Households,

    /// <summary>Members: somebody who belongs to two households counts in both.</summary>
    Persons,

    /// <summary>One indicator for each rule of the file's policy: the households warned by it.</summary>
    Warnings,
}

/// <summary>One number an office wants to know of every area.</summary>
public sealed class IndicatorDefinition
{
    /// <summary>Its name; for <see cref="Counted.Warnings"/> what stands before the rule's: warnings.income.</summary>
    public string Indicator { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>Unit in words of both languages, for example households.</summary>
    public Labels Unit { get; set; } = [];

    public Counted Counts { get; set; }

    /// <summary>FEEL over the household's facts, its <c>household_size</c> and its <c>warnings</c> (names of rules); null counts all. Only true counts: unknown does not.</summary>
    public string? When { get; set; }

    /// <summary>What the office wants it to reach; never of something that people are free to accept or decline.</summary>
    public decimal? Target { get; set; }

    /// <summary>Whether areas are put in order by it; never by what people are free to accept or decline.</summary>
    public bool Ranked { get; set; }

    /// <summary>Counts the households whose village nobody has said yet, in the area they are held in; no other indicator counts them.</summary>
    public bool Held { get; set; }
}

/// <summary>A file of indicators.</summary>
public sealed class IndicatorFile
{
    /// <summary>The policy whose warnings are counted; none when no warnings are.</summary>
    public string? Policy { get; set; }

    public List<IndicatorDefinition> Indicators { get; set; } = [];
}
