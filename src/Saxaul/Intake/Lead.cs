using System;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>Somebody whom no household's list knows but whose cost or loss is large: a name, a place, a reason, until it expires.</summary>
/// <param name="Amount">In fen.</param>
/// <param name="Period">The list's period as text, for example 2020-03.</param>
public sealed record Lead(string? Name, string? Place, string List, string Source, string Period, long Amount, DateOnly ExpiresOn)
{
    public static VersionedTable Table { get; } = new("lead", "person", null,
        new Column("name", ColumnType.Text), new Column("place", ColumnType.Text), new Column("list", ColumnType.Text), new Column("source", ColumnType.Text),
        new Column("period", ColumnType.Text), new Column("amount", ColumnType.Integer), new Column("expires_on", ColumnType.Day));

    public object?[] ToValues() => [Name, Place, List, Source, Period, Amount, ExpiresOn];
}
