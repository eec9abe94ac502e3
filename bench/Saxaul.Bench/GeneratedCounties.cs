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

    public static IReadOnlyList<CountyFacts> Of(FactShape shape, int households, int seed)
    {
        var random = new Random(seed);
        var counties = new List<CountyFacts>();
        for (var done = 0; done < households; done += HouseholdsPerCounty)
            counties.Add(County(shape, counties.Count + 1, Math.Min(HouseholdsPerCounty, households - done), random));
        return counties;
    }

    private static CountyFacts County(FactShape shape, int countyKey, int households, Random random)
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
    private static void Fill(FactColumn column, int rows, Random random)
    {
        for (var row = 0; row < rows; row++)
            column.Set(row, random.Next(50) == 0 ? null : Value(column.Fact, random));
    }

    private static long Value(Fact fact, Random random) => fact.Name switch
    {
        "wages" => random.Next(3) == 0 ? 0 : random.NextInt64(6_000_000),
        "business" or "transfer" => random.Next(2) == 0 ? 0 : random.NextInt64(2_000_000),
        "property" or "business_cost" => random.Next(3) > 0 ? 0 : random.NextInt64(600_000),
        "last_year_net_income_per_head" => random.Next(20) == 0 ? 0 : random.NextInt64(300_000, 1_500_000),
        "medical_spending" or "schooling_spending" or "disaster_loss" => random.Next(10) > 1 ? 0 : random.NextInt64(1_500_000),
        "water_fault" => 0,
        "water_safe" or "insured" => random.Next(100) > 0 ? 1 : 0,
        "age" => random.Next(85),
        _ when fact.Codes.Count > 0 => random.Next(4) > 0 ? 0 : random.Next(fact.Codes.Count),
        _ => random.Next(2),
    };
}
