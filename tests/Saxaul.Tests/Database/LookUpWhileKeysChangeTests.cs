using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Database;

/// <summary>One process changes the key by whose hashes people are found, while another registers, imports and searches: nobody is registered twice, and nobody is lost.</summary>
public class LookUpWhileKeysChangeTests
{
    private static readonly Actor Official = ExampleCounties.Official;
    private static readonly DateOnly May = new(2020, 5, 1);

    private const string Roster = """
        县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期
        库车市,牙哈镇,守努特村,6510000001,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24
        ,,,6510000001,,古丽,配偶,女,999037196307227961,1963.7.22
        """;

    private const string ListWithoutHouseholdNumbers = """
        县,乡镇,行政村,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期
        库车市,牙哈镇,守努特村,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24
        库车市,牙哈镇,守努特村,2,古丽,配偶,女,999037196307227961,1963.7.22
        """;

    private static string Found(Registry registry, PeopleStore people, string written) =>
        string.Join(' ', new FindPeople(written, 0, 50).Run(registry, people, Official).People.Select(person => person.Name));

    private static int Persons(Registry registry)
    {
        using var reader = registry.Database.OpenReader();
        return reader.Command("SELECT id FROM person").ToList(row => row.GetInt64(0)).Count;
    }

    [Theory, EachDatabase]
    public void Somebody_is_known_again_before_during_and_after_a_change_of_keys_whatever_asks_for_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var serving = Registry.Open(example.Target, example.Clock, keyFile: example.KeyFile);
        var people = new PeopleStore(serving);
        var persons = Persons(serving);
        Known("before");

        RotateKeys.Run(example.Registry, Official, stop: TestContext.Current.CancellationToken);
        Known("made");

        using (var kill = new CancellationTokenSource())
            Assert.Throws<OperationCanceledException>(() => new ReencryptSecrets(example.Registry).Run(new Killed(kill), kill.Token));
        Known("killed");

        new ReencryptSecrets(serving).Continue(TestContext.Current.CancellationToken);
        Known("done");

        RetireKey.Run(example.Registry, Official, 1, stop: TestContext.Current.CancellationToken);
        Known("destroyed");

