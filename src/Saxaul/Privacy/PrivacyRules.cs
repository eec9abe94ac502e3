using System.Collections.Generic;
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
