using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake;

/// <summary>A county in which nobody was known is not searched: whom it meets again, it meets all the same.</summary>
public sealed class EmptyCountyTests
{
    private static readonly DateOnly Spring = new(2020, 4, 1);
    private const string Number = "999019196309248931";

    private static RosterHousehold Household(Registry registry, int number, string? document) => new()
    {
        Sheet = "户信息", Row = number, Number = $"65{number:00000000}", Place = new RosterPlace(7, 7, null),
        Members =
        [
            new RosterMember(number, new Person
            {
                Name = "卡德尔", NameKey = "卡德尔", Sex = "male", BirthDate = new DateOnly(1963, 9, 24), DocumentKind = document is null ? "none" : "resident", Number = document, NumberVerified = document is not null,
            }, Membership.Head) { Entries = [new RosterEntry(registry.Register("health"), ["healthy", "none", true])] },
        ],
    };

    private static List<T> Now<T>(Registry registry, VersionedTable table, int county, Func<Saxaul.Journal.Version, T> read)
    {
        using var reader = registry.Database.OpenReader();
        return AsOf.Now.Read(registry.Database, reader, table, county).Select(read).ToList();
    }

    [Theory, EachDatabase]
    public void Somebody_whom_the_same_file_brought_some_blocks_earlier_is_one_person_in_two_households(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var registry = test.Registry;
        using (var session = registry.Write(Actor.Operator("official")))
        {
            var apply = new ApplyRoster(registry, session, 1, Spring, 1, 1);
            apply.Block([Household(registry, 1, Number)]);
            apply.Block([.. Enumerable.Range(100, 400).Select(number => Household(registry, number, null))]);
            apply.Block([Household(registry, 2, Number)]);
            Assert.Equal(1, apply.Outcome.Findings[FindingKind.ListedTwice]);
            session.Commit();
        }

        Assert.Equal(401, Now(registry, Person.Table, 1, Person.From).Count);
        Assert.Equal(402, Now(registry, Membership.Table, 1, Membership.From).Count);
        Assert.Equal(401, Now(registry, registry.Register("health").Table, 1, version => version.Id).Count);
    }

    [Theory, EachDatabase]
    public void Somebody_whom_another_county_s_list_brought_before_is_found(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        using (var session = test.Registry.Write(Actor.Operator("official")))
        {
            new ApplyRoster(test.Registry, session, 1, Spring, 1, 1).Block([Household(test.Registry, 1, Number)]);
            session.Commit();
        }
        using (var session = test.Registry.Write(Actor.Operator("official")))
        {
            var second = new ApplyRoster(test.Registry, session, 2, Spring, 2, 2);
            second.Block([Household(test.Registry, 2, Number)]);
            Assert.Equal(1, second.Outcome.Findings[FindingKind.ListedElsewhere]);
        }
    }

    [Theory, EachDatabase]
    public void Somebody_whom_the_same_file_lists_in_another_county_is_found(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        using var session = test.Registry.Write(Actor.Operator("official"));
        var brought = new HashSet<UInt128>();
        new ApplyRoster(test.Registry, session, 1, Spring, 1, 1, brought: brought).Block([Household(test.Registry, 1, Number)]);
        var second = new ApplyRoster(test.Registry, session, 2, Spring, 1, 1, brought: brought);
        second.Block([.. Enumerable.Range(100, 400).Select(number => Household(test.Registry, number, null))]);
        second.Block([Household(test.Registry, 2, Number)]);
        Assert.Equal(1, second.Outcome.Findings[FindingKind.ListedElsewhere]);
    }

    [Theory, EachDatabase]
    public void A_session_that_ends_without_commit_leaves_nothing_of_its_thousands_of_rows(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var registry = test.Registry;
        using (var session = registry.Write(Actor.Operator("official")))
        {
            new ApplyRoster(registry, session, 1, Spring, 1, 1).Block([.. Enumerable.Range(1, 900).Select(number => Household(registry, number, null))]);
        }

        Assert.Empty(Now(registry, Person.Table, 1, Person.From));
        using var again = registry.Write(Actor.Operator("official"));
        Assert.Equal(0, again.HeightOf(1));
    }
}