        void Known(string stage)
        {
            // What the serving process has in memory may be of the old key; a process that begins now reads everything.
            foreach (var sought in new[] { ExampleCounties.Kadir, "8931" })
            {
                Assert.Equal("卡德尔·艾尔肯", Found(serving, people, sought));
                Assert.Equal("卡德尔·艾尔肯", Found(serving, new PeopleStore(serving), sought));
            }
            foreach (var list in new[] { Roster, ListWithoutHouseholdNumbers })
            {
                var report = new Import(serving, Official, new ImportOptions { On = ExampleCounties.Spring }).Run([example.Write($"{stage}.csv", list)]);
                Assert.Null(report.Files[0].Refused);
            }
            Assert.Equal(persons, Persons(serving));
            using (var session = serving.Write(Official))
                Assert.Equal([example.Family.CountyKey], new Families(serving, session, May, [example.County]).Bearers(ExampleCounties.Gul).Select(bearer => bearer.CountyKey));
            Assert.Empty(Verify.Run(serving, Official));
        }
    }

    private sealed class Killed(CancellationTokenSource kill) : IProgress<ReencryptProgress>
    {
        public void Report(ReencryptProgress value) => kill.Cancel();
    }

    [Theory, EachDatabase]
    public void Two_who_bear_one_number_under_different_keys_are_asked_about_and_shown_to_each_other(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var serving = Registry.Open(example.Target, example.Clock, keyFile: example.KeyFile);
        RotateKeys.Run(example.Registry, Official, stop: TestContext.Current.CancellationToken);
        // In another county she is a person of her own, written with the new key.
        var there = new RegisterHousehold(example.OtherCounty, example.Village("652924100200"), [new Newcomer { Name = "古丽", Document = ExampleCounties.Gul, Relation = "head" }], May).Run(serving, Official)[0];

        var member = Assert.Single(ReadHousehold.Of(serving, Official, there, May).Members);
        Assert.Equal([example.Family], member.AlsoIn);
        Assert.Equal([there], ReadHousehold.Of(serving, Official, example.Family, example.Today).Members.Single(one => one.Person.Name == "古丽").AlsoIn);
        var finding = ReadHousehold.Of(serving, Official, there, May).Findings.Single(one => one.Finding.Kind == FindingKind.ListedElsewhere);
        var question = new ReadQuestion(there.CountyKey, finding.Id).Run(serving, Official);
        Assert.Equal(new HashSet<HouseholdKey> { example.Family, there }, question.Households.Select(household => household.Key).ToHashSet());
        // In her own county she is the same person.
        var again = new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "古丽", Document = ExampleCounties.Gul, Relation = "head" }], May).Run(serving, Official)[0];
        Assert.Equal(example.Person(example.Family, "古丽"), Assert.Single(ReadHousehold.Of(serving, Official, again, May).Members).PersonId);
        Assert.Empty(Verify.Run(serving, Official));
    }

    private const int Households = 60, Rounds = 5;

    /// <summary>As many households as a round has by then, each of a couple; the list of each round names all of them again and some more.</summary>
    private static string ListOf(int households)
    {
        var text = new StringBuilder("县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别,证件号码\n");
        for (var i = 0; i < households; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"库车市,牙哈镇,守努特村,66100{i:00000},2,户主,户主,男,{Number(2 * i)}\n");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $",,,66100{i:00000},,配偶,配偶,女,{Number(2 * i + 1)}\n");
        }
        return text.ToString();
    }

    private static string Number(int i) => InventedNumbers.Of(new DateOnly(1960, 1, 1).AddDays(i), i % 2 == 0 ? 121 : 122);

    [Theory, EachDatabase]
    public async Task While_keys_change_again_and_again_with_kills_in_between_nobody_is_registered_twice_and_nobody_is_lost(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var serving = Registry.Open(example.Target, example.Clock, keyFile: example.KeyFile);
        using var ended = new CancellationTokenSource();
        var changing = Task.Run(() =>
        {
            var made = 0;
            do
            {
                made = RotateKeys.Run(example.Registry, Official, stop: CancellationToken.None);
                using (var kill = new CancellationTokenSource())
                {
                    try
                    {
                        new ReencryptSecrets(example.Registry).Run(new Killed(kill), kill.Token);
                    }
                    catch (OperationCanceledException)
                    {
                    }
                }
                using var begunAgain = Registry.Open(example.Target, example.Clock, keyFile: example.KeyFile);
                new ReencryptSecrets(begunAgain).Continue(CancellationToken.None);
                RetireKey.Run(begunAgain, Official, made - 1, stop: CancellationToken.None);
            }
            while (!ended.IsCancellationRequested);
            return made;
        }, TestContext.Current.CancellationToken);
        var people = new PeopleStore(serving);
        var byHand = new List<string>();
        for (var round = 1; round <= Rounds; round++)
        {
            var report = new Import(serving, Official, new ImportOptions { On = May }).Run([example.Write($"list{round}.csv", ListOf(round * Households / Rounds))]);
            Assert.Null(report.Files[0].Refused);
            byHand.Add(Number(10_000 + 2 * round));
            new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "新户", Document = byHand[^1], Relation = "head" }], May).Run(serving, Official);
            // Whom a list brought joins a second household by their number, and stays one person.
            new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "户主", Document = Number(0), Relation = "head" }], May).Run(serving, Official);
            foreach (var sought in new[] { ExampleCounties.Kadir, Number(1), byHand[^1] })
                Assert.NotEqual("", Found(serving, people, sought));
        }
        await ended.CancelAsync();
        Assert.True(await changing > 1);

        var numbers = example.Known(Person.Table, example.County).Where(version => version.TrueTo is null).Select(version => (version.Id, Person.From(version).Number)).Distinct().Where(person => person.Number is not null).ToList();
        Assert.Equal(numbers.Count, numbers.DistinctBy(person => person.Number).Count());
        Assert.Equal(2 + 2 * Households + Rounds, numbers.Count);
        foreach (var written in new[] { people, new PeopleStore(serving) })
            Assert.All(Enumerable.Range(0, 2 * Households).Select(Number).Concat(byHand), number => Assert.NotEqual("", Found(serving, written, number)));
        Assert.Empty(Verify.Run(serving, Official));
    }
}
