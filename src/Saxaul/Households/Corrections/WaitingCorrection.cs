using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Screening;

namespace Saxaul.Households;

/// <summary>A warning that a correction makes go.</summary>
public sealed record ClearedWarning(string Policy, string Rule)
{
    public Labels LabelsIn(Policies policies) => policies[Policy].LabelOf(Rule);
}

/// <summary>
/// What makes warnings go and waits for somebody else than who entered it: a correction, until whose confirmation the household's warnings stand, or an event
/// (<see cref="EventBatch"/>), which is in force already. The row stays and says what became of it.
/// </summary>
/// <param name="OwnerKind">Whom it says something of: "household" or "person".</param>
/// <param name="State">One of <see cref="Waiting"/>, <see cref="Confirmed"/>, <see cref="Declined"/>, <see cref="Withdrawn"/>, <see cref="Returned"/>.</param>
/// <param name="Correction">Null for an event.</param>
/// <param name="SeenHeight">The newest journal entry about the household when it was entered.</param>
/// <param name="Clears">The warnings that go; none when it waits because whoever proposes it may not write.</param>
/// <param name="Evidence">What was seen, in the proposer's words; empty for an event, and where none was asked for.</param>
/// <param name="FileHash">Of the photo or PDF that was handed in with it, SHA-256 in hex; null without.</param>
public sealed record WaitingCorrection(
    string OwnerKind, long OwnerId, long HouseholdId, string State, Correction? Correction, IReadOnlyList<ClearedWarning> Clears, string ProposedBy, long SeenHeight, string Evidence, string? FileHash)
{
    /// <summary>Returned is only an event: it stays in force, and somebody has to look again.</summary>
    public const string Waiting = "waiting", Confirmed = "confirmed", Declined = "declined", Withdrawn = "withdrawn", Returned = "returned";

    /// <summary>Whether somebody still has to look.</summary>
    public bool IsOpen => State is Waiting or Returned;

    /// <summary>The event that is in force and with which the warnings went; null for a correction.</summary>
    public long? EventBatch { get; init; }

    /// <summary>Who confirmed, declined, returned or withdrew it.</summary>
    public string? DecidedBy { get; init; }

    public string? DecidedReason { get; init; }

    public static VersionedTable Table { get; } = new("waiting_correction", "household", "owner_id",
        new Column("owner_kind", ColumnType.Text), new Column("owner_id", ColumnType.Integer), new Column("household_id", ColumnType.Integer), new Column("state", ColumnType.Text),
        new Column("correction", ColumnType.Secret), new Column("clears", ColumnType.Text), new Column("proposed_by", ColumnType.Text), new Column("seen_height", ColumnType.Integer),
        new Column("evidence", ColumnType.Secret), new Column("file_hash", ColumnType.Text), new Column("decided_by", ColumnType.Text), new Column("decided_reason", ColumnType.Secret),
        new Column("event_batch", ColumnType.Integer))
    {
        GoesWithItsWords = true,
    };

    public object?[] ToValues() =>
    [
        OwnerKind, OwnerId, HouseholdId, State, Correction is null ? null : JsonSerializer.Serialize(Correction), string.Join(' ', Clears.Select(one => $"{one.Policy}/{one.Rule}")), ProposedBy, SeenHeight,
        Evidence, FileHash, DecidedBy, DecidedReason, EventBatch,
    ];

    public static WaitingCorrection From(Journal.Version version)
    {
        var v = version.Values;
        return new WaitingCorrection((string)v[0]!, (long)v[1]!, (long)v[2]!, (string)v[3]!, v[4] is string correction ? JsonSerializer.Deserialize<Correction>(correction) : null,
            [.. ((string)v[5]!).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('/')).Select(one => new ClearedWarning(one[0], one[1]))], (string)v[6]!, (long)v[7]!, (string)v[8]!, (string?)v[9])
        {
            DecidedBy = (string?)v[10], DecidedReason = (string?)v[11], EventBatch = (long?)v[12],
        };
    }
}
