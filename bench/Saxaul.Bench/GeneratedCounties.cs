using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;

namespace Saxaul.Bench;

/// <summary>Facts of invented households, the same for the same seed: numbers and codes only, nobody has a name.</summary>
internal static class GeneratedCounties
{
    public static readonly DateOnly Day = new(2020, 4, 1);

    private const int HouseholdsPerCounty = 27_500;

    public static IReadOnlyList<CountyFacts> Of(FactShape shape, int households, ulong seed)
    {
        var random = new Numbers(seed);
        var counties = new List<CountyFacts>();
        for (var done = 0; done < households; done += HouseholdsPerCounty)
            counties.Add(County(shape, counties.Count + 1, Math.Min(HouseholdsPerCounty, households - done), random));
        return counties;
    }

    private static CountyFacts County(FactShape shape, int countyKey, int households, Numbers random)
    {
        var sizes = Enumerable.Range(0, households).Select(_ => 1 + Math.Min(random.Next(4) + random.Next(4), 6)).ToArray();
        var from = new int[households + 1];
        for (var row = 0; row < households; row++)
            from[row + 1] = from[row] + sizes[row];
        var persons = from[households];
        var county = new CountyFacts(countyKey, Day, 1, shape, [.. Enumerable.Range(1, households).Select(id => (long)id)], [.. Enumerable.Range(0, households).Select(row => row / 50 + 1L)],
            from, [.. Enumerable.Range(0, persons)], [.. Enumerable.Range(1, persons).Select(id => (long)id)]);
        foreach (var column in county.OfHouseholds)
            Fill(column, households, random);
        foreach (var column in county.OfPersons)
            Fill(column, persons, random);
        return county;
    }

    /// <summary>Most households are well, some are not, and of one in fifty a fact is unknown.</summary>
    private static void Fill(FactColumn column, int rows, Numbers random)
    {
        for (var row = 0; row < rows; row++)
            column.Set(row, random.Next(50) == 0 ? null : Value(column.Fact, random));
    }

    private static long Value(Fact fact, Numbers random) => fact.Name switch
    {
        "wages" => random.Next(12) == 0 ? 0 : random.Next(2_000_000, 8_000_000),
        "business" or "transfer" => random.Next(2) == 0 ? 0 : random.Next(0, 2_000_000),
        "property" or "business_cost" => random.Next(3) > 0 ? 0 : random.Next(0, 600_000),
        "last_year_net_income_per_head" => random.Next(20) == 0 ? 0 : random.Next(300_000, 1_500_000),
        "medical_spending" or "schooling_spending" or "disaster_loss" => random.Next(20) > 0 ? random.Next(0, 100_000) : random.Next(0, 1_500_000),
        "water_fault" => random.Next(100) == 0 ? 1 : 0,
        "water_safe" or "insured" => random.Next(200) > 0 ? 1 : 0,
        "age" => random.Next(85),
        "kind" => Rarely(fact, random, 12, "exited"),
        "house_grade" => Rarely(fact, random, 40, "a"),
        "schooling" => Rarely(fact, random, 60, "primary"),
        "health" => Rarely(fact, random, 12, "healthy"),
        "disability" => Rarely(fact, random, 25, "none"),
        "ability" => Rarely(fact, random, 2, "ordinary"),
        "work_place" => Rarely(fact, random, 2, "none"),
        _ => random.Next(fact.Codes.Count > 0 ? fact.Codes.Count : 2),
    };

    /// <summary>The usual code, and one time in so many any.</summary>
    private static long Rarely(Fact fact, Numbers random, int times, string usual) =>
        random.Next(times) == 0 ? random.Next(fact.Codes.Count) : fact.Codes.ToList().IndexOf(usual);
}
