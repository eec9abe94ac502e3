using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// What the registry knows of one block of a roster's households: everything that the comparison needs, read with a few queries for the whole block.
/// </summary>
internal sealed class KnownHouseholds
{
    private readonly WriteSession session;
    private readonly Dictionary<string, Journal.Version> byNumber = [];
    private readonly Dictionary<RosterHousehold, Journal.Version> withoutNumber = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, long> ended = [];
    private readonly Dictionary<long, Journal.Version> persons = [];
    private readonly ILookup<long, Journal.Version> memberships;
    private readonly ILookup<long, Journal.Version> findings;
    private readonly ILookup<long, Gone> gone;
    private readonly Dictionary<(VersionedTable Table, long OwnerId), List<Journal.Version>> entries = [];
    private readonly Dictionary<UInt128, List<KnownPerson>> byHash = [];
    private readonly HashSet<UInt128> severalTimes = [];

    /// <summary>Somebody known by their number, with the households they are a member of.</summary>
    public sealed record KnownPerson(int CountyKey, long Id, IReadOnlyList<long> Households);

    /// <param name="countyWasEmpty">Nobody was known in the county before this session: only whom the session itself brought can be met again there.</param>
    /// <param name="brought">The numbers of those.</param>
    /// <param name="numbers">Those that were known before the session.</param>
    /// <param name="named">The households that earlier blocks of the file list: nobody's head in this block.</param>
    public KnownHouseholds(Registry registry, WriteSession session, int countyKey, IReadOnlyList<RosterHousehold> block, bool countyWasEmpty, IReadOnlySet<UInt128> brought, KnownNumbers numbers, IReadOnlySet<long> named)
    {
        this.session = session;
        var database = registry.Database;
        List<Journal.Version> Read(VersionedTable table, string column, IReadOnlyCollection<long> ids) =>
            ids.Count == 0 ? [] : session.Read(table, countyKey, database.AnyOf(column, "@ids"), command => database.AddList(command, "@ids", ids));

        ReadPersonsByNumber(registry, session, block, countyWasEmpty, brought, numbers);
        if (!countyWasEmpty)
            FindHouseholds(registry, session, countyKey, block, named);
        var householdIds = byNumber.Values.Concat(withoutNumber.Values).Select(version => version.Id).Distinct().ToList();
        memberships = Read(Membership.Table, "household_id", householdIds).ToLookup(version => Membership.From(version).HouseholdId);
        gone = ReadGone(session, countyKey, [.. householdIds, .. ended.Values]);
        findings = Read(Finding.Table, "household_id", householdIds).ToLookup(version => Finding.From(version).HouseholdId!.Value);
        var personIds = memberships.SelectMany(group => group).Select(version => Membership.From(version).PersonId).Concat(gone.SelectMany(group => group).Select(one => one.Person))
            .Concat(byHash.Values.SelectMany(known => known).Where(known => known.CountyKey == countyKey).Select(known => known.Id)).Concat(householdIds.SelectMany(NamedAgain)).Distinct().ToList();
        foreach (var version in Read(Households.Person.Table, "id", personIds))
            persons[version.Id] = version;
        foreach (var register in registry.Registers.Where(register => register.BelongsTo != Owner.Area))
        {
            foreach (var version in Read(register.Table, register.OwnerColumn, register.BelongsTo == Owner.Household ? householdIds : personIds))
                Remember(register.Table, null, version);
        }
        foreach (var version in Read(Original.Table, "owner_id", [.. householdIds, .. personIds]))
            Remember(Original.Table, null, version);
        PutRight = ReadPutRight();

        PutRight ReadPutRight()
        {
            var homes = byHash.Values.SelectMany(known => known).Where(known => known.CountyKey == countyKey).SelectMany(known => known.Households.Select(home => (Home: home, Person: known.Id)))
                .Concat(memberships.SelectMany(group => group.Select(version => (Home: group.Key, Person: Membership.From(version).PersonId)))).Concat(gone.SelectMany(group => group.Select(one => (Home: group.Key, one.Person)))).ToList();
            var putRight = new PutRight(session, countyKey, countyWasEmpty ? [] : homes.Select(one => one.Home).Concat(householdIds).Distinct().ToList());
            foreach (var (home, person) in homes)
                putRight.Includes(home, person);
            return putRight;
        }
    }

    public PutRight PutRight { get; }

    /// <summary>By its number; a list that gives none, or one that is new, means the household of most of its members' numbers, or the only one of a head who may be this one in this village.</summary>
    public Journal.Version? Household(RosterHousehold listed) =>
        listed.Number is { } number && byNumber.TryGetValue(number, out var version) ? version : withoutNumber.GetValueOrDefault(listed);

