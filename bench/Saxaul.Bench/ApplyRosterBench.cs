using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Users;

namespace Saxaul.Bench;

/// <summary>
/// Nine counties of 7,622 invented households with 3.75 members and the registers of a common roster, from memory into an empty registry, then the same again:
/// what applying costs without the reading of workbooks.
/// </summary>
internal static class ApplyRosterBench
{
    public const int Counties = 9;
    private const int HouseholdsPerCounty = 7622;
    public static readonly DateOnly On = new(2020, 4, 1);
    private static readonly DateOnly From = new(2019, 3, 1), To = new(2020, 2, 29);
    private static readonly string[] Items = ["wages", "business", "property", "transfer", "business_cost", "medical", "schooling", "disaster"];

    public static void Run(string? target)
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-bench-");
        try
        {
            using var registry = Registry.Open(target ?? Path.Combine(folder.FullName, "bench.db"), keyFile: Path.Combine(folder.FullName, "bench.key"));
            foreach (var pass in new[] { "into an empty registry", "the same again" })
            {
                var watch = Stopwatch.StartNew();
                var persons = Fill(registry);
                Console.WriteLine($"{registry.Database.Name}, {pass}: {persons} persons in {watch.Elapsed.TotalSeconds:0.0} s, {persons / watch.Elapsed.TotalSeconds:0} rows/s, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>All households of all counties, one transaction a county.</summary>
    /// <returns>The persons listed.</returns>
    public static int Fill(Registry registry)
    {
        var persons = 0;
        for (var county = 1; county <= Counties; county++)
        {
            using var session = registry.Write(Actor.Operator("bench"));
            var apply = new ApplyRoster(registry, session, county, On, 1, 1);
            foreach (var block in Enumerable.Range(0, HouseholdsPerCounty).Select(i => Listed(registry, county, i)).Chunk(ApplyRoster.BlockSize))
                apply.Block(block);
            session.Commit();
            persons += apply.Outcome.Persons;
        }
        return persons;
    }

    private static RosterHousehold Listed(Registry registry, int county, int i)
    {
        var members = new List<RosterMember>();
        for (var m = 0; m < 3 + (i % 4 == 0 ? 0 : 1); m++)
        {
            var number = $"999{county:000}{1950 + i % 60:0000}{1 + m:00}{1 + i % 28:00}{i:0000}"[..18];
            members.Add(new RosterMember(i * 4 + m, new Person
            {
                Name = $"艾合买提·{i % 97}", NameKey = $"艾合买提{i % 97}", Sex = "male", BirthDate = new DateOnly(1950 + i % 60, 1 + m, 1 + i % 28), DocumentKind = "resident",
                Number = $"{county}{i:00000}{m}{number}", NumberVerified = true,
            }, m == 0 ? "head" : "son")
            {
                Entries =
                [
                    new RosterEntry(registry.Register("schooling"), ["none"]),
                    new RosterEntry(registry.Register("health"), ["healthy", "none", true]),
                    new RosterEntry(registry.Register("work"), ["ordinary", "township", 6L]),
                ],
            });
        }
        return new RosterHousehold
        {
            Sheet = "户信息", Row = i * 4, Number = $"65{county}{i:0000000}", Place = new RosterPlace(i % 150 + 10, i % 150 + 10, null), Phone = $"199{county:0}{i:0000000}", Members = members,
            Entries =
            [
                new RosterEntry(registry.Register("standing"), ["exited", false]),
                new RosterEntry(registry.Register("earlier_income"), [1234500L]),
                new RosterEntry(registry.Register("living"), ["a", true, "flush"]),
                .. Items.Select(item => new RosterEntry(registry.Register("budget"), [item, 100L * i, "total", "县级采集表", From, To, 1L, false])),
            ],
        };
    }
}
