using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// Brings a roster's households into one county: new ones are registered, known ones compared, and only what differs is written, one journal entry a household.
/// Nobody is removed because a list no longer names them; that becomes a finding for a person to decide.
/// </summary>
/// <param name="numbers">Those that the registry knew before the session; shared by the files of one import.</param>
/// <param name="brought">The numbers of the people whom this session brought into any county so far; shared by the counties of one file.</param>
internal sealed class ApplyRoster(Registry registry, WriteSession session, int countyKey, DateOnly on, long batchId, long fileId, KnownNumbers? numbers = null, HashSet<UInt128>? brought = null)
{
    /// <summary>Households compared at a time: few queries, flat memory.</summary>
    public const int BlockSize = 500;

    /// <summary>Findings that a row raises anew each time it is read; when it no longer does, they close by themselves.</summary>
    private static readonly HashSet<string> ClosingByThemselves =
    [
        FindingKind.BadCheckDigit, FindingKind.NumberLostPrecision, FindingKind.MissingNumber, FindingKind.SexDisagreesWithNumber,
        FindingKind.UnverifiedNumber,
        FindingKind.BirthDisagreesWithNumber, FindingKind.UnreadableValue, FindingKind.ValuesDisagree, FindingKind.MemberCountDisagrees, FindingKind.NoLongerListed, FindingKind.ListedAfterDeath,
        FindingKind.ListedAfterLeaving, FindingKind.PutRightByHand,
    ];

    private readonly HashSet<HeldKey> heldPlaces = [];
    private readonly HashSet<UInt128> brought = brought ?? [];
    private readonly KnownNumbers numbers = numbers ?? Read(session);
    private readonly HashSet<long> named = [];
    private readonly HashSet<long> namedPersons = [];
    private readonly Dictionary<long, (int Households, string Sheet)> namedAgain = [];
    private readonly Dictionary<RegisterDefinition, IReadOnlyList<StatedField>> fields = [];
    private HashSet<long>? ofDepartments;
    private bool heldPlacesRead;
    private bool? wasEmpty;
    private ErasedHere? erased;

    public RosterOutcome Outcome { get; } = new();

    private ErasedHere Erased => erased ??= new ErasedHere(session, countyKey);

    private static KnownNumbers Read(WriteSession session)
    {
        var numbers = new KnownNumbers();
        numbers.CatchUp(session);
        return numbers;
    }

    /// <summary>Applies one block of households; a household number stands in a block at most once.</summary>
    public void Block(IReadOnlyList<RosterHousehold> block)
    {
        // Asked once, when all that earlier files of this session brought is written.
        wasEmpty ??= session.Writer.Scalar("SELECT 1 FROM household WHERE county_key = @county UNION ALL SELECT 1 FROM person WHERE county_key = @county LIMIT 1", ("@county", countyKey)) is null;
        var known = new KnownHouseholds(registry, session, countyKey, block, wasEmpty.Value, brought, numbers, named);
        foreach (var household in block)
            Apply(household, known);
    }

    /// <summary>After the last block: whole households that the file leaves out are asked about, and what asked about a place for which no household waits any more is closed.</summary>
    public void Settle()
    {
        Outcome.Tried.Settle(session, countyKey);
        AskAboutHouseholdsLeftOut();
        if (Outcome.Changed.Count > 0)
            HeldFindings.Settle(session, countyKey, new EntryHead("settle held places", on) { BatchId = batchId, FileId = fileId });
    }

