using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Tests.Areas;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Indicators;

/// <summary>Villages that an edition joins: where their households count, are listed, warned of and asked about, before and after.</summary>
public sealed class JoinedVillagesTests
{
    private const string County = "330104", Lake = "330104001051", Pier = "330104001052", Peace = "330104002053", Far = "330104002054";
    private const string Top = "3301,杭州市\n330104,江干区\n330104001,凯旋街道\n330104002,采荷街道\n";
    private const string Before = Top + "330104001051,景湖社区\n330104001052,南肖埠社区\n330104002053,庆和社区\n330104002054,远村";
    private static readonly DateOnly LastDay = new(2020, 12, 31), FirstDay = new(2021, 1, 1);

    /// <summary>One household in each of these villages of 2020, then the edition of 2021 and what a person says of it.</summary>
    private static List<long> Joined(TestRegistry test, string after, string map, params IEnumerable<string> villages)
    {
        test.Import(2020, Before);
        List<long> households = [.. villages.Select(code => test.Household(test.Key(code)))];
        test.Import(2021, Top + after, map);
        return households;
    }

    private static Dictionary<string, long> Households(TestRegistry test, FactStore facts, DateOnly on)
    {
        var totals = new Dictionary<string, long>();
        var indicators = IndicatorSet.Of(test.Registry, facts.Shape);
        void Take(string code)
        {
            var read = new ReadIndicators(code, on).Run(test.Registry, facts, indicators, Editions.Official);
            totals[code] = read.Of(read.Area, "households");
            Assert.Equal(totals[code], new ListCounted(code, "households", on, null, 0, 10).Run(test.Registry, facts, indicators, Editions.Official).Count);
            if (read.Area.Children.Count == 0)
                return;
            Assert.Equal(totals[code], read.Area.Children.Sum(child => read.Of(child, "households")));
            foreach (var child in read.Area.Children)
                Take(child.Code);
        }
        Take(County);
        return totals;
    }

    [Theory, EachDatabase]
    public void Households_of_two_villages_joined_to_a_third_count_in_it_from_its_first_day(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Joined(test, "330104001051,景湖社区\n330104002054,远村", $"{Pier},{Lake}\n{Peace},{Lake}", Lake, Pier, Peace);
        var facts = new FactStore(test.Registry);

        var before = Households(test, facts, LastDay);
        Assert.Equal((3, 2, 1, 1, 1, 1), (before[County], before["330104001"], before["330104002"], before[Lake], before[Pier], before[Peace]));
        foreach (var on in new[] { FirstDay, test.Registry.Database.Time.Today() })
        {
            var after = Households(test, facts, on);
            Assert.Equal((3, 3, 0, 3), (after[County], after["330104001"], after["330104002"], after[Lake]));
            Assert.False(after.ContainsKey(Pier));
        }
        Assert.Empty(VerifyTotals.Run(test.Registry));
    }

    [Theory, EachDatabase]
    public void Households_of_two_villages_joined_to_a_new_one_count_in_it_and_again_where_that_is_joined_later(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        Joined(test, "330104001061,湖滨社区\n330104002053,庆和社区\n330104002054,远村", $"{Lake},330104001061\n{Pier},330104001061", Lake, Pier, Peace);
        test.Import(2022, Top + "330104002053,庆和社区\n330104002054,远村", $"330104001061,{Peace}");
        var facts = new FactStore(test.Registry);

        var first = Households(test, facts, FirstDay);
        Assert.Equal((3, 2, 2, 1), (first[County], first["330104001"], first["330104001061"], first[Peace]));
        var second = Households(test, facts, new DateOnly(2022, 1, 1));
        Assert.Equal((3, 0, 3), (second[County], second["330104001"], second[Peace]));
    }

    [Theory, EachDatabase]
    public void Totals_that_were_kept_before_the_villages_were_joined_are_counted_anew(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        foreach (var code in new[] { Lake, Pier, Peace })
            test.Household(test.Key(code));
        var facts = new FactStore(test.Registry);
        var today = test.Registry.Database.Time.Today();
        Assert.Equal(1, Households(test, facts, today)[Pier]);

        test.Import(2021, Top + "330104001051,景湖社区\n330104002053,庆和社区\n330104002054,远村", $"{Pier},{Lake}");
        Assert.Equal(2, Households(test, facts, today)[Lake]);
        Assert.Empty(VerifyTotals.Run(test.Registry));
    }

