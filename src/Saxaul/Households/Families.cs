using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// The households and persons that one act has in hand, each once, in counties that stand still until the act is written. Every act begins with one and ends
/// with <see cref="Write"/>: one journal entry a household.
/// </summary>
internal sealed class Families
{
    private const string AskAct = "ask listed twice";

    private readonly Dictionary<HouseholdKey, Family> families = [];
    private readonly Dictionary<PersonKey, Timeline> persons = [];
    private readonly HashSet<PersonKey> beyond = [];

    /// <param name="on">The day it happened; null for a correction of what was always so.</param>
    /// <param name="countyKeys">The counties it touches.</param>
    /// <exception cref="ProblemException">4004 for a day in the future, 7001.</exception>
    public Families(Registry registry, WriteSession session, DateOnly? on, params IReadOnlyCollection<int> countyKeys)
    {
        Registry = registry;
        Session = session;
        On = on ?? Today;
        // In ascending order, so that two acts never wait for each other.
        foreach (var countyKey in countyKeys.Distinct().Order())
        {
            session.Actor.RequireIn(session.Right, countyKey);
            session.HeightOf(countyKey);
        }
        if (on > Today)
            throw new ProblemException(Problem.DayInFuture());
    }

    /// <summary>Numbers of persons whom this act enters.</summary>
    public HashSet<string> Entered { get; } = [];

    public Registry Registry { get; }

    public WriteSession Session { get; }

    public DateOnly On { get; }

    public DateOnly Today => Session.Database.Time.Today();

    /// <summary>A household to change.</summary>
    /// <exception cref="ProblemException">As <see cref="OfAny"/>; 4003 when it has ended.</exception>
    public Family Of(HouseholdKey key)
    {
        var family = OfAny(key);
        return family.EndedOn is { } end ? throw new ProblemException(Problem.HouseholdEnded(end)) : family;
    }

    /// <summary>The same, also for one that has ended.</summary>
    /// <exception cref="ProblemException">4001 when it is not there, 7002, <see cref="Problem.HouseholdErased"/>.</exception>
    public Family OfAny(HouseholdKey key)
    {
        if (families.TryGetValue(key, out var family))
            return family;
        family = new Family(Session, key);
        return ErasedOn(key) is { } erased ? throw new ProblemException(Problem.HouseholdErased(erased)) : families[key] = family;
    }

    private DateOnly? ErasedOn(HouseholdKey key) => Erasure.DayOf(Session.Writer.Command, key.CountyKey, "household", key.Id);

    public Family Found(int countyKey, Household household)
    {
        LookUpHousehold(countyKey, household.Number, null);
        var family = new Family(Session, countyKey, household);
        return families[family.Key] = family;
    }

    /// <summary>The households a person belongs to on a day or later, without those that were erased: in them nothing is written any more.</summary>
    public List<Family> Of(PersonKey person, DateOnly on) => [.. HomesOf(person, on).Where(home => ErasedOn(home) is null).Select(OfAny)];

    private IEnumerable<HouseholdKey> HomesOf(PersonKey person, DateOnly on) =>
        Timeline.Read(Session, Membership.Table, person.CountyKey, "person_id", person.Id).Where(membership => membership.To is null || membership.To > on)
            .Select(membership => new HouseholdKey(person.CountyKey, (long)membership.Last[0]!)).Distinct();

    /// <summary>The households a person ever belonged to, without those that were erased.</summary>
    public List<Family> OfEver(PersonKey person) => Of(person, DateOnly.MinValue);

    /// <summary>Nobody who is moved on a day has a household that they came to only later, or died.</summary>
    /// <exception cref="ProblemException">4019, 4029</exception>
    public void CheckNotMovedSince(PersonKey person, Family from)
    {
        if (Last(person).DiedOn is not null)
            throw new ProblemException(Problem.PersonHasDied());
        if (Timeline.Read(Session, Membership.Table, person.CountyKey, "person_id", person.Id).Exists(membership => membership.From > On && (long)membership.Last[0]! != from.Key.Id))
            throw new ProblemException(Problem.ChangedSince());
    }

