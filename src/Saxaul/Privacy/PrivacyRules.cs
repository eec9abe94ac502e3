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

    /// <summary>Null for a code that is none.</summary>
    public PurposeDefinition? Purpose(string code) => Purposes.FirstOrDefault(purpose => purpose.Code == code);
}

/// <summary>For what somebody asks to see what is covered.</summary>
public sealed class PurposeDefinition
{
    /// <summary>What the look log keeps.</summary>
    public string Code { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>Whether it has to be said in words as well.</summary>
    public bool InWords { get; set; }
}
