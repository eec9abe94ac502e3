using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>
/// That a household met a rule of a policy. It asks a person to look; nothing acts on its own. First seen is the version's first day, gone again its last.
/// </summary>
/// <param name="Figures">The values the rule fired on, as JSON (name -> text), for the reason in words.</param>
public sealed record Warning(long HouseholdId, string Rule, string Policy, string Figures)
{
    public static VersionedTable Table { get; } = new("warning", "household", "household_id",
        new Column("household_id", ColumnType.Integer), new Column("rule", ColumnType.Text), new Column("policy", ColumnType.Text), new Column("figures", ColumnType.Text));

    public object?[] ToValues() => [HouseholdId, Rule, Policy, Figures];

    public static Warning From(Version version) =>
        new((long)version.Values[0]!, (string)version.Values[1]!, (string)version.Values[2]!, (string)version.Values[3]!);
}
