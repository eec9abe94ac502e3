using System.Collections.Generic;
using Saxaul.Registers;

namespace Saxaul.Users;

/// <summary>For what a role is given.</summary>
public enum GivenFor
{
    Everywhere,
    County,
    Township,
    Village,

    /// <summary>One household of a county; whoever looks after several is given the role several times.</summary>
    Household,

    /// <summary>One list that a department hands in for a county.</summary>
    List,
}

/// <summary>
/// What somebody is in an office, and so may do: a definition file. The areas and the days are said when it is given to a user (<see cref="GiveRole"/>); what for is part of the role, since a right
/// without a purpose is none.
/// </summary>
public sealed class Role
{
    /// <summary>The code that grants name.</summary>
    public string Code { get; set; } = "";

    public Labels Labels { get; set; } = [];

    public GivenFor GivenFor { get; set; }

    /// <summary>Whether whoever has it is the household itself, from whom nothing of its own is covered.</summary>
    public bool Themselves { get; set; }

    public HashSet<Right> Rights { get; set; } = [];

    /// <summary>What the rights are for, in both languages; shown to whoever asks who may see a household.</summary>
    public Labels Purpose { get; set; } = [];
}