    /// <summary>
    /// In a village of which the file lists again at least half of the households that were there before, the members of those it leaves out are asked about, unless it names them
    /// in another household. A list that names fewer is taken to be a part, a second batch for example, and asks nothing; nor does one that is older than a membership ask about that.
    /// </summary>
    private void AskAboutHouseholdsLeftOut()
    {
        if (namedAgain.Count == 0)
            return;
        var command = session.Writer.Command($"SELECT id, village_id FROM household WHERE county_key = @county AND {registry.Database.AnyOf("village_id", "@villages")} ORDER BY id", ("@county", countyKey));
        registry.Database.AddList(command, "@villages", namedAgain.Keys);
        var leftOut = command.ToList(reader => (Id: reader.GetInt64(0), Village: reader.GetInt64(1))).Where(household => !named.Contains(household.Id)).GroupBy(household => household.Village)
            .Where(village => village.Count() <= namedAgain[village.Key].Households).SelectMany(village => village).ToList();
        foreach (var some in leftOut.Chunk(BlockSize))
        {
            var members = Of(some, Membership.Table).ToLookup(version => Membership.From(version).HouseholdId);
            var findings = Of(some, Finding.Table).ToLookup(version => Finding.From(version).HouseholdId!.Value);
            foreach (var (id, village) in some)
            {
                var sheet = namedAgain[village].Sheet;
                var entry = session.Begin(countyKey, new EntryHead("import household", on) { HouseholdId = id, BatchId = batchId, FileId = fileId, Sheet = sheet });
                var open = findings[id].ToList();
                foreach (var personId in members[id].Where(version => version.TrueFrom <= on).Select(version => Membership.From(version).PersonId).Where(personId => !namedPersons.Contains(personId) && !Erased.Is(personId)))
                    Raise(entry, open, new RaisedFinding(FindingKind.NoLongerListed, WellKnown.Name, null, null), id, personId, sheet, null);
                if (entry.Seal())
                    Outcome.Changed.Add(id);
            }
        }

        List<Journal.Version> Of((long Id, long Village)[] households, VersionedTable table) => session.Read(table, countyKey, registry.Database.AnyOf("household_id", "@ids"),
            command => registry.Database.AddList(command, "@ids", [.. households.Select(household => household.Id)]));
    }

    private void Apply(RosterHousehold listed, KnownHouseholds known)
    {
        var version = known.Household(listed);
        var formerId = version is null ? known.Ended(listed) : null;
        if (formerId is { } ended && BelongsElsewhere(listed, known, ended))
            return;
        var values = Values(listed, version is null ? null : Household.From(version));
        var id = version?.Id ?? session.NewId(countyKey);
        var open = new List<Journal.Version>(known.Findings(id));
        // A new household where one was erased at its request may be that one: it waits for somebody to say so.
        var mayBeErased = values.VillageId is { } at && (version is null ? formerId is null && Erased.LastIn(at) is not null : Household.From(version).IsHeld && open.Exists(finding => Finding.From(finding) is { Kind: FindingKind.ErasedNamedAgain, PersonId: null }));
        if (mayBeErased)
            values = values with { VillageId = null, PlaceId = values.VillageId!.Value };
        var held = values.IsHeld;
        var heldForPlace = held && !mayBeErased;
        Outcome.Households += heldForPlace ? 0 : 1;
        Outcome.Persons += heldForPlace ? 0 : listed.Members.Count;
        Outcome.HeldPersons += heldForPlace ? listed.Members.Count : 0;
        Outcome.New += version is null ? 1 : 0;
        Outcome.Listed.Add(id);

        if (heldForPlace)
            Outcome.Held.Add(id);
        else if (listed.Place!.VillageId is null)
            Outcome.PlacesKept.Add((listed.Sheet, listed.Row));
        // In a county where nobody was, nobody can be left out.
        if (wasEmpty is false && named.Add(id) && version is not null && Household.From(version).VillageId is { } village)
            namedAgain[village] = (namedAgain.GetValueOrDefault(village).Households + 1, listed.Sheet);
        var entry = session.Begin(countyKey, new EntryHead("import household", on)
        {
            HouseholdId = id, BatchId = batchId, FileId = fileId, Sheet = listed.Sheet, SourceRow = listed.Row,
        });
        if (version is null)
            entry.Add(Household.Table, values.ToValues(), listed.Row, id: id);
        else
            entry.Change(Household.Table, version, known.PutRight.Keep(Household.Table, version, values.ToValues(), StatedField.Household, on, Ask), listed.Row);
        if (mayBeErased)
            AskWhetherErased(entry, open, id, null, new RaisedFinding(FindingKind.ErasedNamedAgain, WellKnown.HouseholdNumber, null, null), listed.Sheet, listed.Row);
        else if (heldForPlace)
            HoldPlace(entry, listed);
        foreach (var told in listed.Entries)
            Tell(entry, known, told, id, told.Row ?? listed.Row, again: false, Ask);
        Keep(entry, known, "household", id, listed.Originals, listed.Row, again: false);

        foreach (var finding in listed.Findings)
            Raise(entry, open, finding, id, null, listed.Sheet, finding.Row ?? listed.Row);
        var elsewhere = Members(entry, known, listed, id, formerId ?? id, open);
        foreach (var settled in open.Where(finding => Closes(Finding.From(finding))))
            entry.End(Finding.Table, settled);
        if (entry.Seal())
            Outcome.Changed.Add(id);
        AskElsewhere(elsewhere, open, id, listed);

        void Ask(RaisedFinding finding) => AskOnce(entry, known, open, finding.Field == WellKnown.Village ? finding with { Written = listed.WrittenPlace.Words } : finding, id, null, listed.Sheet, listed.Row);
    }

