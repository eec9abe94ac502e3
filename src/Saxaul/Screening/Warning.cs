using System;
using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>
/// That a household met a rule of a policy. It asks a person to look; nothing acts on its own. Its versions are the figures it stood on, day by day; it is gone
/// again from the last version's end.
/// </summary>
/// <param name="FirstSeen">The day since which the rule has been met without a break.</param>
/// <param name="Figures">The values the rule fired on, as JSON (name -> text), for the reason in words.</param>
public sealed record Warning(long HouseholdId, string Rule, string Policy, DateOnly FirstSeen, string Figures)
{
    public static VersionedTable Table { get; } = new("warning", "household", "household_id",
        new Column("household_id", ColumnType.Integer), new Column("rule", ColumnType.Text), new Column("policy", ColumnType.Text),
        new Column("first_seen", ColumnType.Day), new Column("figures", ColumnType.Text));

    public object?[] ToValues() => [HouseholdId, Rule, Policy, FirstSeen, Figures];

    public static Warning From(Journal.Version version) =>
        new((long)version.Values[0]!, (string)version.Values[1]!, (string)version.Values[2]!, (DateOnly)version.Values[3]!, (string)version.Values[4]!);
}
