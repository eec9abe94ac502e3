using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Facts;

/// <summary>
/// Reads the facts of a county, or of some of its households, from the registers: a query a table, each for one journal height, so that what others write
/// meanwhile does not show.
/// </summary>
internal sealed class LoadFacts
{
    private readonly RegistryDatabase database;
    private readonly FactShape shape;
    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;
    private readonly int countyKey;
    private readonly AsOf asOf;
    private readonly DateOnly on;
    private readonly IReadOnlyCollection<long>? wanted;

    // Of CountyFacts; and from ids to its rows.
    private CountyFacts facts = null!;
    private IdIndex householdRows = null!;
    private IdIndex personRows = null!;

    private LoadFacts(RegistryDatabase database, FactShape shape, DbConnection connection, DbTransaction? transaction, int countyKey, DateOnly on, long height, IReadOnlyCollection<long>? wanted)
    {
        this.database = database;
        this.shape = shape;
        this.connection = connection;
        this.transaction = transaction;
        this.countyKey = countyKey;
        this.on = on;
        this.wanted = wanted;
        asOf = new AsOf(on, height);
    }

    /// <summary>All households of a county.</summary>
    /// <param name="on">The day the facts hold on.</param>
    /// <param name="height">The journal height at which they are known.</param>
    public static CountyFacts County(RegistryDatabase database, FactShape shape, DbConnection connection, DbTransaction? transaction, int countyKey, DateOnly on, long height) =>
        new LoadFacts(database, shape, connection, transaction, countyKey, on, height, null).Load();

    /// <summary>Those of the given households that there are.</summary>
    public static CountyFacts Households(
        RegistryDatabase database, FactShape shape, DbConnection connection, DbTransaction? transaction, int countyKey, DateOnly on, long height, IReadOnlyCollection<long> ids) =>
        new LoadFacts(database, shape, connection, transaction, countyKey, on, height, ids).Load();

    private CountyFacts Load()
    {
        LoadHouseholds();
        LoadPersons();
        foreach (var registers in shape.Household.Concat(shape.Member).Where(fact => fact.Register is not null).GroupBy(fact => fact.Register!))
        {
            var fields = registers.Where(fact => fact.Field is not null).ToList();
            if (fields.Count > 0)
                LoadFields(registers.Key, fields);
            var sums = registers.Where(fact => fact.Item is not null).ToList();
            if (sums.Count > 0)
                LoadSums(registers.Key, sums);
            if (registers.FirstOrDefault(fact => fact.Field is null && fact.Item is null) is { } presence)
                LoadPresence(registers.Key, presence);
        }
        return facts;
    }

    private void LoadHouseholds()
    {
        var found = new List<(long Id, long Village)>();
        Read(Household.Table, "id, village_id", "id", wanted, reader => found.Add((reader.GetInt64(0), reader.IsDBNull(1) ? 0 : reader.GetInt64(1))));
        var (households, villages) = (new long[found.Count], new long[found.Count]);
        for (var row = 0; row < found.Count; row++)
            (households[row], villages[row]) = found[row];
        Array.Sort(households, villages);
        householdRows = new IdIndex(households);

        var memberships = new List<(int Row, long Person)>(households.Length * 4);
        Read(Membership.Table, "household_id, person_id", "household_id", wanted, reader =>
        {
            if (householdRows[reader.GetInt64(0)] is >= 0 and var row)
                memberships.Add((row, reader.GetInt64(1)));
        });
        memberships.Sort();
        var memberFrom = new int[households.Length + 1];
        var memberIds = new List<long>(memberships.Count);
        foreach (var (row, person) in memberships)
        {
            memberFrom[row + 1]++;
            memberIds.Add(person);
        }
        for (var row = 0; row < households.Length; row++)
            memberFrom[row + 1] += memberFrom[row];
        var persons = CountyFacts.Distinct(memberIds);
        personRows = new IdIndex(persons);
        facts = new CountyFacts(countyKey, on, asOf.Height!.Value, shape, households, villages, memberFrom, CountyFacts.RowsOf(memberIds, persons), persons);
    }

    private void LoadPersons()
    {
        var age = facts.OfPersons[shape.MemberIndex(FactShape.Age)];
        var sex = facts.OfPersons[shape.MemberIndex(FactShape.Sex)];
        Read(Person.Table, $"id, birth_date, {Coded("sex", sex.Fact)}", "id", PersonsWanted, reader =>
        {
            var row = personRows[reader.GetInt64(0)];
            if (row < 0)
                return;
            age.Set(row, reader.DayOrNull(1) is { } birth ? WholeYears(birth, on) : null);
            sex.Set(row, Decoded(reader, 2));
        });
    }