    /// <summary>In an entry of nobody's household: by what becomes of it, its count or its history, the county learns nothing of another's people.</summary>
    private void AskElsewhere(List<(long PersonId, int Row)> persons, List<Journal.Version> open, long householdId, RosterHousehold listed)
    {
        if (persons.Count == 0)
            return;
        var entry = session.Begin(countyKey, new EntryHead("import household", on) { HouseholdId = EntryHead.NoHousehold, BatchId = batchId, FileId = fileId, Sheet = listed.Sheet, SourceRow = listed.Row });
        foreach (var (personId, row) in persons)
            Raise(entry, open, new RaisedFinding(FindingKind.ListedElsewhere, WellKnown.DocumentNumber, null, null), householdId, personId, listed.Sheet, row);
        entry.Seal();
    }

    /// <summary>What a department's list asks, that list settles.</summary>
    private bool Closes(Finding finding)
    {
        if (!ClosingByThemselves.Contains(finding.Kind))
            return false;
        ofDepartments ??= ReadFilesOfDepartments();
        return finding.FileId is not { } raisedBy || !ofDepartments.Contains(raisedBy);
    }

    private HashSet<long> ReadFilesOfDepartments()
    {
        var rosters = registry.Lists.Where(list => list.About == ListAbout.Roster).Select(list => list.List).ToHashSet();
        return [.. session.Writer.Command("SELECT id, kind FROM handed_file WHERE county_key = @office AND kind IS NOT NULL", ("@office", HandedFiles.Office))
            .ToList(reader => (Id: reader.GetInt64(0), Kind: reader.GetString(1))).Where(one => !rosters.Contains(one.Kind)).Select(one => one.Id)];
    }

    /// <summary>Whether a household that ended is listed again, all of which a person has said to belong elsewhere; where the list is newer than that, it is asked about.</summary>
    private bool BelongsElsewhere(RosterHousehold listed, KnownHouseholds known, long ended)
    {
        var members = listed.Members.Select(member => (Listed: member, Match(known, member.Person, [], ended)?.Id)).ToList();
        if (members.Count == 0 || !members.TrueForAll(member => member.Id is { } person && (known.AnsweredElsewhere(ended, person) || known.LeftByHand(ended, person))))
            return false;
        Outcome.Households++;
        Outcome.Listed.Add(ended);
        Outcome.Persons += members.Count;
        namedPersons.UnionWith(members.Select(member => member.Id!.Value));
        var entry = session.Begin(countyKey, new EntryHead("import household", on) { HouseholdId = ended, BatchId = batchId, FileId = fileId, Sheet = listed.Sheet, SourceRow = listed.Row });
        var open = session.Read(Finding.Table, countyKey, "household_id = @id", command => command.Add("@id", ended));
        foreach (var (member, id) in members.Where(member => known.LeftByHand(ended, member.Id!.Value)))
            AskAboutWhoLeft(entry, known, open, ended, ended, id!.Value, listed.Sheet, member.Row);
        if (entry.Seal())
            Outcome.Changed.Add(ended);
        return true;
    }

    /// <summary>What the list says, and where it says nothing, what is known.</summary>
    private static Household Values(RosterHousehold listed, Household? known)
    {
        // A place that a person has answered since stays answered when an old list still writes it wrongly.
        var place = listed.Place!;
        var keepsPlace = place.VillageId is null && known?.VillageId is not null;
        return new Household
        {
            Number = listed.Number ?? known?.Number,
            VillageId = keepsPlace ? known!.VillageId : place.VillageId,
            PlaceId = keepsPlace ? known!.PlaceId : place.PlaceId,
            WrittenPlace = keepsPlace ? null : place.Held?.Written,
            LivingVillageId = known?.LivingVillageId,
            NaturalVillage = listed.NaturalVillage ?? known?.NaturalVillage,
            Phone = listed.Phone ?? known?.Phone,
            Former = known?.Former,
        };
    }

