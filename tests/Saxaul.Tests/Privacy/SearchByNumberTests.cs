using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Privacy;

/// <summary>Whoever tries what a covered number may be is asked what for, then stopped, and seen; whoever looks up people who are there all day is not.</summary>
public sealed class SearchByNumberTests
{
    private const string County = "652902", Village = "652902105201";

    /// <summary>What the guesser knows: where and when somebody was born.</summary>
    private static string Guess(int order) => $"99903719630722{order:000}" is var first ? first + ResidentNumber.CheckDigit(first) : "";

    private static Actor Team(ExampleCounties example) => new Actor("team", new HashSet<Right> { Right.ReadHouseholds }, null).Within(example.County, example.Village(Village));

    /// <summary>Searches as the page does, and tells whether it was answered; the number of what refused it otherwise.</summary>
    private static int Search(ExampleCounties example, PeopleStore people, string words, string? purpose = null)
    {
        try
        {
            var numbers = new NumbersTried(example.Registry, Team(example));
            if (purpose is not null)
                numbers.Say(purpose);
            numbers.Keep(new SearchByNumber(words).Tries(example.Registry, people, Team(example), numbers));
            return 0;
        }
        catch (ProblemException refused)
        {
            return refused.Problem.Number;
        }
    }

    [Theory, EachDatabase]
    public void Numbers_that_hit_nobody_are_counted_asked_about_and_refused_and_so_is_the_right_one_then(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        // An office that looks up who is there, all day.
        for (var time = 0; time < 150; time++)
            Assert.Equal(0, Search(example, people, ExampleCounties.Gul));
        for (var guess = 0; guess < 30; guess++)
            Assert.Equal(0, Search(example, people, Guess(guess)));
        Assert.Equal(7401, Search(example, people, Guess(30)));
        Assert.Equal(7401, Search(example, people, ExampleCounties.Gul));
        Assert.Equal(7401, Search(example, people, ExampleCounties.Gul, "other"));
        Assert.Equal(0, Search(example, people, "古丽"));
        Assert.Equal(0, Search(example, people, "6510000001"[..4] + " 守努特村 3组", "counter"));

        for (var guess = 31; guess < 100; guess++)
            Assert.Equal(0, Search(example, people, Guess(guess)));
        // A household's own number is none that is tried.
        Assert.Equal(0, Search(example, people, "6510000001"));
        Assert.Equal(0, Search(example, people, "古丽 6510000001"));
        // Nobody learns from what is refused which one would have hit.
        Assert.Equal(7400, Search(example, people, Guess(100)));
        Assert.Equal(7400, Search(example, people, ExampleCounties.Gul));
        Assert.Equal(0, Search(example, people, "古丽"));

        Assert.Equal([new DailyUse("team", example.Today, UseKind.NumbersTried, 100, "counter")], DailyUse.MuchIn(example.Registry, example.OfficialOf(example.County), County, 9));
        Assert.Empty(DailyUse.MuchIn(example.Registry, example.OfficialOf(example.OtherCounty), "652924", 9));
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => DailyUse.MuchIn(example.Registry, Team(example), County, 9)).Problem.Number);
        example.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, Search(example, people, Guess(101)));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public void Last_fours_count_also_where_they_hit_and_numbers_of_groups_and_houses_do_not(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        int Tries(string words) => new SearchByNumber(words).Tries(example.Registry, people, Team(example), new NumbersTried(example.Registry, Team(example)));

        Assert.Equal(1, Tries(ExampleCounties.Gul[^4..]));
        Assert.Equal(2, Tries("1234 古丽 567X"));
        Assert.Equal(0, Tries("3组"));
        Assert.Equal(0, Tries("古丽"));
        Assert.Equal(0, Tries("6510000001"));
        Assert.Equal(1, Tries("6510000008"));
        // Somebody who is beyond reach is nobody, as in what is found.
        Assert.Equal(1, Tries(ExampleCounties.Gul + " 巴格万"));
    }

    /// <summary>A whole number beside a last four is one try where it hits and two where it does not: at the last one left, being refused would tell that it does not, as often as somebody asks.</summary>
    [Theory, EachDatabase]
    public void What_is_refused_because_it_is_more_than_is_left_counts_too(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = new PeopleStore(example.Registry);
        var numbers = new NumbersTried(example.Registry, Team(example));
        numbers.Say("counter");
        numbers.Keep(99);
        Assert.Equal(7400, Search(example, people, $"{Guess(0)} {Guess(0)[^4..]}"));
        Assert.Equal(7400, Search(example, people, $"{ExampleCounties.Gul} {ExampleCounties.Gul[^4..]}"));
    }

    /// <summary>Whoever looks up households would be counted as trying numbers; and if it were both, numbers could be tried uncounted.</summary>
    [Theory, EachDatabase]
    public void Four_digits_that_are_a_households_number_within_reach_are_that_alone(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var four = ExampleCounties.Gul[^4..];
        example.Import("短户号.csv", $"""
            县,乡镇,行政村,户编号,姓名,与户主关系,证件号码,出生日期
            库车市,牙哈镇,守努特村,{four},阿依古丽,户主,,1970-01-01
            库车市,牙哈镇,玉奇玉吉买村,1234,热娜,户主,,1970-01-01
            """);
        var people = new PeopleStore(example.Registry);
        int Tries(string words) => new SearchByNumber(words).Tries(example.Registry, people, Team(example), new NumbersTried(example.Registry, Team(example)));

        Assert.Equal(0, Tries(four));
        Assert.Equal(1, Tries("1234"));
        Assert.Equal("阿依古丽", Assert.Single(new FindPeople(four, 0, 9).Run(example.Registry, people, Team(example)).People).Name);
        // Filters of a result are no tries, so they open no other meaning.
        Assert.Equal(0, new FindPeople(four, 0, 9) { Area = "652924" }.Run(example.Registry, people, ExampleCounties.Official).LastFours);
    }

    [Theory, EachDatabase]
    public async Task Two_processes_count_together_also_at_once(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var other = Registry.Open(example.Target, example.Clock, keyFile: example.KeyFile);
        var kept = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
        {
            try
            {
                new NumbersTried(i % 2 == 0 ? example.Registry : other, Team(example)).Keep(10);
                return 10;
            }
            catch (ProblemException refused) when (refused.Problem.Number == 7400)
            {
                return 0;
            }
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(100, kept.Sum());
        // Those that were refused count as well.
        Assert.Equal(160, DailyUse.Of(other.Database, Team(example), UseKind.NumbersTried).Times);
        Assert.Equal(7400, Search(example, new PeopleStore(example.Registry), Guess(0), "counter"));
    }
}