    /// <summary>The household that last had the number, when none has it now; null for a number that is new.</summary>
    public long? Ended(RosterHousehold listed) => listed.Number is { } number && ended.TryGetValue(number, out var id) ? id : null;

    public IEnumerable<Journal.Version> Memberships(long householdId) => memberships[householdId];

    /// <summary>Who was a member once, and left or died.</summary>
    public IEnumerable<long> GoneFrom(long householdId) => gone[householdId].Select(one => one.Person);

    /// <summary>The first day on which a former member was none any more; null for somebody who never was one.</summary>
    public DateOnly? GoneFrom(long householdId, long personId) => gone[householdId].FirstOrDefault(one => one.Person == personId)?.Day;

    /// <summary>Whether a person has answered that somebody whom two households list is no member of this one; no list brings them back.</summary>
    public bool AnsweredElsewhere(long householdId, long personId) => gone[householdId].Any(one => one.Person == personId && one.Answered);

    /// <summary>Whether a person has entered that somebody left this household; a list that still names them is asked about.</summary>
    public bool LeftByHand(long householdId, long personId) => gone[householdId].Any(one => one.Person == personId && one is { ByHand: true, Answered: false });

    /// <summary>Those of whom it is asked whether they are a member who was erased: they are no members until somebody answers.</summary>
    public IEnumerable<long> NamedAgain(long householdId) => findings[householdId].Select(Finding.From).Where(finding => finding.Kind == FindingKind.ErasedNamedAgain).Select(finding => finding.PersonId).OfType<long>();

    public Journal.Version? Person(long id) => persons.GetValueOrDefault(id);

    public IEnumerable<Journal.Version> Findings(long householdId) => findings[householdId];

    /// <summary>A register's entries, or the originals, of one owner; those written since this block began included.</summary>
    public IReadOnlyList<Journal.Version> Entries(VersionedTable table, long ownerId) =>
        entries.TryGetValue((table, ownerId), out var known) ? known : [];

    /// <summary>An entry that was written, in place of what it replaced. The same person can stand on two households' lists in one block.</summary>
    public void Remember(VersionedTable table, Journal.Version? replaced, Journal.Version version)
    {
        // Within a county no two owners share an id, whatever they are.
        var owner = (table, table.OwnerOf(version.Id, version.Values).Id);
        if (!entries.TryGetValue(owner, out var known))
            entries[owner] = known = [];
        if (replaced is not null)
            known.Remove(replaced);
        known.Add(version);
    }

    /// <summary>Everybody known by this number, in any county.</summary>
    public IReadOnlyList<KnownPerson> WithNumber(byte[] hash) => byHash.TryGetValue(SoughtHashes.Key(hash), out var known) ? known : [];

    /// <summary>Whether the block lists this number more than once: then what it says first is to be remembered.</summary>
    public bool ComesAgain(byte[] hash) => severalTimes.Contains(SoughtHashes.Key(hash));

    /// <summary>Whether another household's finding, in whichever county, asks already about somebody whom two households list.</summary>
    /// <param name="kind">Listed twice, or listed elsewhere.</param>
    public bool AskedElsewhere(IEnumerable<KnownPerson> known, int countyKey, long householdId, string kind) => known.Any(person =>
        session.Read(Finding.Table, person.CountyKey, "person_id = @person AND kind = @kind", command =>
        {
            command.Add("@person", person.Id);
            command.Add("@kind", kind);
        }).Any(version => person.CountyKey != countyKey || Finding.From(version).HouseholdId != householdId));

    /// <summary>Somebody who was registered while this block was applied.</summary>
    public void Remember(byte[] hash, KnownPerson person, Journal.Version version)
    {
        persons[version.Id] = version;
        var key = SoughtHashes.Key(hash);
        if (!byHash.TryGetValue(key, out var known))
            byHash[key] = known = [];
        known.RemoveAll(earlier => earlier.CountyKey == person.CountyKey && earlier.Id == person.Id);
        known.Add(person);
    }

    private void FindHouseholds(Registry registry, WriteSession session, int countyKey, IReadOnlyList<RosterHousehold> block, IReadOnlySet<long> named)
    {
        var database = registry.Database;
        var numbers = block.Where(household => household.Number is not null).Select(household => household.Number!).Distinct().ToList();
        foreach (var version in session.Read(Households.Household.Table, countyKey, database.AnyOf("number", "@numbers"), command => database.AddList(command, "@numbers", numbers)))
            byNumber[(string)version.Values[0]!] = version;
        ReadEnded(session, countyKey, [.. numbers.Where(number => !byNumber.ContainsKey(number))]);
        FindWithoutNumber(registry, session, countyKey, block, named);
    }

