using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Privacy;

/// <summary>What somebody asks about what is kept of them.</summary>
public enum RequestKind
{
    /// <summary>To see, and take along, all of it.</summary>
    Access,

    /// <summary>To have something put right.</summary>
    Correction,

    /// <summary>To have it destroyed.</summary>
    Deletion,

    /// <summary>That it is not used for something.</summary>
    Objection,
}

/// <summary>Who asks. No name: who it is stands in the paper they signed.</summary>
public enum AskedBy
{
    /// <summary>The person whom it is about, or the head for the household.</summary>
    Self,

    /// <summary>Another member.</summary>
    Member,

    /// <summary>Somebody for them, with their paper.</summary>
    Representative,

    /// <summary>None of them: an office that erases on a ground of its own, and asks another county to. No form offers it.</summary>
    Office,
}

/// <summary>What became of a request.</summary>
public enum RequestState
{
    /// <summary>The clock runs.</summary>
    Open,

    Done,

    /// <summary>Done as far as it could be, with the reason for the rest.</summary>
    Partly,

    Refused,
}

/// <summary>
/// A household, or somebody of it, asks about what is kept of them; when it came, by when it has to be answered, and what was answered, by whom and why. What they said goes when they are erased; that
/// they asked, and when it was answered, stays.
/// </summary>
/// <param name="OwnerKind">Whom it is about: "household" or "person".</param>
/// <param name="What">What they ask, in their words.</param>
/// <param name="ReceivedOn">The day it came, from which the clock runs.</param>
/// <param name="DueOn">The last day on which an answer is in time.</param>
/// <param name="EnteredBy">Who wrote it down.</param>
public sealed record PrivacyRequest(string OwnerKind, long OwnerId, long HouseholdId, RequestKind Kind, AskedBy AskedBy, string? What, DateOnly ReceivedOn, DateOnly DueOn, string EnteredBy)
{
    public RequestState State { get; init; }

    public DateOnly? AnsweredOn { get; init; }

    /// <summary>Who answers for the answer, by sign-in name.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What was done, or why not, in plain words.</summary>
    public string? Answer { get; init; }

    /// <summary>Why the answer came after <see cref="DueOn"/>.</summary>
    public string? LateBecause { get; init; }

    /// <summary>Whether somebody else than who wrote it down answers it: by one of these everything leaves, or goes for ever.</summary>
    public bool TakesTwo => Kind is RequestKind.Access or RequestKind.Deletion;

    /// <summary>Whether it was, or is by a day, late.</summary>
    public bool IsLate(DateOnly today) => (AnsweredOn ?? today) > DueOn;

    public static VersionedTable Table { get; } = new("privacy_request", "household", "owner_id",
        new Column("owner_kind", ColumnType.Text), new Column("owner_id", ColumnType.Integer), new Column("household_id", ColumnType.Integer), new Column("kind", ColumnType.Text),
        new Column("asked_by", ColumnType.Text), new Column("what", ColumnType.Secret), new Column("received_on", ColumnType.Day), new Column("due_on", ColumnType.Day), new Column("entered_by", ColumnType.Text),
        new Column("state", ColumnType.Text), new Column("answered_on", ColumnType.Day), new Column("answered_by", ColumnType.Text), new Column("answer", ColumnType.Secret), new Column("late_because", ColumnType.Secret))
    {
        WhenErased = new Dictionary<string, object?> { ["what"] = null, ["answer"] = null, ["late_because"] = null },
    };

    public object?[] ToValues() =>
        [OwnerKind, OwnerId, HouseholdId, Kind.ToString(), AskedBy.ToString(), What, ReceivedOn, DueOn, EnteredBy, State.ToString(), AnsweredOn, AnsweredBy, Answer, LateBecause];

    public static PrivacyRequest From(Journal.Version version)
    {
        var v = version.Values;
        return new PrivacyRequest((string)v[0]!, (long)v[1]!, (long)v[2]!, Enum.Parse<RequestKind>((string)v[3]!), Enum.Parse<AskedBy>((string)v[4]!), (string?)v[5], (DateOnly)v[6]!, (DateOnly)v[7]!, (string)v[8]!)
        {
            State = Enum.Parse<RequestState>((string)v[9]!), AnsweredOn = (DateOnly?)v[10], AnsweredBy = (string?)v[11], Answer = (string?)v[12], LateBecause = (string?)v[13],
        };
    }
}
