using System;
using System.Collections.Generic;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>Reads what a row of a roster says of one person.</summary>
internal sealed class MemberReader(RosterColumns columns)
{
    /// <summary>The member; null when the row says nothing of a person.</summary>
    public RosterMember? Read(FormRows row)
    {
        var originals = new List<WrittenCell>();
        var findings = new List<RaisedFinding>();
        var name = PersonName.Read(row[columns.Name.Index]);
        var document = columns.Document is { } numbers ? DocumentNumber.Read(row[numbers.Index]) : default;
        var entries = Entries(row, originals, findings, out var saysSomething);
        if (!name.HasValue && document.State == DocumentState.Missing && !saysSomething)
            return null;

        Note(columns.Name, row, FieldReading.Of(name), originals, findings);
        if (!name.HasValue && name.Outcome != ReadingOutcome.NotUnderstood)
            findings.Add(new RaisedFinding(FindingKind.UnreadableValue, WellKnown.Name, columns.Name.Column.Letter, null));
        var sex = Value(columns.Sex, row, originals, findings) as string;
        var birth = Value(columns.BirthDate, row, originals, findings);
        var relation = Value(columns.Relation, row, originals, findings) as string;
        if (columns.Document is { } column)
            Judge(column, document, row[column.Index].Text, originals, findings);

        var born = birth as DateOnly?;
        if (document.Resident is { } resident)
        {
            if (sex is not null && sex != resident.SexCode)
                findings.Add(new RaisedFinding(FindingKind.SexDisagreesWithNumber, WellKnown.Sex, columns.Sex!.Column.Letter, row[columns.Sex.Index].Text));
            sex ??= resident.SexCode;
            var onlyMonth = born is not null && WrittenDate.Read(row[columns.BirthDate!.Index]).Value.IsMonth;
            if (onlyMonth && (born!.Value.Year, born.Value.Month) == (resident.Birth.Year, resident.Birth.Month))
                born = resident.Birth;
            else if (born is not null && born != resident.Birth)
                findings.Add(new RaisedFinding(FindingKind.BirthDisagreesWithNumber, WellKnown.BirthDate, columns.BirthDate!.Column.Letter, row[columns.BirthDate.Index].Text));
            born ??= resident.Birth;
        }
        var written = name.HasValue ? name.Value : "";
        var person = new Person
        {
            Name = written,
            NameKey = PersonName.Key(written),
            Sex = sex,
            BirthDate = born,
            DocumentKind = document.KindCode,
            Number = document.KeptNumber,
            NumberVerified = document.State == DocumentState.Valid,
        };
        return new RosterMember(row.RowNumber, person, relation) { Entries = entries, Originals = originals, Findings = findings };
    }

    private static void Judge(FieldReader column, in DocumentNumber document, string written, List<WrittenCell> originals, List<RaisedFinding> findings)
    {
        if (document.FindingKind is { } kind)
            findings.Add(new RaisedFinding(kind, WellKnown.DocumentNumber, column.Column.Letter, written.Length == 0 ? null : written));
        if (document.Differs && written.Length > 0)
            originals.Add(new WrittenCell(WellKnown.DocumentNumber, written));
    }

    private List<RosterEntry> Entries(FormRows row, List<WrittenCell> originals, List<RaisedFinding> findings, out bool saysSomething)
    {
        saysSomething = false;
        var entries = new List<RosterEntry>(columns.OfPerson.Count);
        foreach (var (register, readers) in columns.OfPerson)
        {
            var values = new object?[register.Fields.Count];
            foreach (var reader in readers)
            {
                var cell = row[reader.Index];
                saysSomething |= !cell.IsBlank;
                var reading = reader.Read(cell);
                values[register.IndexOf(reader.Target.Field!.Name) - 1] = ValueOf(reader.Target.Field, reading);
                Note(reader, row, reading, originals, findings);
            }
            entries.Add(new RosterEntry(register, values));
        }
        return entries;
    }

    /// <summary>The value, or what an empty cell of this column stands for.</summary>
    internal static object? ValueOf(FieldDefinition field, in FieldReading reading) => reading.Outcome switch
    {
        ReadingOutcome.Value => reading.Value,
        ReadingOutcome.Blank or ReadingOutcome.WroteNone when field.Blank == Blank.None => field.Type is FieldType.Money or FieldType.Integer ? 0L : field.BlankChoice,
        _ => null,
    };

    private static object? Value(FieldReader? reader, FormRows row, List<WrittenCell> originals, List<RaisedFinding> findings)
    {
        if (reader is null)
            return null;
        var reading = reader.Read(row[reader.Index]);
        Note(reader, row, reading, originals, findings);
        return reading.HasValue ? reading.Value : null;
    }

    /// <summary>Keeps the text beside a value that is written otherwise, and asks about one that was not understood.</summary>
    private static void Note(FieldReader reader, FormRows row, in FieldReading reading, List<WrittenCell> originals, List<RaisedFinding> findings)
    {
        if (!reading.Differs || reading.Outcome == ReadingOutcome.Blank)
            return;
        var text = row[reader.Index].Text;
        originals.Add(new WrittenCell(reader.Target.Key, text));
        if (reading.Outcome == ReadingOutcome.NotUnderstood)
            findings.Add(new RaisedFinding(FindingKind.UnreadableValue, reader.Target.Key, reader.Column.Letter, text));
    }
}
