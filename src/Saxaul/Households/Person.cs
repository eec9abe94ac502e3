using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>A person as one county knows them. Somebody known in two counties is two rows with the same number.</summary>
public sealed record Person
{
    public required string Name { get; init; }

    /// <summary>The name without dots, spaces and case: what names are compared by.</summary>
    public required string NameKey { get; init; }

    /// <summary>"male" or "female"; null when unknown.</summary>
    public string? Sex { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>"resident" (GB 11643), "disability" (20 or 22 digits), "other" or "none".</summary>
    public required string DocumentKind { get; init; }

    /// <summary>The number as far as it is known, in its canonical form when verified.</summary>
    public string? Number { get; init; }

    /// <summary>Whether the number is whole and passes its check digit. Only verified numbers identify anybody.</summary>
    public bool NumberVerified { get; init; }

    public DateOnly? DiedOn { get; init; }

    public static VersionedTable Table { get; } = new("person", "person", null,
        new Column("name", ColumnType.Text), new Column("name_key", ColumnType.Text), new Column("sex", ColumnType.Text), new Column("birth_date", ColumnType.Day),
        new Column("document_kind", ColumnType.Text), new Column("number", ColumnType.FoundSecret), new Column("number_verified", ColumnType.YesNo),
        new Column("died_on", ColumnType.Day))
    {
        WhenErased = new Dictionary<string, object?>
        {
            ["name"] = null, ["name_key"] = null, ["sex"] = null, ["birth_date"] = null, ["document_kind"] = "none", ["number"] = null, ["number_verified"] = false, ["died_on"] = null,
        },
    };

    public object?[] ToValues() => [Name, NameKey, Sex, BirthDate, DocumentKind, Number, NumberVerified, DiedOn];

    public static Person From(Journal.Version version)
    {
        var v = version.Values;
        return new Person
        {
            Name = (string?)v[0] ?? "", NameKey = (string?)v[1] ?? "", Sex = (string?)v[2], BirthDate = (DateOnly?)v[3], DocumentKind = (string)v[4]!,
            Number = (string?)v[5], NumberVerified = (bool)v[6]!, DiedOn = (DateOnly?)v[7],
        };
    }
}