    /// <summary>All that is known of a person, to read and to change; what changed is written with <see cref="Change"/>.</summary>
    /// <exception cref="ProblemException">4010 when there is no such person, <see cref="Problem.MemberErased"/> when they were erased, or <see cref="Problem.HouseholdErased"/> when all households they belonged to were as well: nothing of them is to come back.</exception>
    public Timeline Person(PersonKey key)
    {
        if (persons.TryGetValue(key, out var person))
            return person;
        if (Erasure.DayOf(Session.Writer.Command, key.CountyKey, "person", key.Id) is { } erased)
            throw new ProblemException(HomesOf(key, DateOnly.MinValue).All(home => ErasedOn(home) is not null) ? Problem.HouseholdErased(erased) : Problem.MemberErased(erased));
        return persons[key] = Timeline.Read(Session, Households.Person.Table, key.CountyKey, "id", key.Id) is [var found] ? found : throw new ProblemException(Problem.PersonNotFound());
    }

    /// <summary>The person as last known.</summary>
    public Person Last(PersonKey key) => Households.Person.From(new Journal.Version { Id = key.Id, Values = Person(key).Last, TrueFrom = On, KnownFrom = 0 });

    /// <summary>Somebody known becomes a member on the act's day: they are known from that day, if only as they first were.</summary>
    public void KnownFrom(PersonKey key, Family into)
    {
        if (Person(key).From <= On)
            return;
        Person(key).BeginBy(On);
        into.Also(Person(key).WriteTo);
    }

    /// <summary>Everybody who bears a number that somebody typed, in any county: what then becomes of the act may tell whose it is, so it is a number tried.</summary>
    /// <exception cref="ProblemException">As <see cref="NumbersTried.Allow"/>.</exception>
    public List<PersonKey> LookUp(string typed)
    {
        Session.Numbers.LookUp();
        return Bearers(typed);
    }

    /// <summary>Everybody who bears the verified number of somebody in hand, in any county.</summary>
    public List<PersonKey> Bearers(string number)
    {
        Session.Flush();
        using var command = Session.Writer.Command($"SELECT county_key, id FROM person WHERE number_verified AND {Session.Database.AnyOfBytes("number_hash", "@hashes")} ORDER BY county_key, id");
        Session.Database.AddList(command, "@hashes", Session.Database.Secrets.Hashes(number));
        return command.ToList(reader => new PersonKey(reader.GetInt32(0), reader.GetInt64(1)));
    }

    /// <summary>
    /// Asks whether somebody and others who bear the same whole number are one person. Whoever answers for some villages must not learn by trying numbers who is registered elsewhere: of somebody
    /// beyond their reach it is asked where those are, and only who may read there sees the question. That another county has them
    /// too is told only to who reads every county.
    /// </summary>
    /// <param name="bearers">Others who bear the number; those who belong to no household are nobody to ask about.</param>
    public void AskListedTwice(Family home, long personId, IEnumerable<PersonKey> bearers)
    {
        foreach (var bearer in bearers.Where(IsMemberSomewhere))
        {
            if (bearer.CountyKey != home.Key.CountyKey)
                home.Ask(FindingKind.ListedElsewhere, personId, WellKnown.DocumentNumber);
            else if (MayKnow(bearer))
                home.Ask(FindingKind.ListedTwice, personId, WellKnown.DocumentNumber);
            else
                beyond.Add(bearer);
        }
    }

    /// <summary>Whether whoever acts may know of somebody: where they are or were is within their reach.</summary>
    public bool MayKnow(PersonKey person) => !Session.Actor.AnswersForParts(Session.Right) || Timeline.Read(Session, Membership.Table, person.CountyKey, "person_id", person.Id).Select(membership => (long)membership.Last[0]!).Distinct()
        .SelectMany(home => Timeline.Read(Session, Household.Table, person.CountyKey, "id", home))
        .Any(home => Session.MayKnow(new HouseholdKey(person.CountyKey, home.Id), Household.From(new Journal.Version { Id = home.Id, Values = home.Last, TrueFrom = home.From, KnownFrom = 0 })));

    /// <summary>Whether a person belongs to any household now; also in counties that are not in hand.</summary>
    public bool IsMemberSomewhere(PersonKey person) =>
        Session.Writer.Scalar("SELECT COUNT(*) FROM membership WHERE county_key = @county AND person_id = @person", ("@county", person.CountyKey), ("@person", person.Id)) is long and > 0;

    /// <summary>A village of the county.</summary>
    /// <exception cref="ProblemException">4011 when there is none with this id.</exception>
    public Area Village(int countyKey, long id) =>
        Session.Find(Area.Table, countyKey, id) is { } version && Area.From(version) is { Level: AreaLevel.Village } village ? village : throw new ProblemException(Problem.NotAVillage());

