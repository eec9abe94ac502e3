using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>The columns of one roster's sheet, sorted by what they speak of.</summary>
internal sealed class RosterColumns
{
    public RosterColumns(ListShape shape, Form form)
    {
        var readers = form.Columns.Where(column => column is { State: ColumnState.Known, Field: not null })
            .Select(column => new FieldReader(shape.Find(column.Field!)!, column)).Where(reader => !reader.Target.Ignored).ToList();
        FieldReader? Of(string key) => readers.FirstOrDefault(reader => reader.Target.Key == key);

        County = Of(WellKnown.County);
        Township = Of(WellKnown.Township);
        Village = Of(WellKnown.Village);
        NaturalVillage = Of(WellKnown.NaturalVillage);
        Number = Of(WellKnown.HouseholdNumber);
        HeadName = Of(WellKnown.HeadName);
        HeadDocument = Of(WellKnown.HeadDocument);
        Phone = Of(WellKnown.Phone);
        MemberCount = Of(WellKnown.MemberCount);
        Name = Of(WellKnown.Name)!;
        Sex = Of(WellKnown.Sex);
        Document = Of(WellKnown.DocumentNumber);
        BirthDate = Of(WellKnown.BirthDate);
        Relation = Of(WellKnown.Relation);
        OfHousehold = [.. readers.Where(reader => reader.Target.Register?.BelongsTo == Owner.Household)];
        OfPerson = [.. readers.Where(reader => reader.Target.Register?.BelongsTo == Owner.Person).GroupBy(reader => reader.Target.Register!)
            .Select(group => new PersonRegister(group.Key, [.. group]))];
    }

    /// <summary>A register of persons and the columns that fill it.</summary>
    public sealed record PersonRegister(RegisterDefinition Register, IReadOnlyList<FieldReader> Columns);

    public FieldReader? County { get; }

    public FieldReader? Township { get; }

    public FieldReader? Village { get; }

    public FieldReader? NaturalVillage { get; }

    public FieldReader? Number { get; }

    public FieldReader? HeadName { get; }

    /// <summary>Tells households apart where no number does; kept of nobody, for the head stands among the members with it.</summary>
    public FieldReader? HeadDocument { get; }

    public FieldReader? Phone { get; }

    public FieldReader? MemberCount { get; }

    public FieldReader Name { get; }

    public FieldReader? Sex { get; }

    public FieldReader? Document { get; }

    public FieldReader? BirthDate { get; }

    public FieldReader? Relation { get; }

    /// <summary>The columns of household registers.</summary>
    public IReadOnlyList<FieldReader> OfHousehold { get; }

    public IReadOnlyList<PersonRegister> OfPerson { get; }

    /// <summary>Whether rows tell which household they belong to.</summary>
    public bool TellHouseholdsApart => Number is not null || HeadName is not null || HeadDocument is not null || Relation is not null;
}
