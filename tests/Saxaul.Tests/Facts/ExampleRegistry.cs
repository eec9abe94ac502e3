using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Saxaul.Users;

namespace Saxaul.Tests.Facts;

/// <summary>What is known of an example household or member: facts by name; money in fen.</summary>
internal sealed class Known : Dictionary<string, object?>;

/// <summary>A registry of its own for one test, into which households are written by their facts.</summary>
internal sealed class ExampleRegistry : IDisposable
{
    public static readonly DateOnly Day = new(2020, 4, 1);
    private static readonly Actor Writer = Actor.Operator("test");
    private readonly TestRegistry test;

    public ExampleRegistry(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        test = new TestRegistry(kind, Clock);
        Store = new FactStore(Registry);
    }

    public Registry Registry => test.Registry;

    public FactStore Store { get; }

    public ManualClock Clock { get; } = new();

    public FactShape Shape => Store.Shape;

    public void Write(int county, EntryHead head, Action<WriteSession, Entry> change)
    {
        using var session = Registry.Write(Writer);
        var entry = session.Begin(county, head);
        change(session, entry);
        entry.Seal();
        session.Commit();
    }

    /// <summary>A county with its key, a township and so many villages in it; returns the villages' ids.</summary>
    public List<long> County(int county, string code, int villages)
    {
        var ids = new List<long>();
        Write(county, new EntryHead("import areas", new DateOnly(2020, 1, 1)), (_, entry) =>
        {
            var top = entry.Add(Area.Table, new Area(null, AreaLevel.County, code, "县" + code, null, 2020).ToValues()).Id;
            var township = entry.Add(Area.Table, new Area(top, AreaLevel.Township, code + "100", "乡" + code, null, 2020).ToValues()).Id;
            for (var i = 0; i < villages; i++)
                ids.Add(entry.Add(Area.Table, new Area(township, AreaLevel.Village, $"{code}100{200 + i}", $"村{i}", null, 2020).ToValues()).Id);
        });
        return ids;
    }

    public long Township(int county) => Find(county, Area.Table, "level = 'township'").Single().Id;

    /// <summary>Registers a household with its facts and its members'; a null village holds it in the township.</summary>
    public long Register(int county, long? village, string number, Known household, params IReadOnlyList<Known> members)
    {
        var place = village ?? Township(county);
        using var session = Registry.Write(Writer);
        var id = session.NewId(county);
        var entry = session.Begin(county, new EntryHead("register household", Day) { HouseholdId = id });
        entry.Add(Household.Table, new Household { Number = number, VillageId = village, PlaceId = place, WrittenPlace = village is null ? "某村" : null }.ToValues(), id: id);
        WriteFacts(session, entry, Owner.Household, id, household);
        foreach (var member in members)
            AddMember(session, entry, id, member);
        entry.Seal();
        session.Commit();
        return id;
    }

    public long AddMember(WriteSession session, Entry entry, long household, Known member)
    {
        var birth = member.TryGetValue("birth", out var born) ? (DateOnly?)born : member.TryGetValue(FactShape.Age, out var age) && age is int years ? Day.AddYears(-years) : null;
        var person = entry.Add(Person.Table, new Person
        {
            Name = "某人", NameKey = "某人", Sex = member.GetValueOrDefault(FactShape.Sex) as string, BirthDate = birth, DocumentKind = "none",
        }.ToValues()).Id;
        entry.Add(Membership.Table, new Membership(household, person, null).ToValues());
        WriteFacts(session, entry, Owner.Person, person, member);
        return person;
    }

    /// <summary>Enters or changes facts of a household that is there.</summary>
    public void Enter(int county, long household, Known facts, DateOnly? on = null) =>
        Write(county, new EntryHead("enter facts", on ?? Day) { HouseholdId = household }, (session, entry) => WriteFacts(session, entry, Owner.Household, household, facts));

    /// <summary>Enters or changes facts of a member of a household.</summary>
    public void EnterOfMember(int county, long household, long person, Known facts, DateOnly? on = null) =>
        Write(county, new EntryHead("enter facts", on ?? Day) { HouseholdId = household }, (session, entry) => WriteFacts(session, entry, Owner.Person, person, facts));

