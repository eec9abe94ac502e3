using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Registers;
using Saxaul.Screening;

namespace Saxaul.Households;

/// <summary>Everything one page or one print needs to know of a household: true on a day, as known at a moment.</summary>
public sealed record HouseholdCard
{
    public required HouseholdKey Key { get; init; }

    /// <summary>For addresses; says nothing to whoever reads it.</summary>
    public required string PublicId { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The moment it is seen from; null for now.</summary>
    public DateTimeOffset? Known { get; init; }

    /// <summary>The county's journal height it is known at.</summary>
    public required long Height { get; init; }

    /// <summary>As it stands on the day; once it has ended, as it last stood.</summary>
    public required Household Household { get; init; }

    /// <summary>The first day the registry knows of it.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The first day it was no more; null while it is there.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The day on which what was kept of it was erased, seen from now: what is left are empty rows; null where something is kept.</summary>
    public DateOnly? ErasedOn { get; init; }

    /// <summary>Where it went when it moved to another county that the reader may read, seen from now; null otherwise.</summary>
    public HouseholdKey? MovedTo { get; init; }

    /// <summary>From the top down to the registered village, or to the lowest area known while the household is held.</summary>
    public required IReadOnlyList<CardArea> Place { get; init; }

    /// <summary>The same for the village it lives in, when that is another one; empty otherwise.</summary>
    public IReadOnlyList<CardArea> LivingPlace { get; init; } = [];

    /// <summary>The member whose relation is head; null while nobody is.</summary>
    public CardMember? Head { get; init; }

    /// <summary>The members of the day, the head first.</summary>
    public required IReadOnlyList<CardMember> Members { get; init; }

    /// <summary>Who was a member before the day, and left, died or went with another household.</summary>
    public required IReadOnlyList<CardMember> FormerMembers { get; init; }

    /// <summary>What the registry knows of the household itself: number, telephone, natural village.</summary>
    public required IReadOnlyList<CardValue> Values { get; init; }

    /// <summary>The entries of the registers of households, register by register.</summary>
    public required IReadOnlyList<CardEntry> Entries { get; init; }

    /// <summary>The entries about its registered village, which concern all its households.</summary>
    public required IReadOnlyList<CardEntry> EntriesOfVillage { get; init; }

    /// <summary>What waits for an answer.</summary>
    public required IReadOnlyList<CardFinding> Findings { get; init; }

    /// <summary>Warnings that stand on the day and, after them, those that are gone again.</summary>
    public required IReadOnlyList<CardWarning> Warnings { get; init; }

    /// <summary>
    /// The line of the history by which it ended: merged into another, moved county, or its last member died or left; null while it is there, and where no act by hand says it.
    /// </summary>
    public JournalLine? Ended => EndedOn is null && Members.Count > 0 ? null : Standing.FirstOrDefault(line => line.OnlyLeft &&
        line.Act is MergeHouseholds.Act or MoveToCounty.Act or RecordDeath.Act or LeaveHousehold.Act or JoinHousehold.Act or RegisterHousehold.Act or CorrectDeath.Act or ResolveListedTwice.Act);

    /// <summary>Whether nobody is left in it; one that ended on the day it was registered stands for that day, so that it can be found.</summary>
    public bool IsOver => EndedOn is not null || Ended is not null;

    /// <summary>The household that this one came out of, with the line that says so; null for one that a list brought or somebody registered.</summary>
    public (JournalLine Line, OtherHousehold Other)? CameOutOf =>
        Standing.LastOrDefault() is { Act: SplitHousehold.Act or LeaveHousehold.Act, Others: [var other, ..] } first && first.On == Since ? (first, other) : null;

    /// <summary>Households that came out of this one or joined it, with the lines that say so, the newest first.</summary>
    public IEnumerable<(JournalLine Line, OtherHousehold Other)> Branches => Standing.Where(line => line != Ended && line != CameOutOf?.Line && line.Act is (SplitHousehold.Act or LeaveHousehold.Act or MergeHouseholds.Act))
        .SelectMany(line => line.Others.Select(other => (line, other)));

    /// <summary>What is entered by hand and was not taken back.</summary>
    private IEnumerable<JournalLine> Standing => History.Where(line => line.ByHand is { } batch && !History.Any(undo => undo.Undoes == batch));

    /// <summary>Every journal entry that wrote anything of the household, its members or their entries; the newest first. Screenings are left out: the warnings tell.</summary>
    public required IReadOnlyList<JournalLine> History { get; init; }

    /// <summary>What somebody typed into a field as it would be kept; as it was typed when it cannot be understood.</summary>
    public static string? ShowTyped(string? written, FieldDefinition? field, string language)
    {
        try
        {
            return Show(field is null ? written : ReadField.Of(field, written), field, language);
        }
        catch (ProblemException)
        {
            return written;
        }
    }

    /// <summary>What <see cref="Show"/> says, with the field's unit.</summary>
    public static string? WithUnit(string? shown, FieldDefinition? field, string language) => shown is null ? null : $"{shown} {field?.Unit.UnitIn(language, shown)}".TrimEnd();

    /// <summary>For reading, without unit: money in yuan, choices in words; null when unknown.</summary>
    public static string? Show(object? value, FieldDefinition? field, string language)
    {
        var zh = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        return value switch
        {
            null => null,
            bool yes => zh ? yes ? "是" : "否" : yes ? "yes" : "no",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            long fen when field?.Type == FieldType.Money => (fen / 100m).ToString("#,##0.##", CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            string code => field?.Choice(code)?.Labels.In(language) ?? code,
            _ => value.ToString(),
        };
    }
}

/// <summary>An area on the way from the top to a household.</summary>
public sealed record CardArea(AreaKey Key, AreaLevel Level, string Code, string Name);

/// <summary>A person as a member of the household.</summary>
public sealed record CardMember
{
    public required long PersonId { get; init; }

    public required string PublicId { get; init; }

    public required Person Person { get; init; }

    /// <summary>The relation's code; null when unknown.</summary>
    public string? Relation { get; init; }

    /// <summary>The relation in words; empty when unknown.</summary>
    public Labels RelationLabels { get; init; } = [];

    /// <summary>Whole years on the day, or on the day of death; null when the birth date is unknown.</summary>
    public int? Age { get; init; }

    public required DateOnly Since { get; init; }

    /// <summary>The first day they no longer were a member; null while they are.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day on which what was kept of them was erased, seen from now: they are counted, and nothing of them is to be entered again; null for everybody else.</summary>
    public DateOnly? ErasedOn { get; init; }

    public bool IsHead => Relation == Membership.Head;

    /// <summary>What the registry knows of the person: name, sex, birth date, document, relation, with what was written and where it comes from.</summary>
    public required IReadOnlyList<CardValue> Values { get; init; }

    /// <summary>The entries of the registers of persons.</summary>
    public required IReadOnlyList<CardEntry> Entries { get; init; }

    /// <summary>Other households that list the same person; seen from now, also those that list the same number, in counties the reader may read.</summary>
    public required IReadOnlyList<HouseholdKey> AlsoIn { get; init; }
}

/// <summary>One value: what is kept, what was written for it, and where it comes from.</summary>
/// <param name="Key">As lists call it: "name", "living.house_grade", "budget.wages".</param>
/// <param name="Value">long (money in fen), string (a choice's code or a text), DateOnly, bool; null when unknown.</param>
/// <param name="Field">How to read the value; null for what the registry knows of every household and person.</param>
/// <param name="Written">The cell's own text where that is not what is kept; null otherwise.</param>
/// <param name="Since">The day from which it holds.</param>
public sealed record CardValue(string Key, Labels Labels, object? Value, FieldDefinition? Field, string? Written, ValueSource? Source, DateOnly Since)
{
    /// <summary>For reading, without unit: money in yuan, choices in words; null when unknown.</summary>
    public string? Text(string language) => HouseholdCard.Show(Value, Field, language);

    /// <summary>Whether it is covered on screens until somebody asks for it.</summary>
    public bool IsSensitive => SensitiveFields.Has(Key, Field);
}

/// <summary>An entry of a register.</summary>
/// <param name="Choice">Of a register that is spread over a choice (budget): the choice in words; empty otherwise.</param>
/// <param name="Since">The day from which it holds so.</param>
/// <param name="Height">The journal entry that wrote it so.</param>
public sealed record CardEntry(RegisterDefinition Register, long Id, Labels Choice, DateOnly Since, long Height, IReadOnlyList<CardValue> Values)
{
    /// <summary>The value of a field; null when the register has none of that name.</summary>
    public CardValue? Value(string field) => Values.FirstOrDefault(value => value.Field?.Name == field);
}

/// <summary>Where a value comes from: the journal entry that brought it and, when that read a file, the cell.</summary>
/// <param name="Row">The row in the file; null when somebody entered it by hand.</param>
/// <param name="Column">The column's letter; null when not from a file, or when no column of the file says it alone.</param>
public sealed record ValueSource(JournalLine Line, int? Row, string? Column)
{
    /// <summary>The cell as workbooks write it, such as 户信息!U17; only as far as it is known; null when it came in no file.</summary>
    public string? Cell => Line.File is null ? null : $"{Line.Sheet}!{Column}{Row}";
}

/// <summary>A journal entry for reading.</summary>
/// <param name="Act">The act's name, a verb and a noun.</param>
/// <param name="RecordedAt">When it was typed or read.</param>
/// <param name="On">The day it says things happened or hold from.</param>
/// <param name="File">The name of the file it was read from; null when entered by hand.</param>
public sealed record JournalLine(
    long Height, string Act, string Actor, DateTimeOffset RecordedAt, DateOnly On, string? Reason, long? BatchId, long? FileId, string? File, string? Sheet, int? Row)
{
    /// <summary>Whether the entry is another household's, which wrote something of somebody who is or was a member here too.</summary>
    internal bool IsOfOther { get; init; }

    /// <summary>Whether there was a reason that was erased since.</summary>
    public bool IsReasonErased { get; init; }

    /// <summary>Whether the file it was read from was destroyed since, by an erasure: nobody can look there any more.</summary>
    public bool IsFileDestroyed { get; init; }

    /// <summary>Names of those it is about; empty when it is about the household, or about many.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Whether somebody left this household with it and nobody came.</summary>
    public bool OnlyLeft { get; init; }

    /// <summary>The other households that the same act touched and that the reader may read; seen from now, empty otherwise.</summary>
    public IReadOnlyList<OtherHousehold> Others { get; init; } = [];

    /// <summary>The acts in words, for pages; the act's own name when it is not one of ours.</summary>
    public Labels Labels => ActLabels.Of(OnlyLeft && Act is (JoinHousehold.Act or RegisterHousehold.Act) ? ActLabels.LeftForAnother : Act);

    /// <summary>The act by hand that it is of, which can be taken back (<see cref="UndoAct"/>); null when it came with files or takes something back itself.</summary>
    public long? ByHand => Journal.HandBatch.Is(BatchId) && Act != Intake.UndoCounty.RestoreAct && !AsksSecondLook ? BatchId : null;

    /// <summary>Whether it only says that a second person is waited for, or what they said; nothing about the family.</summary>
    public bool AsksSecondLook => Act is EnterCorrection.Act or EnterEvent.Act or ConfirmCorrection.Act or DeclineCorrection.Act;

    /// <summary>The act by hand that it takes back; null when it does not.</summary>
    public long? Undoes => BatchId < 0 ? -BatchId : null;
}

/// <summary>A finding that waits.</summary>
/// <param name="PersonId">The member it is about; null when about the household.</param>
/// <param name="Row">The row in the file it was found in.</param>
public sealed record CardFinding(long Id, Finding Finding, Labels Labels, long? PersonId, string? File, int? Row, DateOnly Since);

/// <summary>A warning, standing or gone again.</summary>
/// <param name="Day">The day that its figures are of: when it was first seen, or last changed.</param>
/// <param name="Gone">The first day it no longer stood; null while it stands.</param>
public sealed record CardWarning(long Id, Warning Warning, DateOnly FirstSeen, DateOnly Day, DateOnly? Gone);