    /// <summary>The whole years somebody has lived on a day; null before birth. Born on 29 February, one turns a year older on 1 March where there is no 29th.</summary>
    internal static long? WholeYears(DateOnly birth, DateOnly on) =>
        on < birth ? null : on.Year - birth.Year - ((on.Month, on.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    private void LoadFields(RegisterDefinition register, List<Fact> fields)
    {
        var columns = fields.ConvertAll(ColumnOf);
        var select = string.Join(", ", fields.Select(fact => fact.IsSmall ? Coded(fact.Field!.Name, fact) : RegistryDatabase.Identifier(fact.Field!.Name)));
        var rows = RowsOf(register);
        Read(register.Table, $"{register.OwnerColumn}, {select}", register.OwnerColumn, Wanted(register), reader =>
        {
            var row = rows[reader.GetInt64(0)];
            if (row < 0)
                return;
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Set(row, fields[i].Kind switch
                {
                    FactKind.YesNo or FactKind.Choice => Decoded(reader, i + 1),
                    FactKind.Day => reader.DayOrNull(i + 1)?.DayNumber,
                    _ => reader.LongOrNull(i + 1),
                });
            }
        });
    }

    private void LoadSums(RegisterDefinition register, List<Fact> items)
    {
        var spread = register.Spread!;
        var item = $"CASE {RegistryDatabase.Identifier(spread.By)} {string.Concat(items.Select((fact, i) => $"WHEN {Literal(fact.Item!.Code)} THEN {Number(i)} "))}ELSE -1 END";
        var basis = $"CASE {PeriodSums.Basis} WHEN {Literal(PeriodSums.Total)} THEN 1 WHEN {Literal(PeriodSums.Addition)} THEN 0 ELSE -1 END";
        var sums = new PeriodSums(facts.Households.Length * items.Count, on);
        Read(register.Table,
            $"{register.OwnerColumn}, {item}, {basis}, id, known_from, {RegistryDatabase.Identifier(spread.Value)}, {PeriodSums.PeriodFrom}, {PeriodSums.PeriodTo}, true_from",
            register.OwnerColumn, Wanted(register), reader =>
            {
                var (row, place, kind) = (householdRows[reader.GetInt64(0)], reader.GetInt32(1), reader.GetInt32(2));
                if (row < 0 || place < 0 || kind < 0)
                    return;
                var isTotal = kind == 1;
                var (from, to) = isTotal ? (null, reader.DayOrNull(7)) : (reader.DayOrNull(6), (DateOnly?)null);
                var since = (isTotal ? to : from) is null ? reader.Day(8) : default;
                sums.Take(row * items.Count + place, isTotal, reader.GetInt64(3), reader.GetInt64(4), reader.LongOrNull(5), from, to, since);
            });
        var amounts = sums.Sum();
        for (var i = 0; i < items.Count; i++)
        {
            var column = ColumnOf(items[i]);
            for (var row = 0; row < facts.Households.Length; row++)
                column.Set(row, amounts[row * items.Count + i]);
        }
    }

    /// <summary>Whether there is an entry: of the household or person itself, or of the village a household is registered in.</summary>
    private void LoadPresence(RegisterDefinition register, Fact fact)
    {
        var owners = new HashSet<long>();
        Read(register.Table, register.OwnerColumn, register.OwnerColumn, Wanted(register), reader => owners.Add(reader.GetInt64(0)));
        var column = ColumnOf(fact);
        var joined = register.BelongsTo == Owner.Area ? JoinedAreas.Read(connection, transaction, asOf, countyKey) : null;
        var count = register.BelongsTo == Owner.Person ? facts.Persons.Length : facts.Households.Length;
        for (var row = 0; row < count; row++)
        {
            var owner = register.BelongsTo switch { Owner.Area => facts.VillageOf(row), Owner.Person => facts.Persons[row], _ => facts.Households[row] };
            column.Set(row, joined?.IsIn(owners, owner) ?? owners.Contains(owner) ? 1 : 0);
        }
    }

    private void Read(VersionedTable table, string columns, string column, IReadOnlyCollection<long>? among, Action<DbDataReader> row)
    {
        using var command = connection.Command(asOf.Select(table, columns, condition: among is null ? null : database.AnyOf(column, "@among")));
        command.Transaction = transaction;
        asOf.AddTo(command, countyKey);
        if (among is not null)
            database.AddList(command, "@among", among);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            row(reader);
    }

    private FactColumn ColumnOf(Fact fact) =>
        fact.About == FactAbout.Member ? facts.OfPersons[shape.MemberIndex(fact.Name)] : facts.OfHouseholds[shape.HouseholdIndex(fact.Name)];

    private IdIndex RowsOf(RegisterDefinition register) => register.BelongsTo == Owner.Person ? personRows : householdRows;

    /// <summary>The owners whose entries are read; null for all of the county.</summary>
    private IReadOnlyCollection<long>? Wanted(RegisterDefinition register) => register.BelongsTo switch
    {
        Owner.Person => PersonsWanted,
        Owner.Household => wanted,
        _ => null,
    };

    private long[]? PersonsWanted => wanted is null ? null : facts.Persons.ToArray();

    /// <summary>SQL for a choice or yes/no as its value plus one, and 0 when unknown: reading a number is far cheaper than reading a word.</summary>
    private static string Coded(string field, Fact fact)
    {
        var column = RegistryDatabase.Identifier(field);
        return fact.Kind == FactKind.YesNo
            ? $"CASE WHEN {column} THEN 2 WHEN NOT {column} THEN 1 ELSE 0 END"
            : $"CASE {column} {string.Concat(fact.Codes.Select((code, i) => $"WHEN {Literal(code)} THEN {Number(i + 1)} "))}ELSE 0 END";
    }

    private static long? Decoded(DbDataReader reader, int column) => reader.GetInt32(column) is > 0 and var coded ? coded - 1 : null;

    private static string Literal(string code) => $"'{code.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