    /// <summary>A number that somebody typed for a household. Whoever answers for parts of a county only tries it: they may be told of a household beyond their reach.</summary>
    /// <exception cref="ProblemException">As <see cref="CheckNumber"/> and <see cref="NumbersTried.Allow"/>.</exception>
    public void LookUpHousehold(int countyKey, string? typed, long? except)
    {
        if (typed is not null && Session.Actor.AnswersForParts(Session.Right))
            Session.Numbers.LookUp();
        CheckNumber(countyKey, typed, except);
    }

    /// <exception cref="ProblemException">4012 when another household of the county bears the number.</exception>
    public void CheckNumber(int countyKey, string? number, long? except)
    {
        if (number is not null && Session.Read(Household.Table, countyKey, "number = @number", command => command.Add("@number", number)).Exists(version => version.Id != except))
            throw new ProblemException(Problem.NumberTaken());
    }

    /// <exception cref="ProblemException">4013 for a word that is no relation.</exception>
    public string? Relation(string? relation) =>
        string.IsNullOrWhiteSpace(relation) ? null
        : RosterWords.Relations(Registry).FirstOrDefault(choice => choice.Code == relation || choice.Labels.ContainsValue(relation) || choice.Words.Contains(relation))?.Code
            ?? throw new ProblemException(Problem.NotARelation());

    /// <summary>A new head with the relations as codes.</summary>
    /// <exception cref="ProblemException">4008 for a second head, 4013 for a word that is no relation.</exception>
    public NewHead Checked(NewHead head)
    {
        var relations = head.Relations.Where(relation => relation.Key != head.PersonId).ToDictionary(relation => relation.Key, relation => Relation(relation.Value));
        return relations.ContainsValue(Membership.Head) ? throw new ProblemException(Problem.HeadAlready()) : head with { Relations = relations };
    }

    /// <exception cref="ProblemException">4014 when no reason is given.</exception>
    public static void NeedReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new ProblemException(Problem.ReasonMissing());
    }

    /// <summary>Writes every household in hand that changed.</summary>
    /// <returns>The households in hand, in the order they were taken up: what is to be screened anew.</returns>
    public IReadOnlyList<HouseholdKey> Write(string act, string? reason)
    {
        foreach (var family in families.Values)
            family.Write(new EntryHead(act, On) { Reason = reason });
        foreach (var person in beyond)
            AskWhereTheyAre(person);
        return [.. families.Keys];
    }

    private void AskWhereTheyAre(PersonKey person)
    {
        bool IsOpen(Finding finding) => finding.Kind == FindingKind.ListedTwice;
        if (Session.Read(Finding.Table, person.CountyKey, "person_id = @person", command => command.Add("@person", person.Id)).Exists(version => IsOpen(Finding.From(version))))
            return;
        var home = Session.Read(Membership.Table, person.CountyKey, "person_id = @person", command => command.Add("@person", person.Id)).Select(Membership.From).First().HouseholdId;
        Session.AllowQuestion(person.CountyKey);
        var entry = Session.Begin(person.CountyKey, new EntryHead(AskAct, Session.Database.Time.Today()) { HouseholdId = EntryHead.NoHousehold });
        entry.Add(Finding.Table, new Finding { Kind = FindingKind.ListedTwice, HouseholdId = home, PersonId = person.Id, Field = WellKnown.DocumentNumber }.ToValues());
        entry.Seal();
    }

    /// <summary>Writes a person with the first of their households; with none, in an entry of their own.</summary>
    public void Change(PersonKey key, IReadOnlyList<Family> homes, string act, string? reason)
    {
        if (homes.Count > 0)
        {
            homes[0].Also(Person(key).WriteTo);
            return;
        }
        var entry = Session.Begin(key.CountyKey, new EntryHead(act, On) { Reason = reason });
        Person(key).WriteTo(entry);
        entry.Seal();
    }

    /// <summary>Entries of a register hold no longer from the act's day on.</summary>
    public void EndEntries(Family family, RegisterDefinition register, params IReadOnlyCollection<long> ids)
    {
        foreach (var entry in Timeline.Read(Session, register.Table, family.Key.CountyKey, "id", ids))
        {
            entry.End(On);
            family.Also(entry.WriteTo);
        }
    }

    public IEnumerable<RegisterDefinition> RegistersOf(Owner owner) => Registry.Registers.Where(register => register.BelongsTo == owner);

    /// <summary>The standing entries of an owner.</summary>
    public List<Journal.Version> Entries(RegisterDefinition register, int countyKey, long owner) =>
        Session.Read(register.Table, countyKey, $"{register.OwnerColumn} = @owner", command => command.Add("@owner", owner));
}
