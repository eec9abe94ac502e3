using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake;

public abstract class ApplyRosterTests(DatabaseKind kind) : IDisposable
{
    private const int County = 1;
    private static readonly DateOnly Spring = new(2020, 4, 1);
    private readonly TestRegistry test = new(kind);

    private Registry Registry => test.Registry;

    private static RosterMember Member(int row, string name, string? number, string relation = "head", string? birth = "1963-09-24") => new(row,
        new Person
        {
            Name = name, NameKey = name.Replace("·", ""), Sex = "male", BirthDate = birth is null ? null : DateOnly.ParseExact(birth, "yyyy-MM-dd"),
            DocumentKind = number is null ? "none" : "resident", Number = number, NumberVerified = number is not null,
        }, relation)
    {
        Findings = number is null ? [new RaisedFinding(FindingKind.MissingNumber, WellKnown.DocumentNumber, "M", null)] : [],
    };

    private static RosterHousehold A_household(string number, params RosterMember[] members) => new()
    {
        Sheet = "户信息", Row = 5, Number = number, Place = new RosterPlace(7, 7, null), Phone = "19900000001", Members = members,
    };

    private RosterOutcome Apply(DateOnly on, params RosterHousehold[] households)
    {
        using var session = Registry.Write(Actor.Operator("official"));
        var apply = new ApplyRoster(Registry, session, County, on, batchId: 1, fileId: 2);
        apply.Block(households);
        session.Commit();
        return apply.Outcome;
    }

    private List<T> Now<T>(VersionedTable table, Func<Journal.Version, T> read)
    {
        using var reader = Registry.Database.OpenReader();
        return AsOf.Now.Read(Registry.Database, reader, table, County).Select(read).ToList();
    }

    private List<string> OpenFindings() => Now(Finding.Table, version => Finding.From(version).Kind);

    private RosterEntry Wages(long fen) => new(Registry.Register("budget"),
        ["wages", fen, "total", "县级采集表", new DateOnly(2019, 3, 1), new DateOnly(2020, 2, 29), 1L, false]);

    [Fact]
    public void A_new_household_is_registered_with_its_members_and_figures()
    {
        var outcome = Apply(Spring, A_household("6510000001", Member(5, "卡德尔·艾尔肯", "999019196309248931"), Member(6, "古丽", "999037196307227961", "spouse", "1963-07-22"))
            with { Entries = [Wages(4244500)] });

        Assert.Equal((1, 2), (outcome.Households, outcome.Persons));
        Assert.Equal(["卡德尔·艾尔肯", "古丽"], Now(Person.Table, Person.From).Select(person => person.Name));
        Assert.Equal(4244500L, Assert.Single(Now(Registry.Register("budget").Table, version => version.Values[2])));
        Assert.Empty(OpenFindings());
    }

    [Fact]
    public void The_same_list_twice_changes_nothing()
    {
        var listed = A_household("6510000001", Member(5, "卡德尔", "999019196309248931"), Member(6, "古丽", null, "spouse")) with
        {
            Entries = [Wages(4244500)], Originals = [new WrittenCell("budget.wages", "4.2445万")],
        };
        var first = Apply(Spring, listed);
        var second = Apply(Spring, listed);

        Assert.Single(first.Changed);
        Assert.Empty(second.Changed);
        Assert.Equal(first.Findings, second.Findings);
        Assert.Equal([FindingKind.MissingNumber], OpenFindings());
    }

    [Fact]
    public void A_number_put_right_closes_its_finding_and_the_person_stays_the_same_person()
    {
        Apply(Spring, A_household("6510000001", Member(5, "卡德尔", null)));
        Apply(Spring.AddDays(7), A_household("6510000001", Member(5, "卡德尔", "999019196309248931")));

        var person = Assert.Single(Now(Person.Table, Person.From));
        Assert.True(person.NumberVerified);
        Assert.Empty(OpenFindings());
    }

    [Fact]
    public void A_list_that_lost_the_number_does_not_take_a_verified_one_away()
    {
        Apply(Spring, A_household("6510000001", Member(5, "卡德尔", "999019196309248931")));
        Apply(Spring.AddDays(7), A_household("6510000001", Member(5, "卡德尔", null)));

        Assert.Equal("999019196309248931", Assert.Single(Now(Person.Table, Person.From)).Number);
        Assert.Equal([FindingKind.MissingNumber], OpenFindings());
    }

