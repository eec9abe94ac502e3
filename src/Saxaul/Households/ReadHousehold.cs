using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>Reads one household, true on a day, as known at a moment: a query a table, whatever the size of the county.</summary>
public sealed class ReadHousehold
{
    private readonly Registry registry;
    private readonly Actor actor;
    private readonly DbConnection connection;
    private readonly HouseholdKey key;
    private readonly DateOnly on;
    private readonly long height;
    private readonly bool asOfNow;
    private CardSources sources = null!;
    private KnownStates originals = null!;
    private ILookup<(string Kind, long Id, string Field), Journal.Version> written = null!;

    private ReadHousehold(Registry registry, Actor actor, DbConnection connection, HouseholdKey key, DateOnly on, long height, bool asOfNow)
    {
        this.registry = registry;
        this.actor = actor;
        this.connection = connection;
        this.key = key;
        this.on = on;
        this.height = height;
        this.asOfNow = asOfNow;
    }

    /// <param name="on">The day.</param>
    /// <param name="known">The moment it is seen from; null for now.</param>
    /// <exception cref="ProblemException">4001 when there is no such household, 4002 when it is younger than the day, <see cref="Problem.NotKnownYet"/>; 7001, 7002.</exception>
    public static HouseholdCard Of(Registry registry, Actor actor, HouseholdKey key, DateOnly on, DateTimeOffset? known = null)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, key);
        using var connection = registry.Database.OpenReader();
        var height = known is { } moment ? AsOf.HeightAt(connection, key.CountyKey, moment) : FactStore.HeightOf(connection, key.CountyKey);
        return new ReadHousehold(registry, actor, connection, key, on, height, known is null).Read() with { Known = known };
    }

    /// <summary>The same as it was known with an entry of the county's journal.</summary>
    /// <param name="height">The entry.</param>
    public static HouseholdCard KnownWith(Registry registry, Actor actor, HouseholdKey key, DateOnly on, long height)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, key);
        using var connection = registry.Database.OpenReader();
        return new ReadHousehold(registry, actor, connection, key, on, height, asOfNow: false).Read();
    }

    private HouseholdCard Read()
    {
        var households = States(Household.Table, "id", key.Id);
        var states = households.Of(key.Id);
        if (states.Count == 0)
            throw new ProblemException(AsOf.FirstMoment(connection, Household.Table, key.CountyKey, "id = @id", ("@id", key.Id)) is { } first ? Problem.NotKnownYet(first) : Problem.HouseholdNotFound());
        var version = households.At(key.Id, on) ?? states.FindLast(state => state.TrueTo <= on) ?? throw new ProblemException(Problem.HouseholdYounger(states[0].TrueFrom));
        var household = Household.From(version);
        var ended = version.TrueTo <= on;

        var memberships = States(Membership.Table, "household_id", key.Id);
        long[] personIds = [.. memberships.Ids.Select(id => Membership.From(memberships.Of(id) is { Count: > 0 } known ? known[0] : NeverMember).PersonId).Where(id => id > 0).Distinct()];
        var persons = States(Person.Table, "id", personIds);
        var registers = registry.Registers.Select(register => (Register: register, States: register.BelongsTo switch
        {
            Owner.Household => States(register.Table, register.OwnerColumn, key.Id),
            Owner.Person => States(register.Table, register.OwnerColumn, personIds),
            _ => household.VillageId is { } village ? States(register.Table, register.OwnerColumn, village) : States(register.Table, register.OwnerColumn),
        })).ToList();
        originals = States(Original.Table, "owner_id", [key.Id, .. personIds]);
        written = originals.At(on).ToLookup(original => Original.From(original) is var one ? (one.OwnerKind, one.OwnerId, one.Field) : default);
        var findings = FindingsOf(personIds);
        var warnings = States(Warning.Table, "household_id", key.Id);

        HashSet<long> own = [.. households.Heights, .. memberships.Heights, .. persons.Heights, .. originals.Heights, .. findings.SelectMany(finding => finding.Heights)];
        own.UnionWith(registers.Where(one => one.Register.BelongsTo != Owner.Area).SelectMany(one => one.States.Heights));
        var heights = own.Union(registers.SelectMany(one => one.States.Heights)).ToList();
        var open = findings.SelectMany(states => states.At(on)).DistinctBy(finding => finding.Id).ToList();
        sources = CardSources.Read(registry, connection, key, height, heights, open.Select(finding => Finding.From(finding).FileId).OfType<long>());

        IEnumerable<CardEntry> EntriesOf(Owner owner, long id, DateOnly day) => registers.Where(one => one.Register.BelongsTo == owner)
            .SelectMany(one => one.States.At(day).Where(entry => (long)entry.Values[0]! == id).OrderBy(entry => ItemOrder(one.Register, entry)).ThenBy(entry => entry.Id)
                .Select(entry => Entry(one.Register, one.States, entry)));

        var lastDay = ended ? version.TrueTo!.Value.AddDays(-1) : on;
        var (members, former) = MembersOf(memberships, persons, personIds, (id, day) => [.. EntriesOf(Owner.Person, id, day)]);
        var lines = new HistoryLines(memberships, persons, [.. registers.Where(one => one.Register.BelongsTo == Owner.Person).Select(one => one.States)]);
        // One act by hand is one line: what it wrote of the household itself.
        var acts = sources.Lines.Where(line => !line.IsOfOther).Select(line => line.ByHand).OfType<long>().ToHashSet();
        List<JournalLine> history =
        [
            .. sources.Lines.Where(line => own.Contains(line.Height) || !heights.Contains(line.Height)).Where(line => !(line.IsOfOther && line.ByHand is { } act && acts.Contains(act))).OrderByDescending(line => line.Height)
                .Select(line => lines.With(line, id => PersonAt(persons, id) is { } person ? Person.From(person).Name : null)),
        ];
        return new HouseholdCard
        {
            Key = key,
            PublicId = registry.Database.Secrets.PublicId(key.CountyKey, key.Id),
            On = on,
            Height = height,
            Household = household,
            Since = states[0].TrueFrom,
            EndedOn = ended ? version.TrueTo : null,
            ErasedOn = Erasure.DayOf(connection.Command, key.CountyKey, "household", key.Id),
            MovedTo = ended && asOfNow ? MovedTo() : null,
            Place = PathTo(household.PlaceId),
            LivingPlace = household.LivingVillageId is { } living ? PathTo(living) : [],
            Head = members.FirstOrDefault(member => member.IsHead),
            Members = members,
            FormerMembers = former,
            Values =
            [
                ValueOf(households, version, "number", WellKnown.HouseholdNumber, "户编号", "Household number"),
                ValueOf(households, version, "phone", WellKnown.Phone, "联系电话", "Telephone"),
                ValueOf(households, version, "natural_village", WellKnown.NaturalVillage, "自然村", "Natural village"),
                ValueOf(households, version, "written_place", WellKnown.Village, "行政村", "Village"),
            ],
            Entries = [.. EntriesOf(Owner.Household, key.Id, lastDay)],
            EntriesOfVillage = household.VillageId is { } at ? [.. EntriesOf(Owner.Area, at, lastDay)] : [],
            Findings = [.. open.OrderBy(finding => finding.Id).Select(FindingOf)],
            Warnings = [.. warnings.Ids.Select(id => warnings.Of(id).FindLast(state => state.TrueFrom <= on)).OfType<Journal.Version>().Select(WarningOf)
                .OrderBy(warning => warning.Gone is not null).ThenByDescending(warning => warning.Gone).ThenBy(warning => warning.Warning.Rule, StringComparer.Ordinal)],
            History = [.. asOfNow ? HistoryLines.WithOthers(registry, actor, connection, key, history) : history],
        };
    }

    private static readonly Journal.Version NeverMember = new() { Id = 0, Values = [0L, 0L, null], TrueFrom = DateOnly.MinValue, KnownFrom = 0 };

    private KnownStates States(VersionedTable table, string column, params IReadOnlyCollection<long> ids) =>
        KnownStates.Read(registry.Database, connection, table, key.CountyKey, height, column, ids);

    /// <summary>Those that name the household, and those about its members that another household's list raised; as far as the reader is told of them.</summary>
    private List<KnownStates> FindingsOf(long[] personIds)
    {
        var untold = FindingKind.NotToldTo(actor);
        return [.. new[] { States(Finding.Table, "household_id", key.Id), States(Finding.Table, "person_id", personIds) }.Select(states => states.Only(version => Finding.From(version).Kind != untold))];
    }

    private (List<CardMember> Members, List<CardMember> Former) MembersOf(KnownStates memberships, KnownStates persons, long[] personIds, Func<long, DateOnly, IReadOnlyList<CardEntry>> entriesOf)
    {
        var (members, former) = (new List<CardMember>(), new List<CardMember>());
        var alsoIn = AlsoIn(persons, personIds);
        var erased = Erasure.DaysOf(registry.Database, connection.Command, key.CountyKey, "person", personIds);
        var ofPerson = memberships.Ids.SelectMany(memberships.Of).ToLookup(version => Membership.From(version).PersonId);
        foreach (var personId in personIds)
        {
            var known = ofPerson[personId].OrderBy(version => version.TrueFrom).ToList();
            var now = known.Find(version => version.TrueFrom <= on && (version.TrueTo is null || version.TrueTo > on));
            if ((now ?? known.FindLast(version => version.TrueTo <= on)) is not { } membership || PersonAt(persons, personId) is not { } person)
                continue;
            var who = Person.From(person);
            var relation = Membership.From(membership).Relation;
            (now is null ? former : members).Add(new CardMember
            {
                PersonId = personId,
                PublicId = registry.Database.Secrets.PublicId(key.CountyKey, personId),
                Person = who,
                Relation = relation,
                RelationLabels = RosterWords.Relations(registry).FirstOrDefault(choice => choice.Code == relation)?.Labels ?? [],
                Age = who.BirthDate is { } birth ? (int?)LoadFacts.WholeYears(birth, who.DiedOn is { } died && died < on ? died : on) : null,
                ErasedOn = erased.TryGetValue(personId, out var day) ? day : null,
                Since = memberships.Since(membership),
                Until = now is null ? membership.TrueTo : null,
                Values =
                [
                    ValueOf(persons, person, "name", WellKnown.Name, "姓名", "Name"),
                    ValueOf(memberships, membership, "relation", WellKnown.Relation, "与户主关系", "Relation to the head", personId),
                    ValueOf(persons, person, "sex", WellKnown.Sex, "性别", "Sex"),
                    ValueOf(persons, person, "birth_date", WellKnown.BirthDate, "出生日期", "Born"),
                    ValueOf(persons, person, "number", WellKnown.DocumentNumber, "证件号码", "Document number"),
                    ValueOf(persons, person, "died_on", "died_on", "死亡日期", "Died"),
                ],
                Entries = entriesOf(personId, now is null ? membership.TrueTo!.Value.AddDays(-1) : on),
                AlsoIn = alsoIn[personId].ToList(),
            });
        }
        return ([.. members.OrderBy(member => !member.IsHead).ThenBy(member => member.PersonId)], [.. former.OrderByDescending(member => member.Until).ThenBy(member => member.PersonId)]);
    }

    /// <summary>As they were on the day, or, where the registry knew them only later, as it first did.</summary>
    private Journal.Version? PersonAt(KnownStates persons, long id) => persons.At(id, on) ?? persons.Of(id).FindLast(state => state.TrueFrom <= on) ?? persons.Of(id).FirstOrDefault();

    private CardValue ValueOf(KnownStates states, Journal.Version version, string column, string field, string zh, string en, long? owner = null)
    {
        var index = states.Table.IndexOf(column);
        var origin = states.OriginOf(version, index);
        var definition = RosterWords.Column(registry, field) is { Choices.Count: > 0 } choices ? new FieldDefinition { Name = field, Type = FieldType.Choice, Choices = choices.Choices } : field == WellKnown.Sex ? Sexes : null;
        return new CardValue(field, RosterWords.Labels(registry, field, zh, en), version.Values[index], definition,
            Written(states.Table.OwnerKind, owner ?? version.Id, field, origin), sources.Of(origin, field), origin.TrueFrom > version.TrueFrom ? version.TrueFrom : origin.TrueFrom);
    }

    private static readonly FieldDefinition Sexes = new()
    {
        Name = WellKnown.Sex, Type = FieldType.Choice,
        Choices = [new ChoiceDefinition { Code = "male", Labels = new Labels { ["zh"] = "男", ["en"] = "male" } }, new ChoiceDefinition { Code = "female", Labels = new Labels { ["zh"] = "女", ["en"] = "female" } }],
    };

    /// <summary>The cell's own text, unless the value has changed since.</summary>
    private string? Written(string kind, long owner, string field, Journal.Version origin) =>
        written[(kind, owner, field)].Where(original => original.KnownFrom >= origin.KnownFrom).Select(original => Original.From(original).Written).FirstOrDefault();

    private CardEntry Entry(RegisterDefinition register, KnownStates states, Journal.Version entry)
    {
        var item = register.Spread is { } spread && entry.Values[register.IndexOf(spread.By)] is string code ? register.Field(spread.By).Choice(code) : null;
        var values = register.Fields.Select(field =>
        {
            var column = register.IndexOf(field.Name);
            var origin = states.OriginOf(entry, column);
            var fieldKey = $"{register.Register}.{(item is not null && field.Name == register.Spread!.Value ? item.Code : field.Name)}";
            return new CardValue(fieldKey, field.Labels, entry.Values[column], field, Written(register.OwnerName, (long)entry.Values[0]!, fieldKey, origin),
                sources.Of(origin, fieldKey, register, field), origin.TrueFrom > entry.TrueFrom ? entry.TrueFrom : origin.TrueFrom);
        });
        return new CardEntry(register, entry.Id, item?.Labels ?? [], entry.TrueFrom, entry.KnownFrom, [.. values]);
    }

    private static int ItemOrder(RegisterDefinition register, Journal.Version entry) =>
        register.Spread is { } spread ? register.Field(spread.By).Choices.FindIndex(choice => choice.Code == (string?)entry.Values[register.IndexOf(spread.By)]) : 0;

    private CardFinding FindingOf(Journal.Version version)
    {
        var finding = Finding.From(version);
        var (zh, en) = FindingKind.Labels.TryGetValue(finding.Kind, out var words) ? words : (finding.Kind, finding.Kind);
        return new CardFinding(version.Id, finding, new Labels { ["zh"] = zh, ["en"] = en }, finding.PersonId, sources.FileName(finding.FileId), version.SourceRow, version.TrueFrom);
    }

    /// <summary>A warning as it stood on the day, or last stood before it.</summary>
    private CardWarning WarningOf(Journal.Version state) => new(state.Id, Warning.From(state), Warning.From(state).FirstSeen, state.TrueFrom, state.TrueTo <= on ? state.TrueTo : null);

    /// <summary>Other households with the same person; and, where all is seen from now, with the same number, also in other counties that the reader may read.</summary>
    private ILookup<long, HouseholdKey> AlsoIn(KnownStates persons, long[] personIds)
    {
        var found = new List<(long Person, HouseholdKey Household)>();
        var asOf = new AsOf(on, height);
        var command = connection.Command(asOf.Select(Membership.Table, "person_id, household_id", condition: registry.Database.AnyOf("person_id", "@ids")));
        asOf.AddTo(command, key.CountyKey);
        registry.Database.AddList(command, "@ids", personIds);
        found.AddRange(command.ToList(reader => (reader.GetInt64(0), new HouseholdKey(key.CountyKey, reader.GetInt64(1)))).Where(one => one.Item2.Id != key.Id));

        var numbers = personIds.Select(id => (Id: id, Version: PersonAt(persons, id))).Where(one => one.Version is not null && Person.From(one.Version).NumberVerified)
            .Select(one => (Person.From(one.Version!).Number!, one.Id)).ToList();
        if (asOfNow && numbers.Count > 0)
            found.AddRange(registry.Database.LookUp(connection, () => Elsewhere(numbers)));
        return found.Distinct().Where(one => Reach.May(registry.Database, actor, Right.ReadHouseholds, one.Household)).OrderBy(one => one.Household.CountyKey).ThenBy(one => one.Household.Id).ToLookup(one => one.Person, one => one.Household);
    }

    /// <summary>The households, of any county, in which others bear these numbers; or these themselves, in another household of this county.</summary>
    private List<(long Person, HouseholdKey Household)> Elsewhere(List<(string Number, long Id)> known)
    {
        var numbers = known.SelectMany(one => registry.Database.Secrets.Hashes(one.Number).Select(hash => (Hash: Convert.ToHexString(hash), one.Id))).ToLookup(one => one.Hash, one => one.Id);
        using var command = connection.Command($"""
            SELECT person.number_hash, membership.county_key, membership.household_id, membership.person_id FROM person
            JOIN membership ON membership.county_key = person.county_key AND membership.person_id = person.id
            WHERE person.number_verified AND {registry.Database.AnyOfBytes("person.number_hash", "@hashes")}
            """);
        registry.Database.AddList(command, "@hashes", [.. numbers.Select(number => Convert.FromHexString(number.Key))]);
        return [.. command.ToList(reader => (Hash: Convert.ToHexString(reader.GetFieldValue<byte[]>(0)), Household: new HouseholdKey(reader.GetInt32(1), reader.GetInt64(2)), Person: reader.GetInt64(3)))
            .SelectMany(other => numbers[other.Hash].Where(id => other.Household != key && (other.Household.CountyKey != key.CountyKey || id != other.Person)).Select(id => (id, other.Household)))];
    }

    private HouseholdKey? MovedTo() => connection.Command("SELECT county_key, id FROM household WHERE former_county = @county AND former_id = @id", ("@county", (long)key.CountyKey), ("@id", key.Id))
        .ToList(reader => new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1))).Find(there => Reach.May(registry.Database, actor, Right.ReadHouseholds, there));

    private List<CardArea> PathTo(long areaId)
    {
        // What stands on the day is in the gazetteer that other pages of the day use too.
        if (asOfNow && Gazetteer.Read(registry.Database, [key.CountyKey], on).Find(key.CountyKey, areaId) is { } place && place.Id == areaId)
            return [.. place.FromTheTop().Select(above => new CardArea(above.Key, above.Level, above.Code, above.Name))];
        var path = new List<CardArea>();
        for (var next = (County: key.CountyKey, Id: (long?)areaId); next.Id is { } id;)
        {
            var states = KnownStates.Read(registry.Database, connection, Area.Table, next.County, next.County == key.CountyKey ? height : long.MaxValue, "id", [id]);
            if ((states.At(id, on) ?? states.Of(id).FindLast(state => state.TrueFrom <= on) ?? states.Of(id).FirstOrDefault()) is not { } version)
                break;
            var area = Area.From(version);
            path.Insert(0, new CardArea(new AreaKey(next.County, id), area.Level, area.Code, area.Name));
            next = (area.Level > AreaLevel.County ? next.County : 0, area.ParentId);
        }
        return path;
    }
}