    /// <param name="formerId">The household itself, or the one that had its number and ended.</param>
    /// <returns>Whom another county has registered too.</returns>
    private List<(long PersonId, int Row)> Members(Entry entry, KnownHouseholds known, RosterHousehold listed, long householdId, long formerId, List<Journal.Version> open)
    {
        var unmatched = known.Memberships(householdId).ToDictionary(version => Membership.From(version).PersonId);
        var head = unmatched.Values.FirstOrDefault(version => Membership.From(version).Relation == Membership.Head && known.PutRight.Concerns(householdId) && known.PutRight.Holds(Membership.Table, version, Membership.Table.IndexOf("relation")));
        // Also after somebody entered that they left; whose place was taken by who wanted to be registered again is nobody any more.
        var hasErased = unmatched.Keys.Any(Erased.Is) || known.GoneFrom(householdId).Any(gone => Erased.Is(gone) && known.LeftByHand(householdId, gone));
        var present = new HashSet<long>();
        var elsewhere = new List<(long PersonId, int Row)>();
        var nobodys = new List<(DateOnly Born, string Name)>();
        foreach (var member in listed.Members)
        {
            var person = Match(known, member.Person, unmatched, householdId);
            var hash = member.Person.NumberVerified ? registry.Database.Secrets.Hash(member.Person.Number!) : null;
            var everywhere = hash is null ? [] : known.WithNumber(hash);
            // What the county is told hangs on its own households alone.
            var here = everywhere.Where(other => other.CountyKey == countyKey).ToList();
            var alsoIn = here.Exists(other => other.Households.Any(household => household != householdId)) && !known.AskedElsewhere(here, countyKey, householdId, FindingKind.ListedTwice);
            var alsoElsewhere = everywhere.Any(other => other.CountyKey != countyKey && other.Households.Count > 0) && !known.AskedElsewhere(everywhere, countyKey, householdId, FindingKind.ListedElsewhere);
            // Somebody new where a member was erased may be that member: no member until somebody says so.
            var mayBeErased = person is null ? hasErased : known.NamedAgain(householdId).Contains(person.Id);
            var isNobodys = hash is not null && Try(member.Person, hash, here);
            Journal.Version current;
            if (person is null)
                current = entry.Add(Person.Table, member.Person.ToValues(), member.Row);
            else
                current = entry.Change(Person.Table, person, known.PutRight.Keep(Person.Table, person, Values(member.Person, Person.From(person)), StatedField.Person, on, Ask), member.Row);
            if (wasEmpty is false)
                namedPersons.Add(current.Id);
            if (isNobodys)
                Outcome.Tried.Bears(current.Id);
            if (!present.Add(current.Id))
            {
                Raise(entry, open, new RaisedFinding(FindingKind.ListedTwice, WellKnown.Name, null, null), householdId, current.Id, listed.Sheet, member.Row);
                continue;
            }
            var answered = !unmatched.ContainsKey(current.Id) && known.AnsweredElsewhere(formerId, current.Id);
            var left = !unmatched.ContainsKey(current.Id) && known.LeftByHand(formerId, current.Id);
            if (unmatched.Remove(current.Id, out var membership))
                entry.Change(Membership.Table, membership, known.PutRight.Keep(Membership.Table, membership, new Membership(householdId, current.Id, member.Relation ?? Membership.From(membership).Relation).ToValues(), StatedField.Membership, on, Ask), member.Row);
            else if (mayBeErased)
                AskWhetherErased(entry, open, householdId, current.Id, new RaisedFinding(FindingKind.ErasedNamedAgain, WellKnown.Name, null, null) { Details = member.Relation }, listed.Sheet, member.Row);
            else if (Person.From(current).DiedOn is { } died)
                AskAboutTheDead(entry, open, died, householdId, current.Id, listed.Sheet, member.Row);
            else if (left)
                AskAboutWhoLeft(entry, known, open, formerId, householdId, current.Id, listed.Sheet, member.Row);
            // A list older than the day they left does not bring them back; nor does any list when a person has said where they belong.
            else if (!answered && !(known.GoneFrom(householdId, current.Id) > on))
                entry.Add(Membership.Table, new Membership(householdId, current.Id, RelationOf(member)).ToValues(), member.Row);
            var again = hash is not null && known.ComesAgain(hash);
            if (hash is not null)
                brought.Add(SoughtHashes.Key(hash));
            if (again)
            {
                var households = known.WithNumber(hash!).Where(other => other.CountyKey == countyKey && other.Id == current.Id).SelectMany(other => other.Households).Concat(answered || left || mayBeErased ? [] : [householdId]);
                known.Remember(hash!, new KnownHouseholds.KnownPerson(countyKey, current.Id, households.Distinct().ToList()), current);
            }
            foreach (var told in member.Entries)
                Tell(entry, known, told, current.Id, member.Row, again, Ask);
            Keep(entry, known, "person", current.Id, member.Originals, member.Row, again);
            if (mayBeErased)
                continue;
            foreach (var finding in member.Findings)
                Raise(entry, open, finding, householdId, current.Id, listed.Sheet, member.Row);
            if (alsoIn && !answered && !left)
                Raise(entry, open, new RaisedFinding(FindingKind.ListedTwice, WellKnown.DocumentNumber, null, null), householdId, current.Id, listed.Sheet, member.Row);
            if (alsoElsewhere && !answered && !left)
                elsewhere.Add((current.Id, member.Row));

            void Ask(RaisedFinding finding) => AskOnce(entry, known, open, finding, householdId, person?.Id, listed.Sheet, member.Row);
        }
        // Who joined after the list's day, a newborn for example, cannot stand on it.
        foreach (var absent in unmatched.Where(member => member.Value.TrueFrom <= on && !Erased.Is(member.Key)))
            Raise(entry, open, new RaisedFinding(FindingKind.NoLongerListed, WellKnown.Name, null, null), householdId, absent.Key, listed.Sheet, listed.Row);
        Outcome.Tried.Contradict(nobodys.Count(one => unmatched.Keys.Select(known.Person).OfType<Journal.Version>().Select(Person.From).Any(absent => absent.NumberVerified && absent.BirthDate == one.Born && absent.NameKey != one.Name)));
        return elsewhere;

        // Of a number that the list brought itself nobody learns anything.
        bool Try(Person told, byte[] hash, List<KnownHouseholds.KnownPerson> bearers)
        {
            if (wasEmpty is not false || brought.Contains(SoughtHashes.Key(hash)))
                return false;
            if (bearers.Count == 0 && Outcome.Tried.Nobodys(told) is { } born)
                nobodys.Add((born, told.NameKey));
            else if (bearers.Count > 0 && !bearers.Select(bearer => known.Person(bearer.Id)).OfType<Journal.Version>().Any(bearer => IsCalled(bearer, told)))
                Outcome.Tried.OfAnotherName(told, listed.Number is not null && bearers.Exists(bearer => bearer.Households.Contains(householdId)));
            return bearers.Count == 0;
        }

        bool IsCalled(Journal.Version bearer, Person told) => Person.From(bearer).NameKey == told.NameKey || known.PutRight.EverKnownAs(bearer).Any(once => once.NameKey == told.NameKey);

        // A person has said who the head is: nobody whom the list brings is another one.
        string? RelationOf(RosterMember member) => member.Relation == Membership.Head && head is not null ? null : member.Relation;
    }