    [Fact]
    public void Whom_a_newer_list_no_longer_names_stays_a_member_until_somebody_decides()
    {
        Apply(Spring, A_household("6510000001", Member(5, "卡德尔", "999019196309248931"), Member(6, "古丽", "999037196307227961", "spouse")));
        Apply(Spring.AddDays(7), A_household("6510000001", Member(5, "卡德尔", "999019196309248931")));

        Assert.Equal(2, Now(Membership.Table, Membership.From).Count);
        Assert.Equal([FindingKind.NoLongerListed], OpenFindings());

        Apply(Spring.AddDays(14), A_household("6510000001", Member(5, "卡德尔", "999019196309248931"), Member(6, "古丽", "999037196307227961", "spouse")));
        Assert.Empty(OpenFindings());
    }

    [Fact]
    public void Somebody_on_two_households_lists_is_one_person_a_member_of_both_with_one_finding()
    {
        var insured = new RosterEntry(Registry.Register("health"), ["healthy", "none", true]);
        var outcome = Apply(Spring,
            A_household("6510000001", Member(5, "卡德尔", "999019196309248931") with { Entries = [insured] }),
            A_household("6510000002", Member(9, "卡德尔", "999019196309248931") with { Entries = [insured] }));

        Assert.Single(Now(Person.Table, Person.From));
        Assert.Equal(2, Now(Membership.Table, Membership.From).Count);
        Assert.Single(Now(Registry.Register("health").Table, version => version.Id));
        Assert.Equal(1, outcome.Findings[FindingKind.ListedTwice]);
    }

    [Fact]
    public void A_place_that_nobody_knows_holds_its_households_under_one_finding()
    {
        var held = new RosterPlace(null, 3, new HeldPlace("依里克其墩村", "依里克其墩村"));
        var outcome = Apply(Spring,
            A_household("6510000001", Member(5, "卡德尔", "999019196309248931")) with { Place = held },
            A_household("6510000002", Member(9, "古丽", "999037196307227961")) with { Place = held });

        Assert.Equal((0, 2, 2), (outcome.Households, outcome.HeldHouseholds, outcome.HeldPersons));
        Assert.Equal([FindingKind.UnresolvedPlace], OpenFindings());
        Assert.All(Now(Household.Table, Household.From), household => Assert.True(household.IsHeld));
    }

    [Fact]
    public void An_empty_cell_never_erases_what_is_known()
    {
        Apply(Spring, A_household("6510000001", Member(5, "卡德尔", "999019196309248931") with
        {
            Entries = [new RosterEntry(Registry.Register("health"), ["chronic", "none", true])],
        }));
        Apply(Spring.AddDays(7), A_household("6510000001", Member(5, "卡德尔", "999019196309248931", birth: null) with
        {
            Entries = [new RosterEntry(Registry.Register("health"), [null, null, false])],
        }) with { Phone = null });

        Assert.Equal(["chronic", "none", false], Assert.Single(Now(Registry.Register("health").Table, version => version.Values[1..])));
        Assert.Equal("19900000001", Assert.Single(Now(Household.Table, Household.From)).Phone);
        Assert.Equal(new DateOnly(1963, 9, 24), Assert.Single(Now(Person.Table, Person.From)).BirthDate);
    }

    [Fact]
    public void An_older_list_does_not_overrule_a_newer_one()
    {
        Apply(Spring, A_household("6510000001", Member(5, "卡德尔", "999019196309248931")) with { Entries = [Wages(100)] });
        Apply(Spring.AddYears(-1), A_household("6510000001", Member(5, "卡德尔", "999019196309248931")) with { Phone = "19900000002", Entries = [Wages(50)] });

        Assert.Equal("19900000001", Assert.Single(Now(Household.Table, Household.From)).Phone);
        Assert.Equal(100L, Assert.Single(Now(Registry.Register("budget").Table, version => version.Values[2])));
    }

    public void Dispose() => test.Dispose();

    public sealed class OnSqlite() : ApplyRosterTests(DatabaseKind.Sqlite);

    public sealed class OnPostgres() : ApplyRosterTests(DatabaseKind.Postgres);
}
