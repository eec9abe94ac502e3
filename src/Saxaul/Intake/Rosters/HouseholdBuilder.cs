using System.Collections.Generic;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// Gathers the rows of one household. Its own cells may stand on any of its rows, be merged over them or repeated on each: the first that says something counts,
/// and another that says something else is asked about.
/// </summary>
internal sealed class HouseholdBuilder
{
    private readonly RosterColumns columns;
    private readonly Terms terms;
    private readonly HouseholdEntries entries;
    private readonly FieldReader[] own;
    private readonly FieldReading[] readings;
    private readonly string?[] texts;
    private readonly int?[] rows;
    private readonly int firstRow;
    private readonly List<RosterMember> members = [];
    private readonly List<WrittenCell> originals = [];
    private readonly List<RaisedFinding> findings = [];

    /// <summary>What holds for every household of a sheet.</summary>
    /// <param name="Sheet">Its name.</param>
    /// <param name="Source">Who says so.</param>
    /// <param name="Period">The months its amounts speak of.</param>
    /// <param name="Place">Where its households are when its rows do not say.</param>
    public sealed record Terms(string Sheet, string Source, Period Period, bool PeriodStated, WrittenPlace Place);

    public HouseholdBuilder(RosterColumns columns, Terms terms, HouseholdEntries entries, int row)
    {
        this.columns = columns;
        this.terms = terms;
        firstRow = row;
        this.entries = entries;
        own = entries.Own;
        readings = new FieldReading[own.Length];
        texts = new string?[own.Length];
        rows = new int?[own.Length];
    }

    public void Add(FormRows row, MemberReader reader)
    {
        for (var i = 0; i < own.Length; i++)
        {
            var cell = row[own[i].Index];
            if (cell.IsBlank)
                continue;
            var text = cell.Text;
            if (texts[i] is not { } known)
                Take(i, text, own[i].Read(cell), row.RowNumber);
            else if (known != text && !Equals(own[i].Read(cell).Value, readings[i].Value))
                findings.Add(new RaisedFinding(FindingKind.ValuesDisagree, own[i].Target.Key, own[i].Column.Letter, text) { Row = row.RowNumber });
        }
        if (reader.Read(row) is { } member)
            members.Add(member);
    }

    public RosterHousehold Build()
    {
        var headKey = Text(columns.HeadName) is { } head ? PersonName.Key(head) : null;
        if (columns.Relation is null && headKey is not null && members.FindIndex(member => member.Person.NameKey == headKey) is >= 0 and var at)
            members[at] = members[at] with { Relation = Households.Membership.Head };
        if (columns.MemberCount is { } count && Reading(count) is { HasValue: true, Value: long told } && told != members.Count)
            findings.Add(new RaisedFinding(FindingKind.MemberCountDisagrees, WellKnown.MemberCount, count.Column.Letter, told.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Row = rows[entries.IndexOf(count)] });
        return new RosterHousehold
        {
            Sheet = terms.Sheet,
            Row = firstRow,
            Number = Text(columns.Number),
            WrittenPlace = new WrittenPlace(Text(columns.County) ?? terms.Place.County, Text(columns.Township) ?? terms.Place.Township, Text(columns.Village) ?? terms.Place.Village),
            NaturalVillage = Text(columns.NaturalVillage),
            Phone = Text(columns.Phone),
            Members = members,
            Entries = entries.Of(readings, rows),
            Originals = originals,
            Findings = findings,
        };
    }

    private void Take(int i, string text, FieldReading reading, int row)
    {
        rows[i] = row;
        readings[i] = reading;
        texts[i] = text;
        // What says who and where is kept as written anyhow.
        if (own[i].Target.Register is null || !reading.Differs)
            return;
        originals.Add(new WrittenCell(own[i].Target.Key, text) { Row = row });
        if (reading.Outcome == ReadingOutcome.NotUnderstood)
            findings.Add(new RaisedFinding(FindingKind.UnreadableValue, own[i].Target.Key, own[i].Column.Letter, text) { Row = row });
    }

    private FieldReading Reading(FieldReader reader) => readings[entries.IndexOf(reader)];

    private string? Text(FieldReader? reader) => reader is not null && Reading(reader) is { HasValue: true, Value: string text } ? text : null;
}
