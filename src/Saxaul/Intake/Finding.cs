using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Something about the quality of data that waits for somebody; it closes when the data is put right or a person answers.</summary>
public sealed record Finding
{
    /// <summary>One of <see cref="FindingKind"/>.</summary>
    public required string Kind { get; init; }

    public long? HouseholdId { get; init; }

    public long? PersonId { get; init; }

    public long? AreaId { get; init; }

    /// <summary>The file (of county key 0) that it was found in.</summary>
    public long? FileId { get; init; }

    public string? Sheet { get; init; }

    /// <summary>The column's letter; the row is the version's source row.</summary>
    public string? ColumnLetter { get; init; }

    public string? Field { get; init; }

    /// <summary>What was written there; encrypted where it rests.</summary>
    public string? Written { get; init; }

    /// <summary>More for the person who answers, as JSON; never a document number.</summary>
    public string? Details { get; init; }

    public static VersionedTable Table { get; } = new("finding", "person", "person_id",
        new Column("kind", ColumnType.Text), new Column("household_id", ColumnType.Integer), new Column("person_id", ColumnType.Integer),
        new Column("area_id", ColumnType.Integer), new Column("file_id", ColumnType.Integer), new Column("sheet", ColumnType.Text) { IsNamedBySender = true },
        new Column("column_letter", ColumnType.Text), new Column("field", ColumnType.Text), new Column("written", ColumnType.Secret),
        new Column("details", ColumnType.Text))
    {
        OtherOwners = [("household", "household_id"), ("area", "area_id")], GoesWithItsWords = true,
    };

    public object?[] ToValues() => [Kind, HouseholdId, PersonId, AreaId, FileId, Sheet, ColumnLetter, Field, Written, Details];

    public static Finding From(Version version)
    {
        var v = version.Values;
        return new Finding
        {
            Kind = (string)v[0]!, HouseholdId = (long?)v[1], PersonId = (long?)v[2], AreaId = (long?)v[3], FileId = (long?)v[4], Sheet = (string?)v[5],
            ColumnLetter = (string?)v[6], Field = (string?)v[7], Written = (string?)v[8], Details = (string?)v[9],
        };
    }
}

/// <summary>The kinds of findings, with what each means in both languages.</summary>
public static class FindingKind
{
    public const string BadCheckDigit = "bad_check_digit";
    public const string NumberLostPrecision = "number_lost_precision";
    public const string MissingNumber = "missing_number";
    public const string SexDisagreesWithNumber = "sex_disagrees_with_number";
    public const string BirthDisagreesWithNumber = "birth_disagrees_with_number";
    public const string ListedTwice = "listed_twice";
    public const string ListedElsewhere = "listed_elsewhere";
    public const string UnresolvedPlace = "unresolved_place";
    public const string UnreadableValue = "unreadable_value";
    public const string UnverifiedNumber = "unverified_number";
    public const string ValuesDisagree = "values_disagree";
    public const string NoLongerListed = "no_longer_listed";
    public const string ListedAfterDeath = "listed_after_death";
    public const string ListedAfterLeaving = "listed_after_leaving";
    public const string PutRightByHand = "put_right_by_hand";
    public const string MatchForReview = "match_for_review";
    public const string MemberCountDisagrees = "member_count_disagrees";
    public const string UndoConflict = "undo_conflict";
    public const string ErasedNamedAgain = "erased_named_again";

    public static IReadOnlyDictionary<string, (string Zh, string En)> Labels { get; } = new Dictionary<string, (string, string)>
    {
        [BadCheckDigit] = ("证件号码校验位不符", "The document number fails its check digit"),
        [NumberLostPrecision] = ("证件号码在表格中丢失了末几位", "The document number lost its last digits in the spreadsheet"),
        [MissingNumber] = ("没有填写证件号码", "No document number was given"),
        [SexDisagreesWithNumber] = ("性别与证件号码不一致", "The sex disagrees with the document number"),
        [BirthDisagreesWithNumber] = ("出生日期与证件号码不一致", "The birth date disagrees with the document number"),
        [ListedTwice] = ("同一人出现在两户", "One person is listed in two households"),
        [ListedElsewhere] = ("另一个县也登记了此人", "Another county has this person registered too"),
        [UnresolvedPlace] = ("村名不在名录中", "No list knows this village"),
        [UnreadableValue] = ("填写的内容看不懂", "What was written cannot be understood"),
        [UnverifiedNumber] = ("证件号码不是 18 位身份证号，无法核对", "The document number is none that can be checked"),
        [ValuesDisagree] = ("同一户各行填写不一致", "The rows of one household disagree"),
        [NoLongerListed] = ("新名册中不再有此人", "A newer list no longer names this person"),
        [ListedAfterDeath] = ("名册仍列有已登记死亡的人", "A list still names somebody recorded as dead"),
        [ListedAfterLeaving] = ("名册仍列有已登记离开的人", "A list still names somebody recorded as having left"),
        [PutRightByHand] = ("名册与人工改过的内容不同", "A list differs from what a person has put right"),
        [MatchForReview] = ("部门数据需要人工核对", "A department's row waits for a person to match it"),
        [MemberCountDisagrees] = ("家庭人口数与成员行数不一致", "The number of members disagrees with the rows"),
        [ErasedNamedAgain] = ("可能是已按本人请求清除的人或户", "May be a person or household erased at their request"),
        [UndoConflict] = ("撤销时发现后来又有修改", "Undoing met a later change"),
    };

    /// <summary>
    /// The kind that somebody is not told of, "" when they are told of all: that a person is registered in another county too is for who may read every county, for whoever hands in a list with a number in
    /// it would learn it of anybody. Everything that lists, counts, reports, marks or shows findings asks this.
    /// </summary>
    internal static string NotToldTo(Actor actor) => actor.Grants.Any(grant => grant.HoldsEverywhere(Right.ReadHouseholds)) ? "" : ListedElsewhere;
}