    private void ReadEnded(WriteSession session, int countyKey, IReadOnlyCollection<string> numbers)
    {
        if (numbers.Count == 0)
            return;
        var command = session.Writer.Command($"SELECT number, MAX(id) FROM household_history WHERE county_key = @county AND {session.Database.AnyOf("number", "@numbers")} GROUP BY number", ("@county", countyKey));
        session.Database.AddList(command, "@numbers", numbers);
        var before = command.ToList(reader => (Number: reader.GetString(0), Id: reader.GetInt64(1)));
        var goOn = before.Count == 0 ? [] : session.Read(Households.Household.Table, countyKey, session.Database.AnyOf("id", "@ids"), going => session.Database.AddList(going, "@ids", [.. before.Select(one => one.Id)])).ToDictionary(version => version.Id);
        foreach (var (number, id) in before)
        {
            // A household whose number somebody corrected is still known by the one that lists write.
            if (goOn.TryGetValue(id, out var version))
                byNumber[number] = version;
            else
                ended[number] = id;
        }
    }

    /// <summary>An answer may hold from the very day a list had brought somebody: then no day remains on which they were a member, and only the answer tells of it.</summary>
    private static ILookup<long, Gone> ReadGone(WriteSession session, int countyKey, IReadOnlyCollection<long> householdIds)
    {
        if (householdIds.Count == 0)
            return Array.Empty<Gone>().ToLookup(one => one.HouseholdId);
        var command = session.Writer.Command($"""
            SELECT past.household_id, past.person_id, past.day, journal.act, journal.batch_id FROM (
                SELECT household_id, person_id, MAX(CASE WHEN known_to IS NULL THEN true_to END) AS day, MAX(known_to) AS height FROM membership_history
                WHERE county_key = @county AND {session.Database.AnyOf("household_id", "@ids")}
                GROUP BY household_id, person_id) past
            LEFT JOIN journal ON journal.county_key = @county AND journal.height = past.height
            ORDER BY past.household_id, past.person_id
            """, ("@county", countyKey));
        session.Database.AddList(command, "@ids", householdIds);
        return command.ToList(reader => new Gone(reader.GetInt64(0), reader.GetInt64(1), reader.DayOrNull(2), reader.TextOrNull(3) == ResolveListedTwice.Act, HandBatch.Is(reader.LongOrNull(4))))
            .Where(one => one.Day is not null || one.Answered).ToLookup(one => one.HouseholdId);
    }

    private void FindWithoutNumber(Registry registry, WriteSession session, int countyKey, IReadOnlyList<RosterHousehold> block, IReadOnlySet<long> named)
    {
        var taken = new HashSet<long>();
        var unknown = new List<RosterHousehold>();
        foreach (var listed in block.Where(household => household.Number is not { } number || !byNumber.ContainsKey(number) && !ended.ContainsKey(number)))
        {
            var homes = listed.Members.Where(member => member.Person.NumberVerified)
                .Select(member => WithNumber(registry.Database.Secrets.Hash(member.Person.Number!)).Where(person => person.CountyKey == countyKey).SelectMany(person => person.Households).ToHashSet()).ToList();
            // One who is known elsewhere, such as a grandfather on two lists, does not make two households one.
            var ofMost = homes.SelectMany(home => home).CountBy(id => id).OrderByDescending(count => count.Value).Where(count => 2 * count.Value > homes.Count).Select(count => (long?)count.Key).FirstOrDefault();
            if (ofMost is { } id)
                Take(listed, id);
            else if (listed.Number is null)
                unknown.Add(listed);
        }
        if (unknown.Count == 0)
            return;
        // A name says less than a number: it counts only among households that no number has claimed.
        var joined = JoinedAreas.Read(session.Writer.Connection, session.Writer.Transaction, AsOf.Now, countyKey);
        foreach (var listed in unknown)
        {
            if (OfHead(session, countyKey, listed, joined).Where(id => !taken.Contains(id) && !named.Contains(id)).ToList() is [var id])
                Take(listed, id);
        }

        void Take(RosterHousehold listed, long id)
        {
            // A household that split off by hand has no number until the office gives it one; one that has a number is another household.
            if (session.Find(Households.Household.Table, countyKey, id) is { } version && (listed.Number is null || version.Values[0] is null) && taken.Add(id))
                withoutNumber[listed] = version;
        }
    }