    private void AskWhetherErased(Entry entry, List<Journal.Version> open, long householdId, long? personId, RaisedFinding asked, string sheet, int row)
    {
        Outcome.NamedAgain.Add((sheet, row));
        Raise(entry, open, asked, householdId, personId, sheet, row);
    }

    private void AskAboutWhoLeft(Entry entry, KnownHouseholds known, List<Journal.Version> open, long leftHousehold, long householdId, long personId, string sheet, int row)
    {
        if (known.GoneFrom(leftHousehold, personId) <= on)
            AskOnce(entry, known, open, new RaisedFinding(FindingKind.ListedAfterLeaving, WellKnown.Name, null, null), householdId, personId, sheet, row);
    }

    /// <summary>Nobody is a member after death, whatever a list says; one that is newer than the death is asked about.</summary>
    private void AskAboutTheDead(Entry entry, List<Journal.Version> open, DateOnly died, long householdId, long personId, string sheet, int row)
    {
        if (died <= on)
            Raise(entry, open, new RaisedFinding(FindingKind.ListedAfterDeath, WellKnown.Name, null, null), householdId, personId, sheet, row);
    }

    /// <summary>
    /// Who a row means: by a verified number anybody of the county; else, of those who are or were in the household, somebody of the same name whose birth date does not differ and who is not
    /// somebody else by their own verified number.
    /// </summary>
    private Journal.Version? Match(KnownHouseholds known, Person listed, Dictionary<long, Journal.Version> unmatched, long householdId)
    {
        if (ByNumber(known, listed) is { } byNumber)
            return known.Person(byNumber.Id);
        var candidates = unmatched.Keys.Concat(known.GoneFrom(householdId)).Concat(known.NamedAgain(householdId)).Select(known.Person).OfType<Journal.Version>().ToList();
        return candidates.Find(candidate => MayBe(Person.From(candidate), listed)) ?? candidates.Find(candidate => known.PutRight.EverKnownAs(candidate).Any(person => MayBe(person, listed)));
    }

