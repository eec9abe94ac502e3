using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Xunit;

namespace Saxaul.Tests.Households;

/// <summary>Whatever officials enter, in whatever order and however late: what must always hold holds.</summary>
public class AnySequenceOfActsTests
{
    /// <summary>One act: which, and numbers that choose whom, where and when.</summary>
    private static readonly Gen<(int Act, int Whom, int Where, int Day)> Acts = Gen.Select(Gen.Int[0, 17], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 120]);

    private static readonly DateOnly Last = ExampleCounties.Spring.AddDays(130);

    [Theory, EachDatabase]
    public void Households_stay_sound(DatabaseKind kind)
    {
        Acts.List[1, 22].Sample(acts =>
        {
            using var example = new ExampleCounties(kind);
            var step = 0;
            foreach (var act in acts)
            {
                var then = example.Clock.Last;
                var picture = example.Picture(example.Family, Last, then);
                Try(example, act, step++);
                Assert.Equal(picture, example.Picture(example.Family, Last, then));
            }
            foreach (var county in new[] { example.County, example.OtherCounty })
                Check(example, county);
            Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
        }, iter: kind == DatabaseKind.Sqlite ? 40 : 3, threads: 1);
    }

    /// <summary>A refusal is as good as an act, so long as it is one of ours and leaves nothing behind.</summary>
    private static void Try(ExampleCounties example, (int Act, int Whom, int Where, int Day) act, int step)
    {
        var heights = Heights(example);
        try
        {
            Run(example, act, step);
        }
        catch (ProblemException refused)
        {
            Assert.InRange(refused.Problem.Number, 4001, 4999);
            Assert.Equal(heights, Heights(example));
        }
    }

    private static List<long> Heights(ExampleCounties example)
    {
        using var connection = example.Registry.Database.OpenReader();
        return [FactStore.HeightOf(connection, example.County), FactStore.HeightOf(connection, example.OtherCounty)];
    }

    private static void Run(ExampleCounties example, (int Act, int Whom, int Where, int Day) act, int step)
    {
        var on = ExampleCounties.Spring.AddDays(act.Day);
        var (registry, official) = (example.Registry, ExampleCounties.Official);
        T Pick<T>(IReadOnlyList<T> among, int number) => among[number % among.Count];
        List<HouseholdKey> households = [.. new[] { example.County, example.OtherCounty }.SelectMany(county => example.Known(Household.Table, county).Select(version => new HouseholdKey(county, version.Id))).Distinct()];
        List<PersonKey> persons = [.. new[] { example.County, example.OtherCounty }.SelectMany(county => example.Known(Person.Table, county).Select(version => new PersonKey(county, version.Id))).Distinct()];
        var (household, other, person) = (Pick(households, act.Where), Pick(households, act.Whom), Pick(persons, act.Whom));
        var member = example.Known(Membership.Table, household.CountyKey).Select(Membership.From).Where(one => one.HouseholdId == household.Id).Select(one => one.PersonId).Distinct().ToList() is { Count: > 0 } members
            ? Pick(members, act.Whom) : person.Id;
        // Where a head goes, somebody who stays has to take their place.
        long? heir = example.Known(Membership.Table, household.CountyKey).Where(version => version.TrueTo is null).Select(Membership.From).Where(one => one.HouseholdId == household.Id) is var stay
            && stay.FirstOrDefault(one => one.Relation == Membership.Head)?.PersonId == member ? stay.FirstOrDefault(one => one.PersonId != member)?.PersonId : null;
        var villages = example.Gazetteer.All.Where(place => place.Level == AreaLevel.Village && place.CountyKey == household.CountyKey).Select(place => place.Id).Order().ToList();
        // Few numbers, so that people meet who bear the same.
        var number = InventedNumbers.Of(new DateOnly(1990, 1, 1 + act.Whom % 3), 301);
        var newcomer = new Newcomer { Name = $"某人{(char)('A' + act.Whom % 3)}", Document = act.Whom % 2 == 0 ? number : null, Relation = Pick(["head", "son", null, "other"], act.Where) };
        switch (act.Act)
        {
            case 0: new RegisterHousehold(household.CountyKey, Pick(villages, act.Whom), [newcomer, new Newcomer { Person = act.Day % 4 == 0 ? person : null, Name = "同住" }], on) { Number = $"n{act.Where % 9}" }.Run(registry, official); break;
            case 1: new JoinHousehold(household, new Newcomer { Person = person, Relation = newcomer.Relation }, on).Run(registry, official); break;
            case 2: new JoinHousehold(household, newcomer, on).Run(registry, official); break;
            case 3: new LeaveHousehold(household, member, on) { NewHead = act.Day % 5 == 0 ? person.Id : heir, Into = act.Day % 4 == 0 ? new NewHousehold() : null }.Run(registry, official); break;
            case 4: new RecordBirth(household, new Newcomer { Relation = "孙女" }, on).Run(registry, official); break;
            case 5: new GiveDocument(person, number, act.Day % 3 == 0 ? null : on).Run(registry, official); break;
            case 6: new RecordDeath(new PersonKey(household.CountyKey, member), on) { NewHead = heir }.Run(registry, official); break;
            case 7: new CorrectDeath(person, act.Day % 2 == 0 ? on : null, "更正").Run(registry, official); break;
            case 8: new SplitHousehold(household, new Dictionary<long, string?> { [member] = "head" }, new NewHousehold(), on) { NewHead = heir, Entries = [.. example.Read(household, Last).Entries.Take(act.Day % 2).Select(entry => entry.Id)] }.Run(registry, official); break;
            case 9: new MergeHouseholds(household, other, on).Run(registry, official); break;
            case 10: new NameHead(household, member, on).Run(registry, official); break;
            case 11: new MoveHousehold(household, Pick(villages, act.Whom), on).Run(registry, official); break;
            case 12:
                var there = household.CountyKey == example.County ? example.OtherCounty : example.County;
                new MoveToCounty(household, new AreaKey(there, example.Gazetteer.All.First(place => place.Level == AreaLevel.Village && place.CountyKey == there).Id), on).Run(registry, official);
                break;
            case 13: new SetLivingVillage(household, Pick(villages, act.Whom), on).Run(registry, official); break;
            case 14: new CorrectPerson(person, new Dictionary<string, string?> { ["relation"] = "其他", ["name"] = $"改名{(char)('A' + step)}" }, act.Day % 2 == 0 ? on : null, "更正").Run(registry, official); break;
            case 15: new CorrectEntry(household.CountyKey, "living", household.Id, new Dictionary<string, string?> { ["house_grade"] = Pick(["A级", "D级", ""], act.Whom) }, act.Day % 2 == 0 ? on : null, "更正").Run(registry, official); break;
            case 16: new ResolveListedTwice(person, Pick([ListedTwiceAnswer.KeepInOne, ListedTwiceAnswer.BothAreRight, ListedTwiceAnswer.TwoPeople], act.Day), household, on, "核实").Run(registry, official); break;
            default: new CorrectHousehold(household, new Dictionary<string, string?> { ["household_number"] = $"n{act.Whom % 9}" }, act.Day % 2 == 0 ? on : null, "更正").Run(registry, official); break;
        }
    }

    private static void Check(ExampleCounties example, int county)
    {
        var memberships = example.Known(Membership.Table, county);
        var persons = example.Known(Person.Table, county).ToLookup(version => version.Id);
        var households = example.Known(Household.Table, county).ToLookup(version => version.Id);
        foreach (var table in example.Registry.Tables)
        {
            foreach (var states in example.Known(table, county).GroupBy(version => version.Id).Select(states => states.OrderBy(version => version.TrueFrom).ToList()))
                Assert.All(states.Zip(states.Skip(1)), pair => Assert.True(pair.First.TrueTo <= pair.Second.TrueFrom, $"two states of one {table.Name} overlap"));
        }
        for (var on = ExampleCounties.Spring; on <= Last; on = on.AddDays(10))
        {
            var day = on;
            bool Holds(Saxaul.Journal.Version version) => version.TrueFrom <= day && (version.TrueTo is null || version.TrueTo > day);
            var members = memberships.Where(Holds).Select(Membership.From).ToList();
            Assert.Equal(members.Count, members.DistinctBy(member => (member.HouseholdId, member.PersonId)).Count());
            Assert.All(members.GroupBy(member => member.HouseholdId), household => Assert.InRange(household.Count(member => member.Relation == Membership.Head), 0, 1));
            Assert.All(members, member => Assert.False(Person.From(Assert.Single(persons[member.PersonId], Holds)).DiedOn <= day));
            Assert.True(example.FactsAreCaughtUp(county, day));
        }
        // Nobody belongs to two households without a finding that says or said so; no household that goes on is empty.
        var now = memberships.Where(version => version.TrueTo is null).Select(Membership.From).ToList();
        Assert.All(now.GroupBy(member => member.PersonId).Where(person => person.Count() > 1), person => Assert.Contains(person.Key, example.EverListedTwice(county)));
        Assert.All(households.SelectMany(states => states).Where(version => version.TrueTo is null), household => Assert.Contains(now, member => member.HouseholdId == household.Id));
        Assert.All(now, member => Assert.Contains(households[member.HouseholdId], version => version.TrueTo is null));
        // A number is borne by one person of a county, or a finding says or said that it is not.
        var bearers = persons.SelectMany(states => states).Where(version => version.TrueTo is null && Person.From(version).NumberVerified && now.Exists(member => member.PersonId == version.Id));
        Assert.All(bearers.GroupBy(version => Person.From(version).Number).Where(number => number.Count() > 1), number => Assert.Contains(number, version => example.EverListedTwice(county).Contains(version.Id)));
    }
}