    [Theory, EachDatabase]
    public void Warnings_and_findings_of_a_joined_village_are_those_of_the_other(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        var households = Joined(test, "330104001051,景湖社区\n330104002053,庆和社区\n330104002054,远村", $"{Pier},{Lake}", Lake, Pier, Far);
        using (var session = test.Registry.Write(Editions.Official))
        {
            var entry = session.Begin(1, new EntryHead("see", new DateOnly(2020, 5, 1)));
            foreach (var household in households)
            {
                entry.Add(Warning.Table, new Warning(household, "income", "acceptance", new DateOnly(2020, 5, 1), "{}").ToValues());
                entry.Add(Finding.Table, new Finding { Kind = FindingKind.MissingNumber, HouseholdId = household }.ToValues());
            }
            entry.Seal();
            session.Commit();
        }

        IReadOnlyList<ListedWarning> Warnings(string code, DateOnly on) => ListWarnings.Of(test.Registry, Editions.Official, on, area: code);
        Assert.Equal([(households[0], Lake), (households[1], Lake)], Warnings(Lake, FirstDay).Select(one => (one.HouseholdId, one.AreaCode!)));
        Assert.Equal([(households[1], Pier)], Warnings(Pier, LastDay).Select(one => (one.HouseholdId, one.AreaCode!)));
        Assert.Equal(2, Warnings("330104001", FirstDay).Count);
        Assert.Equal(3, Warnings(County, FirstDay).Count);
        Assert.Equal([2, 2, 3], new[] { Lake, "330104001", County }.Select(code => new ListFindings(code, null, 0, 10).Run(test.Registry, Editions.Official).Count));
    }

    /// <summary>No row changes county by an import: what went to another county counts where it was until its households are moved by a person.</summary>
    [Theory, EachDatabase]
    public void Households_of_a_village_that_went_to_another_county_count_where_they_were_until_they_are_moved(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        const string other = "330102,上城区\n330102001,清波街道\n330102001001,清波门社区\n";
        test.Import(2020, Before + "\n" + other);
        test.Household(test.Key(Pier));
        var done = test.Import(2021, Top + "330104001051,景湖社区\n330104002053,庆和社区\n330104002054,远村\n" + other, $"{Pier},330102001001");
        Assert.Equal([$"stays {Pier}>"], done.Rows());

        var facts = new FactStore(test.Registry);
        var after = Households(test, facts, FirstDay);
        Assert.Equal((1, 1, 1), (after[County], after["330104001"], after[Pier]));
    }

    [Theory, EachDatabase]
    public void A_household_put_into_a_village_that_has_ended_counts_in_its_township_and_is_named_by_verify(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        test.Import(2020, Before);
        var village = test.Key(Pier);
        test.Import(2021, Top + "330104001051,景湖社区\n330104001055,南村\n330104002053,庆和社区\n330104002054,远村", $"{Pier},330104001055\n{Pier},{Lake}\n{Lake},{Lake}");
        Assert.Null(test.On(2021).Find(village));
        test.Household(village);

        var facts = new FactStore(test.Registry);
        var read = new ReadIndicators(County, test.Registry.Database.Time.Today()).Run(test.Registry, facts, IndicatorSet.Of(test.Registry, facts.Shape), Editions.Official);
        Assert.Equal((1, 1), (read.Of(read.Area, "households"), read.Of(read.Area.Children[0], "households")));
        var problem = Assert.Single(VerifyTotals.Run(test.Registry), problem => problem.En.Contains("'households'", StringComparison.Ordinal));
        Assert.Equal(5205, problem.Number);
        Assert.Contains("330104001 江干区/凯旋街道", problem.En, StringComparison.Ordinal);
        Assert.Contains("is 1, but its parts add up to 0", problem.En, StringComparison.Ordinal);
    }
}