    private static bool MayBe(Person person, Person listed) =>
        person.NameKey == listed.NameKey && (person.BirthDate is null || listed.BirthDate is null || person.BirthDate == listed.BirthDate)
        && (!person.NumberVerified || !listed.NumberVerified || person.Number == listed.Number);

    private KnownHouseholds.KnownPerson? ByNumber(KnownHouseholds known, Person listed) =>
        listed.NumberVerified ? known.WithNumber(registry.Database.Secrets.Hash(listed.Number!)).FirstOrDefault(person => person.CountyKey == countyKey) : null;

    private static object?[] Values(Person listed, Person known)
    {
        // A later list that lost the number does not take a verified one away.
        var keepsNumber = known.NumberVerified && !listed.NumberVerified || listed.Number is null;
        return new Person
        {
            Name = listed.Name,
            NameKey = listed.NameKey,
            Sex = listed.Sex ?? known.Sex,
            BirthDate = listed.BirthDate ?? known.BirthDate,
            DocumentKind = keepsNumber ? known.DocumentKind : listed.DocumentKind,
            Number = keepsNumber ? known.Number : listed.Number,
            NumberVerified = keepsNumber ? known.NumberVerified : listed.NumberVerified,
            DiedOn = known.DiedOn,
        }.ToValues();
    }

    /// <summary>Writes what a row tells for a register, where it differs; what it leaves out stays as known.</summary>
    /// <param name="again">Whether the same person comes again in this block.</param>
    /// <param name="ask">Told of what a person has put right and the row says otherwise.</param>
    private void Tell(Entry entry, KnownHouseholds known, RosterEntry told, long ownerId, int row, bool again, Action<RaisedFinding> ask)
    {
        var register = told.Register;
        var current = known.Entries(register.Table, ownerId).FirstOrDefault(version =>
            !register.Many || register.IdentifiedBy.All(field => Equals(version.Values[register.IndexOf(field)], told.Values[register.IndexOf(field) - 1])))
            ?? known.PutRight.OnceIdentified(register, ownerId, known.Entries(register.Table, ownerId), field => told.Values[register.IndexOf(field) - 1]);
        var values = new object?[told.Values.Length + 1];
        values[0] = ownerId;
        var saysSomething = false;
        for (var i = 0; i < told.Values.Length; i++)
        {
            saysSomething |= told.Values[i] is not null;
            values[i + 1] = told.Values[i] ?? current?.Values[i + 1];
        }
        if (current is not null)
            Write(entry, known, register.Table, current, known.PutRight.Keep(register.Table, current, values, FieldsOf(register), on, ask), row, again);
        else if (saysSomething && told.PeriodAssumed && register.Spread is { } spread && known.PutRight.Concerns(ownerId) && LastOfAnyPeriod(known, told, ownerId) is { } last
            && known.PutRight.Repeats(register.Table, last, register.IndexOf(spread.Value), values[register.IndexOf(spread.Value)]))
            PutRight.AskAbout(FieldsOf(register).Where(field => field.Columns[0] == register.IndexOf(spread.Value)), values, ask);
        else if (saysSomething && known.PutRight.Concerns(ownerId) && known.PutRight.TookAway(register, ownerId, field => told.Values[register.IndexOf(field) - 1]))
            PutRight.AskAbout(FieldsOf(register).Where(field => !field.Identifies && values[field.Columns[0]] is not null), values, ask);
        else if (saysSomething)
            Write(entry, known, register.Table, null, values, row, again);
    }

    private IReadOnlyList<StatedField> FieldsOf(RegisterDefinition register) => fields.TryGetValue(register, out var known) ? known : fields[register] = StatedField.Of(register);

