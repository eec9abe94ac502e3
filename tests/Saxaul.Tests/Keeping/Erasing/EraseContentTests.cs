using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Tests.Intake;
using Saxaul.Tests.Journals;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Keeping.Erasing.ErasureExamples;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>What goes with a person or a household, what stays of them, and that all of it is still proven.</summary>
public class EraseContentTests
{
    [Theory, EachDatabase]
    public void After_an_erasure_nothing_of_the_person_is_left_and_the_journal_is_whole(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Assert.Contains(Name, Everything(whole.Registry), StringComparison.Ordinal);

        var report = Erase(whole.Registry).Person(County, Id(whole.Registry, Number));

        Assert.Empty(whole.Problems());
        Assert.True(report.IsOverwritten);
        Assert.Single(report.Files);
        var everything = Everything(whole.Registry);
        foreach (var value in new[] { Name, "卡德尔艾尔肯", Number, Convert.ToHexString(whole.Registry.Database.Secrets.Hash(Number)) })
            Assert.DoesNotContain(value, everything, StringComparison.Ordinal);
        Assert.Contains("古丽", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_of_the_database_s_files_finds_none_of_the_values()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        // A change moves an earlier state to history, which leaves its bytes in freed space.
        whole.Import("652902-库车市-户信息-更正.csv", WholeRegistry.RosterText.Replace(Name, Name + "江", StringComparison.Ordinal));
        byte[] Bytes() => [.. Directory.GetFiles(Path.GetDirectoryName(whole.Target)!, "registry.db*").SelectMany(File.ReadAllBytes)];
        Assert.True(Bytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) >= 0);

        Assert.True(Erase(whole.Registry).Person(County, Id(whole.Registry, Number)).IsOverwritten);

        foreach (var value in new[] { Name, "卡德尔", Number, Born })
            Assert.True(Bytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) < 0, value);
        Assert.Empty(whole.Problems());
    }

    [Theory, EachDatabase]
    public void The_household_still_counts_its_member_and_what_is_asked_of_them_is_unknown(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var (id, household) = (Id(whole.Registry, "999037196307227961"), Household(whole.Registry, "6510000001"));
        long? Healths(bool sick)
        {
            var store = new FactStore(whole.Registry);
            var facts = store.Get(County, WholeRegistry.Day);
            var members = facts.MembersOf(facts.RowOf(household)).ToArray();
            Assert.Equal(2, members.Length);
            var column = facts.OfPersons[store.Shape.MemberIndex("health")];
            return members.Count(row => sick ? column[row] is not null : column[row] is null);
        }
        Assert.Equal(2, Healths(sick: true));

        Erase(whole.Registry).Person(County, id);

        Assert.Equal(1, Healths(sick: true));
        Assert.Equal(1, Healths(sick: false));
    }

    [Theory, EachDatabase]
    public void Erasing_a_household_takes_its_members_and_leaves_an_empty_household_in_its_village(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var household = Household(whole.Registry, "6510000001");

        Erase(whole.Registry).Household(County, household);

        Assert.Empty(whole.Problems());
        Assert.True(whole.Count() > 0);
        using var reader = whole.Registry.Database.OpenReader();
        Assert.Empty(AsOf.Now.Read(whole.Registry.Database, reader, Saxaul.Households.Household.Table, County, $"id = {household}"));
        var left = new AsOf(whole.Registry.Database.Time.Today().AddDays(-1), null).Read(whole.Registry.Database, reader, Saxaul.Households.Household.Table, County, $"id = {household}").Single();
        Assert.NotNull(Saxaul.Households.Household.From(left).VillageId);
        Assert.Null(Saxaul.Households.Household.From(left).Number);
        Assert.Empty(whole.Problems());
        Assert.DoesNotContain("古丽", Everything(whole.Registry), StringComparison.Ordinal);
        Assert.Contains("买买提", Everything(whole.Registry), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public void What_an_erasure_leaves_is_still_proven(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var (id, other) = (Id(whole.Registry, Number), Id(whole.Registry, "999037196307227961"));
        Erase(whole.Registry).Person(County, id);
        void Tampered(string change, string back)
        {
            foreach (var (sql, found) in new[] { (change, true), (back, false) })
            {
                using (var writer = whole.Registry.Database.OpenWriter())
                {
                    Assert.True(writer.Execute(sql, ("@day", WholeRegistry.Day)) > 0);
                    writer.Commit();
                }
                Assert.Equal(found, whole.Problems().Count > 0);
            }
        }

        Tampered($"UPDATE person SET name = '某' WHERE county_key = 1 AND id = {id}", $"UPDATE person SET name = NULL WHERE county_key = 1 AND id = {id}");
        Tampered($"UPDATE person SET sex = 'male' WHERE county_key = 1 AND id = {other}", $"UPDATE person SET sex = 'female' WHERE county_key = 1 AND id = {other}");
        Tampered($"UPDATE membership SET household_id = household_id + 1000 WHERE county_key = 1 AND person_id = {id}", $"UPDATE membership SET household_id = household_id - 1000 WHERE county_key = 1 AND person_id = {id}");
        Tampered($"INSERT INTO membership (county_key, id, household_id, person_id, true_from, known_from) SELECT 1, 9999, 9999, {id}, @day, known_from FROM membership WHERE person_id = {id}", "DELETE FROM membership WHERE id = 9999");
        Tampered("UPDATE journal_part SET owner_id = owner_id + 1000 WHERE salt IS NULL", "UPDATE journal_part SET owner_id = owner_id - 1000 WHERE salt IS NULL");
    }

    [Theory, EachDatabase]
    public void Life_goes_on_after_an_erasure_and_a_second_one_in_the_same_household(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var first = Id(whole.Registry, Number);
        Erase(whole.Registry).Person(County, first);
        Assert.Equal(6041, Assert.Throws<ProblemException>(() => Erase(whole.Registry).Person(County, first)).Problem.Number);
        using (var session = whole.Registry.Write(WholeRegistry.Official))
        {
            var entry = session.Begin(County, new EntryHead("end membership", WholeRegistry.Day.AddDays(30)));
            entry.End(Membership.Table, session.Read(Membership.Table, County, $"person_id = {first}").Single());
            entry.Seal();
            session.Commit();
        }
        Assert.Empty(whole.Problems());

        Erase(whole.Registry).Person(County, Id(whole.Registry, "999037196307227961"));

        Assert.Empty(whole.Problems());
        Assert.DoesNotContain("古丽", Everything(whole.Registry), StringComparison.Ordinal);
    }

    [Fact]
    public void Erasing_needs_its_own_right_a_reason_a_ground_and_somebody_there()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var id = Id(whole.Registry, Number);
        var writer = new Actor("team", new HashSet<Right> { Right.WriteHouseholds, Right.ReadHouseholds }, null);
        var elsewhere = new Actor("officer", new HashSet<Right> { Right.Erase }, new HashSet<int> { 2 });
        var officer = new Actor("officer", new HashSet<Right> { Right.Erase }, new HashSet<int> { 1 });

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Erase(whole.Registry, writer).Person(County, id)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Erase(whole.Registry, elsewhere).Person(County, id)).Problem.Number);
        Assert.Equal(6040, Assert.Throws<ProblemException>(() => new EraseContent(whole.Registry, officer, "", "来信").Person(County, id)).Problem.Number);
        Assert.Equal(6040, Assert.Throws<ProblemException>(() => new EraseContent(whole.Registry, officer, "法", " ").Person(County, id)).Problem.Number);
        Assert.Equal(6041, Assert.Throws<ProblemException>(() => Erase(whole.Registry, officer).Person(County, 99999)).Problem.Number);
        Erase(whole.Registry, officer).Person(County, id);
        Assert.Empty(whole.Problems());
    }

    [Fact]
    public void Nothing_is_erased_where_the_journal_no_longer_fits_since_the_change_could_never_be_traced()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var id = Id(whole.Registry, Number);
        using (var writer = whole.Registry.Database.OpenWriter())
        {
            writer.Execute($"UPDATE person SET name = '某' WHERE id = {id}");
            writer.Commit();
        }

        Assert.Equal(6042, Assert.Throws<ProblemException>(() => Erase(whole.Registry).Person(County, id)).Problem.Number);
        Assert.Contains("某", Everything(whole.Registry), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public void What_a_screening_counted_is_in_step_after_an_erasure_as_if_all_were_screened_anew(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        ScreenReport Counted()
        {
            using var session = whole.Registry.Write(WholeRegistry.Official);
            return LastScreening.Read(session, County, "acceptance")!.Report;
        }
        var flagged = Counted().Flagged;
        Assert.Contains(flagged, rule => rule.Value > 0);

        Erase(whole.Registry).Household(County, Household(whole.Registry, "6510000001"));
        new CatchUpWarnings(whole.Registry, WholeRegistry.Official, new FactStore(whole.Registry)).Run();
        var caughtUp = Counted();
        whole.Screen();
        var anew = Counted();

        Assert.Equal(anew.Flagged.ToList(), caughtUp.Flagged.ToList());
        Assert.Equal(anew.Undecided.ToList(), caughtUp.Undecided.ToList());
        Assert.Equal(anew.Households, caughtUp.Households);
        Assert.NotEqual(flagged.ToList(), caughtUp.Flagged.ToList());
        Assert.Empty(whole.Problems());
    }

    [Theory, EachDatabase]
    public void Nothing_is_entered_of_an_erased_household_or_its_members_by_any_act(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (official, spring) = (ExampleCounties.Official, ExampleCounties.Spring);
        var (family, alone) = (example.Family, example.Alone);
        PersonKey Key(HouseholdKey household, string name) => new(example.County, example.Person(household, name));
        var (head, son, gone) = (Key(family, "卡德尔·艾尔肯"), Key(family, "艾力"), Key(family, "古丽"));
        // She lives elsewhere by then, and only the household that she left is erased.
        new JoinHousehold(alone, new Newcomer { Person = gone }, spring).Run(example.Registry, official);
        var named = new CorrectHousehold(family, new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, "核实").Enter(example.Registry, official).Batch!.Value;
        new EraseContent(example.Registry, official, "依据", "申请").Household(family.CountyKey, family.Id);

        var health = new Dictionary<string, string?> { ["state"] = "healthy" };
        FamilyAct[] acts =
        [
            new GiveDocument(son, InventedNumbers.Of(new DateOnly(2001, 5, 6), 133), null), new RecordDeath(son, spring) { NewHead = null }, new CorrectPerson(head, new Dictionary<string, string?> { ["name"] = "某" }, null, "核实"),
            new CorrectEntry(example.County, "health", son.Id, health, null, "核实"), new JoinHousehold(alone, new Newcomer { Person = son }, spring), new JoinHousehold(family, new Newcomer { Person = gone }, spring.AddDays(1)),
            new LeaveHousehold(family, son.Id, spring), new MoveHousehold(family, example.Village("652902105208"), spring), new SetAway(family, son.Id, "work", spring),
            new CorrectHousehold(family, new Dictionary<string, string?> { ["phone"] = "19900000002" }, null, "核实"), new UndoAct(named, "填错了"),
        ];
        Assert.All(acts, act => Assert.Equal(Problem.HouseholdErased(default).Number, Assert.Throws<ProblemException>(() => act.Run(example.Registry, official)).Problem.Number));
        Assert.Equal([alone], new CorrectEntry(example.County, "health", gone.Id, health, null, "核实").Run(example.Registry, official));
        Assert.Equal([alone], new RecordDeath(gone, spring.AddDays(9)).Run(example.Registry, official));
        Assert.Empty(Verify.Run(example.Registry, official));
    }
}