    /// <summary>An amount of a department's list, in fen, for a month.</summary>
    public void AddAmount(int county, long household, string item, long? amount, DateOnly month, string source = "医保局") =>
        Write(county, new EntryHead("record list", Day) { HouseholdId = household }, (_, entry) =>
            entry.Add(Budget.Table, BudgetValues(household, item, amount, "addition", source, month, month.AddMonths(1).AddDays(-1))));

    public void WaterFault(int county, long village, DateOnly? on = null) =>
        Write(county, new EntryHead("record list", on ?? Day) { AreaId = village }, (_, entry) =>
        {
            var values = new object?[1 + WaterFaults.Fields.Count];
            values[0] = village;
            values[WaterFaults.IndexOf("fault")] = "停水";
            entry.Add(WaterFaults.Table, values);
        });

    public RegisterDefinition Budget => Registry.Register("budget");

    public RegisterDefinition WaterFaults => Registry.Register("water_faults");

    public List<Saxaul.Journal.Version> Find(int county, VersionedTable table, string? condition = null)
    {
        using var session = Registry.Write(Writer);
        return session.Read(table, county, condition);
    }

    private void WriteFacts(WriteSession session, Entry entry, Owner owner, long id, Known facts)
    {
        var about = owner == Owner.Person ? Shape.Member : Shape.Household;
        foreach (var group in facts.Where(fact => about.Any(known => known.Name == fact.Key && known.Register is not null)).GroupBy(fact => about.First(known => known.Name == fact.Key).Register!))
        {
            if (group.Key.Spread is not null)
            {
                foreach (var (name, amount) in group)
                    WriteTotal(session, entry, group.Key, id, about.First(fact => fact.Name == name).Item!.Code, amount);
                continue;
            }
            var current = session.Read(group.Key.Table, entry.CountyKey, $"{group.Key.OwnerColumn} = {id}").SingleOrDefault();
            var values = current is null ? new object?[1 + group.Key.Fields.Count] : [.. current.Values];
            values[0] = id;
            foreach (var (name, value) in group)
                values[group.Key.IndexOf(about.First(fact => fact.Name == name).Field!.Name)] = value is int number ? (long)number : value;
            if (current is null)
                entry.Add(group.Key.Table, values);
            else
                entry.Change(group.Key.Table, current, values);
        }
    }

    private static void WriteTotal(WriteSession session, Entry entry, RegisterDefinition budget, long household, string item, object? amount)
    {
        var condition = $"household_id = {household} AND item = '{item}' AND basis = 'total'";
        var values = BudgetValues(budget, household, item, amount is int whole ? whole : (long?)amount, "total", "采集表", new DateOnly(2019, 3, 1), new DateOnly(2020, 2, 29));
        if (session.Read(budget.Table, entry.CountyKey, condition).SingleOrDefault() is { } current)
            entry.Correct(budget.Table, current, values);
        else
            entry.Add(budget.Table, values);
    }

    private object?[] BudgetValues(long household, string item, long? amount, string basis, string source, DateOnly from, DateOnly to) =>
        BudgetValues(Budget, household, item, amount, basis, source, from, to);

    public static object?[] BudgetValues(RegisterDefinition budget, long household, string item, long? amount, string basis, string source, DateOnly? from, DateOnly? to)
    {
        var values = new object?[1 + budget.Fields.Count];
        values[0] = household;
        values[budget.IndexOf("item")] = item;
        values[budget.IndexOf("amount")] = amount;
        values[budget.IndexOf("basis")] = basis;
        values[budget.IndexOf("source")] = source;
        values[budget.IndexOf("period_from")] = from;
        values[budget.IndexOf("period_to")] = to;
        return values;
    }

    public void Dispose() => test.Dispose();
}

/// <summary>A clock that moves on by a second each time it is read, so that no two entries fall together.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset now = new(2020, 4, 1, 1, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Last => now;

    public override DateTimeOffset GetUtcNow() => now = now.AddSeconds(1);
}
