using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Privacy;

/// <summary>What an office decides about covered values: a definition file.</summary>
public sealed class PrivacyRules
{
    /// <summary>How long the sensitive values of a household stay shown to who asked for them, in minutes.</summary>
    public int MinutesShown { get; set; } = 15;

    /// <summary>For what somebody may ask to see them; none allows nobody to.</summary>
    public List<PurposeDefinition> Purposes { get; set; } = [];

    public ExportRules Exports { get; set; } = new();

    public RequestRules Requests { get; set; } = new();

    /// <summary>How many numbers may be tried in a day, from a day on; none sets no limit.</summary>
    public List<SearchLimit> Searches { get; set; } = [];

    /// <summary>What holds on a day; the earliest also holds before its day, and null when nothing is set.</summary>
    public SearchLimit? SearchLimitOn(DateOnly day) => Searches.Where(limit => limit.FromDay <= day).MaxBy(limit => limit.FromDay) ?? Searches.MinBy(limit => limit.FromDay);

    /// <summary>Null for a code that is none.</summary>
    public PurposeDefinition? Purpose(string code) => Purposes.FirstOrDefault(purpose => purpose.Code == code);
}

/// <summary>How much may leave the registry as files and prints of many households, and what for.</summary>
public sealed class ExportRules
{
    /// <summary>Households that somebody who answers for townships or villages may take out in a day.</summary>
    public int HouseholdsADay { get; set; } = 2_000;

    /// <summary>The same of who may read a whole county.</summary>
    public int HouseholdsADayOfACounty { get; set; } = 20_000;

    /// <summary>The same of who may read everywhere.</summary>
    public int HouseholdsADayEverywhere { get; set; } = 200_000;

    /// <summary>Whoever prints so many cards one by one in a day is shown to the level above.</summary>
    public int CardsSeenFrom { get; set; } = 50;

    /// <summary>The first is what nobody has to choose.</summary>
    public List<PurposeDefinition> Purposes { get; set; } = [];
}

/// <summary>For what somebody asks to see what is covered, or takes something out.</summary>
public sealed class PurposeDefinition
{
    /// <summary>What the look log keeps.</summary>
    public string Code { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>Whether it has to be said in words as well.</summary>
    public bool InWords { get; set; }
}

/// <summary>How many numbers somebody may try in a day: last fours, and whole numbers that nobody within their reach bears.</summary>
public sealed class SearchLimit
{
    /// <summary>The first day, as 2021-11-01.</summary>
    public string From { get; set; } = "";

    /// <summary>After so many it is asked what for, and the level above sees it.</summary>
    public int AskAfter { get; set; }

    /// <summary>After so many nobody searches by number until the next day.</summary>
    public int MostADay { get; set; }

    public Labels Source { get; set; } = [];

    internal DateOnly FromDay => DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;
}
