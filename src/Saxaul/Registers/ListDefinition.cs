using System.Collections.Generic;

namespace Saxaul.Registers;

/// <summary>What a row of a list is about.</summary>
public enum ListAbout
{
    /// <summary>A household roster: a row a person, household cells once or on each row.</summary>
    Roster,

    /// <summary>A person already known, by number or else by name and village.</summary>
    Person,

    /// <summary>A household already known, by number or else by its head's name and village.</summary>
    Household,

    /// <summary>A village.</summary>
    Area,
}

/// <summary>A column of a list that says who or where, or the value to record.</summary>
public sealed class ListColumn
{
    /// <summary>What it is: one of the names in <see cref="WellKnown"/>, or a name of the list's own.</summary>
    public string Field { get; set; } = "";

    public Labels Labels { get; set; } = [];

    public FieldType Type { get; set; }

    public List<string> Words { get; set; } = [];

    public List<ChoiceDefinition> Choices { get; set; } = [];

    /// <summary>Without it the file is refused.</summary>
    public bool Necessary { get; set; }

    /// <summary>Known, and of no use here: read over without asking.</summary>
    public bool Ignored { get; set; }
}

/// <summary>The names under which every list speaks of who and where.</summary>
public static class WellKnown
{
    public const string County = "county";
    public const string Township = "township";
    public const string Village = "village";
    public const string NaturalVillage = "natural_village";
    public const string HouseholdNumber = "household_number";
    public const string HeadName = "head_name";
    public const string HeadDocument = "head_document";
    public const string Phone = "phone";
    public const string MemberCount = "member_count";
    public const string Name = "name";
    public const string Sex = "sex";
    public const string DocumentNumber = "document_number";
    public const string BirthDate = "birth_date";
    public const string Relation = "relation";
    public const string Amount = "amount";
    public const string Day = "day";
}

/// <summary>What a department's row becomes.</summary>
public sealed class RecordsDefinition
{
    public string Register { get; set; } = "";

    /// <summary>The register's field that takes a list column: field -> column.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Fields with the same value in every entry.</summary>
    public Dictionary<string, string> Values { get; set; } = [];
}

/// <summary>When somebody unknown becomes a small lead.</summary>
public sealed class LeadDefinition
{
    /// <summary>The column whose amount counts.</summary>
    public string Column { get; set; } = "";

    /// <summary>At or over this many yuan.</summary>
    public long From { get; set; }

    /// <summary>After so many days the lead expires.</summary>
    public int Days { get; set; }

    /// <summary>Where the figure comes from.</summary>
    public string Source { get; set; } = "";

    /// <summary>The reason in words.</summary>
    public Labels Reason { get; set; } = [];
}

/// <summary>A kind of list that offices and departments hand over: by which words it is known, and what becomes of its rows.</summary>
public sealed class ListDefinition
{
    public string List { get; set; } = "";

    public Labels Labels { get; set; } = [];

    public ListAbout About { get; set; }

    /// <summary>The sender when the file does not say.</summary>
    public string Source { get; set; } = "";

    public List<ListColumn> Columns { get; set; } = [];

    /// <summary>Under a group heading that contains one of these, headings speak of somebody else or of another time, and are not known by their words alone.</summary>
    public List<string> NotUnder { get; set; } = [];

    /// <summary>For a roster: the registers whose fields its columns fill.</summary>
    public List<string> Registers { get; set; } = [];

    /// <summary>For a department's list: what a row becomes.</summary>
    public RecordsDefinition? Records { get; set; }

    public LeadDefinition? Lead { get; set; }
}
