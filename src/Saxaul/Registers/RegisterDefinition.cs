using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;

namespace Saxaul.Registers;

/// <summary>What an entry belongs to.</summary>
public enum Owner
{
    Household,
    Person,
    Area,
}

/// <summary>What a field holds. <see cref="Money"/> is kept in whole fen.</summary>
public enum FieldType
{
    Text,
    Integer,
    Money,
    Day,
    YesNo,
    Choice,
}

/// <summary>What an empty cell means in a column that is there. A column that is not there is always unknown.</summary>
public enum Blank
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>There is none: for money zero, kept as "left blank"; for a choice its <see cref="FieldDefinition.BlankChoice"/>.</summary>
    None,
}

/// <summary>Labels by language tag; "zh" and "en" are always there.</summary>
public sealed class Labels : Dictionary<string, string>
{
    public string In(string language) =>
        TryGetValue(language, out var exact) ? exact : TryGetValue(language.Split('-')[0], out var label) ? label : TryGetValue("en", out var english) ? english : "";

    /// <summary>Of a unit, the word that fits a number: where a language has two for it, they stand as "household|households".</summary>
    /// <param name="number">As it is shown; null for the unit of many.</param>
    public string UnitIn(string language, string? number = null) => In(language).Split('|') is [var one, var many] ? number == "1" ? one : many : In(language);
}

/// <summary>The side of a household's account on which an amount stands.</summary>
public enum AccountSide
{
    Income,

    /// <summary>What earning the income costs.</summary>
    Cost,

    /// <summary>What the household could not help spending.</summary>
    Spending,
}

/// <summary>What a field has to do with what somebody is free to accept or decline: work, training, moving house.</summary>
public enum FreeChoice
{
    /// <summary>That something was offered.</summary>
    Offer,

    /// <summary>What the person said to it.</summary>
    Answer,

    /// <summary>The language in which the person wishes to be spoken to.</summary>
    WishedLanguage,
}

/// <summary>One of a field's choices.</summary>
public sealed class ChoiceDefinition
{
    /// <summary>What is stored and what rules compare with.</summary>
    public string Code { get; set; } = "";

    public Labels Labels { get; set; } = [];

    /// <summary>The words offices write for it in a cell.</summary>
    public List<string> Words { get; set; } = [];

    /// <summary>For the field a register is spread by: the headings under which offices give this choice a column of its own.</summary>
    public List<string> Columns { get; set; } = [];

    /// <summary>For the field a register is spread by: the fact that sums this choice; none when nobody asks.</summary>
    public string? Fact { get; set; }

    /// <summary>For the field a register of amounts is spread by: where it stands in the account; none for what is only listed.</summary>
    public AccountSide? Account { get; set; }
}

/// <summary>One field of a register.</summary>
public sealed class FieldDefinition
{
    public string Name { get; set; } = "";

    public Labels Labels { get; set; } = [];

    public FieldType Type { get; set; }

    /// <summary>The headings under which offices write it.</summary>
    public List<string> Words { get; set; } = [];

    public List<ChoiceDefinition> Choices { get; set; } = [];

    public Blank Blank { get; set; }

    /// <summary>The choice that an empty cell stands for when <see cref="Blank"/> is none.</summary>
    public string? BlankChoice { get; set; }

    /// <summary>Encrypted where it rests.</summary>
    public bool Secret { get; set; }

    /// <summary>Why it is kept, in words for people of both languages; null when the register's <see cref="RegisterDefinition.Purpose"/> says it.</summary>
    public Labels? Purpose { get; set; }

    /// <summary>How long it is kept (<see cref="Retention"/>); null when the register's <see cref="RegisterDefinition.Keep"/> says it.</summary>
    public string? Keep { get; set; }

    /// <summary>Sensitive in the sense of the law: illness, disability, whatever is nobody else's business. Covered on screens until somebody asks for it and says what for; the impact assessment names it.</summary>
    public bool Sensitive { get; set; }

    /// <summary>What it says of somebody's free choice; null for most fields.</summary>
    public FreeChoice? About { get; set; }

    /// <summary>Days within which it is to be filled in, for tasks of the office; never for somebody's answer.</summary>
    public int? DueDays { get; set; }