    /// <summary>
    /// The households of the village, themselves without a number, whose head has this head's name and may be this person: one with the same verified number, else those of which
    /// neither verified number nor birth date differs.
    /// </summary>
    private static IEnumerable<long> OfHead(WriteSession session, int countyKey, RosterHousehold listed, JoinedAreas joined)
    {
        if (listed.Place?.VillageId is not { } village || listed.Members.FirstOrDefault(member => member.Relation == Membership.Head)?.Person is not { } head)
            return [];
        var command = session.Writer.Command($"""
            SELECT household.id, person.birth_date, CASE WHEN person.number_verified THEN person.number_hash END FROM household
            JOIN membership ON membership.county_key = household.county_key AND membership.household_id = household.id AND membership.relation = @head
            JOIN person ON person.county_key = membership.county_key AND person.id = membership.person_id
            WHERE household.county_key = @county AND {session.Database.AnyOf("household.village_id", "@villages")} AND household.number IS NULL AND person.name_key = @name
            """, ("@head", Membership.Head), ("@county", countyKey), ("@name", head.NameKey));
        session.Database.AddList(command, "@villages", joined.With([village]));
        var hashes = head.NumberVerified ? session.Database.Secrets.Hashes(head.Number!) : null;
        var possible = command.ToList(reader => (Id: reader.GetInt64(0), Birth: reader.DayOrNull(1), Hash: reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2)))
            .Select(known => (known.Id, known.Birth, SameNumber: hashes is null || known.Hash is null ? (bool?)null : Array.Exists(hashes, hash => hash.AsSpan().SequenceEqual(known.Hash))))
            .Select(known => (known.Id, Surely: known.SameNumber is true, Differs: known.SameNumber is false || head.BirthDate is not null && known.Birth is not null && head.BirthDate != known.Birth)).ToList();
        return possible.Where(known => possible.Exists(one => one.Surely) ? known.Surely : !known.Differs).Select(known => known.Id).Distinct();
    }

    private void ReadPersonsByNumber(Registry registry, WriteSession session, IReadOnlyList<RosterHousehold> block, bool countyWasEmpty, IReadOnlySet<UInt128> brought, KnownNumbers numbers)
    {
        var database = registry.Database;
        var listed = new HashSet<UInt128>();
        var (asked, askedBefore) = (new SoughtHashes(database.Secrets), new SoughtHashes(database.Secrets));
        foreach (var number in block.SelectMany(household => household.Members).Where(member => member.Person.NumberVerified).Select(member => member.Person.Number!))
        {
            var hashes = database.Secrets.Hashes(number);
            var key = SoughtHashes.Key(hashes[0]);
            if (!listed.Add(key))
                severalTimes.Add(key);
            // Others' people need no waiting for this session's rows; its own few who come again do.
            if (!countyWasEmpty || brought.Contains(key))
                asked.Add(number);
            else if (numbers.ContainsAny(hashes))
                askedBefore.Add(number);
        }
        ReadPersons(askedBefore, session.AskBefore);
        ReadPersons(asked, (sql, prepare, read) =>
        {
            var command = session.Writer.Command(sql);
            prepare(command);
            return command.ToList(read);
        });

        void ReadPersons(SoughtHashes some, Func<string, Action<DbCommand>, Func<DbDataReader, KnownRow>, List<KnownRow>> ask)
        {
            if (some.Asked.Count == 0)
                return;
            var rows = ask($"""
                SELECT person.county_key, person.id, person.number_hash, membership.household_id
                FROM person LEFT JOIN membership ON membership.county_key = person.county_key AND membership.person_id = person.id
                WHERE person.number_verified AND {database.AnyOfBytes("person.number_hash", "@hashes")}
                ORDER BY person.county_key, person.id
                """, command => database.AddList(command, "@hashes", some.Asked),
                reader => new KnownRow(reader.GetInt32(0), reader.GetInt64(1), some.NewestOf(reader.GetFieldValue<byte[]>(2)), reader.LongOrNull(3)));
            foreach (var person in rows.GroupBy(row => (row.CountyKey, row.Id, row.Hash)))
            {
                if (!byHash.TryGetValue(person.Key.Hash, out var known))
                    byHash[person.Key.Hash] = known = [];
                known.Add(new KnownPerson(person.Key.CountyKey, person.Key.Id, person.Where(row => row.HouseholdId is not null).Select(row => row.HouseholdId!.Value).ToList()));
            }
        }
    }

    /// <summary>Somebody who is no member any more.</summary>
    /// <param name="Day">The first day on which they were none; null when they never were.</param>
    /// <param name="Answered">A person has said that they belong to another household.</param>
    /// <param name="ByHand">A person, not a list, has entered that they left.</param>
    private sealed record Gone(long HouseholdId, long Person, DateOnly? Day, bool Answered, bool ByHand);

    private readonly record struct KnownRow(int CountyKey, long Id, UInt128 Hash, long? HouseholdId);
}