    /// <summary>
    /// The newest entry that differs from what a row tells in its period only. A list that states no period is taken to speak of the months before it is handed over: that it says next month what was put right
    /// this month is no new statement.
    /// </summary>
    private static Journal.Version? LastOfAnyPeriod(KnownHouseholds known, RosterEntry told, long ownerId) => known.Entries(told.Register.Table, ownerId)
        .Where(version => told.Register.IdentifiedBy.Where(field => field is not (PeriodSums.PeriodFrom or PeriodSums.PeriodTo)).All(field => Equals(version.Values[told.Register.IndexOf(field)], told.Values[told.Register.IndexOf(field) - 1])))
        .MaxBy(version => version.Values[told.Register.IndexOf(PeriodSums.PeriodTo)] as DateOnly?);

    private static void Write(Entry entry, KnownHouseholds known, VersionedTable table, Journal.Version? current, object?[] values, int row, bool again)
    {
        var written = current is null ? entry.Add(table, values, row) : entry.Change(table, current, values, row);
        if (again && !ReferenceEquals(written, current))
            known.Remember(table, current, written);
    }

    private static void Keep(Entry entry, KnownHouseholds known, string ownerKind, long ownerId, IReadOnlyList<WrittenCell> cells, int row, bool again)
    {
        foreach (var cell in cells)
        {
            var kept = known.Entries(Original.Table, ownerId).FirstOrDefault(version => Original.From(version).Field == cell.Field);
            Write(entry, known, Original.Table, kept, new Original(ownerKind, ownerId, cell.Field, cell.Text).ToValues(), cell.Row ?? row, again);
        }
    }

    /// <summary>Unless a person has answered the same already.</summary>
    private void AskOnce(Entry entry, KnownHouseholds known, List<Journal.Version> open, RaisedFinding raised, long householdId, long? personId, string sheet, int row)
    {
        if (!known.PutRight.WasAnswered(householdId, raised.Kind, personId, raised.Field, raised.Written))
            Raise(entry, open, raised, householdId, personId, sheet, row);
    }

    private void Raise(Entry entry, List<Journal.Version> open, RaisedFinding raised, long householdId, long? personId, string sheet, int? row)
    {
        Outcome.Count(new FindingInFile(sheet, row, raised.ColumnLetter, raised.Kind, raised.Field));
        var same = open.FindIndex(version => Finding.From(version) is var finding && finding.Kind == raised.Kind && finding.PersonId == personId && finding.Field == raised.Field);
        var values = new Finding
        {
            Kind = raised.Kind, HouseholdId = householdId, PersonId = personId, FileId = fileId, Sheet = sheet,
            ColumnLetter = raised.ColumnLetter, Field = raised.Field, Written = raised.Written, Details = raised.Details,
        }.ToValues();
        if (same < 0)
        {
            entry.Add(Finding.Table, values, row);
            return;
        }
        // What a list says against a person's word is asked as the last list says it.
        if (raised.Kind == FindingKind.PutRightByHand && Finding.From(open[same]).Written != raised.Written)
            entry.Change(Finding.Table, open[same], values, row);
        open.RemoveAt(same);
    }

    /// <summary>One finding for each written place, however many households it holds.</summary>
    private void HoldPlace(Entry entry, RosterHousehold listed)
    {
        if (!heldPlacesRead)
        {
            heldPlacesRead = true;
            foreach (var finding in session.Read(Finding.Table, countyKey, "kind = @kind", command => command.Add("@kind", FindingKind.UnresolvedPlace)).Select(Finding.From))
                heldPlaces.Add(HeldKey.Of(finding.AreaId ?? 0, finding.Details ?? ""));
        }
        var (place, unknown) = (listed.Place!.PlaceId, listed.Place.Held!.Unknown);
        if (!heldPlaces.Add(HeldKey.Of(place, unknown)))
            return;
        Outcome.Count(new FindingInFile(listed.Sheet, listed.Row, null, FindingKind.UnresolvedPlace, WellKnown.Village));
        entry.Add(Finding.Table, new Finding
        {
            Kind = FindingKind.UnresolvedPlace, AreaId = place, FileId = fileId, Sheet = listed.Sheet, Field = WellKnown.Village, Details = unknown,
        }.ToValues(), listed.Row);
    }
}