    /// <summary>Whether it stays between the person and who talks with them: no rule, filter, indicator, group or export reads it.</summary>
    public bool IsTheirsToSay => About is FreeChoice.Answer or FreeChoice.WishedLanguage;

    /// <summary>The fact under which rules read it; none when they do not.</summary>
    public string? Fact { get; set; }

    /// <summary>The least that can be, in the field's unit (of money yuan); null for no limit. What somebody types must keep it; lists are read as before.</summary>
    public decimal? Min { get; set; }

    /// <summary>The most that can be.</summary>
    public decimal? Max { get; set; }

    /// <summary>Unit in words of both languages, for figures.</summary>
    public Labels Unit { get; set; } = [];

    /// <summary>Whether it says to which group a household belongs: shown beside its name and in the village book.</summary>
    public bool Group { get; set; }

    internal ColumnType Column => Type switch
    {
        FieldType.Integer or FieldType.Money => ColumnType.Integer,
        FieldType.Day => ColumnType.Day,
        FieldType.YesNo => ColumnType.YesNo,
        _ => Secret ? ColumnType.Secret : ColumnType.Text,
    };

    public ChoiceDefinition? Choice(string code) => Choices.FirstOrDefault(choice => choice.Code == code);
}

/// <summary>Where office forms give each choice of one field a column of its own (wages, business income, ... beside each other), and an entry is one of them.</summary>
public sealed class SpreadDefinition
{
    /// <summary>The choice field.</summary>
    public string By { get; set; } = "";

    /// <summary>The field that the cell fills.</summary>
    public string Value { get; set; } = "";
}

/// <summary>A fact that says whether the owner has an entry at all.</summary>
public sealed class PresenceDefinition
{
    public string Fact { get; set; } = "";
}

/// <summary>
/// A register: one definition file from which follow its table, the columns that intake recognises, and the facts that rules read.
/// </summary>
public sealed class RegisterDefinition
{
    public string Register { get; set; } = "";

    public Labels Labels { get; set; } = [];

    public Owner BelongsTo { get; set; }

    /// <summary>Whether an owner can have several entries; then <see cref="IdentifiedBy"/> tells them apart.</summary>
    public bool Many { get; set; }

    public List<string> IdentifiedBy { get; set; } = [];

    /// <summary>Why the register is kept, in both languages, for the fields that do not say it themselves.</summary>
    public Labels? Purpose { get; set; }

    /// <summary>How long its fields are kept when they do not say it themselves.</summary>
    public string? Keep { get; set; }

    /// <summary>Where the time comes from, in both languages.</summary>
    public Labels? KeepSource { get; set; }

    /// <summary>The law that allows the register, in both languages.</summary>
    public Labels? Law { get; set; }

    public List<FieldDefinition> Fields { get; set; } = [];

    public SpreadDefinition? Spread { get; set; }

    public PresenceDefinition? Presence { get; set; }

    private VersionedTable? table;

    /// <summary>The column that names the owner: an entry of which an owner has but one bears the owner's id.</summary>
    public string OwnerColumn => Many ? OwnerName + "_id" : "id";

    public string OwnerName => BelongsTo switch { Owner.Household => "household", Owner.Person => "person", _ => "area" };

    /// <summary>Its typed table: the owner first, then the fields in order.</summary>
    public VersionedTable Table => table ??= Many
        ? new VersionedTable("register_" + Register, OwnerName, OwnerName + "_id", Columns())
        : VersionedTable.OneEach("register_" + Register, OwnerName, Columns());

    private List<Column> Columns() => [new Column(OwnerName + "_id", ColumnType.Integer), .. Fields.Select(one => new Column(one.Name, one.Column) { IsWords = one.Type == FieldType.Text })];

    /// <summary>Why a field is kept; null where nobody said.</summary>
    public Labels? PurposeOf(FieldDefinition field) => field.Purpose ?? Purpose;

    /// <summary>How long a field is kept; null where nobody said, and for one that the definition no longer has.</summary>
    public Retention? KeepOf(FieldDefinition field) => (field.Keep ?? Keep) is { } text ? Retention.Parse(text) : null;

    public FieldDefinition Field(string name) => Fields.First(field => field.Name == name);

    /// <summary>Where a field stands in <see cref="Journal.Version.Values"/>.</summary>
    public int IndexOf(string field) => 1 + Fields.FindIndex(candidate => candidate.Name == field);
}
