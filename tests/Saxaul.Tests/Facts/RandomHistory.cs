using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Tests.Facts;

/// <summary>Changes of every kind that touch facts, chosen by numbers.</summary>
internal static class RandomHistory
{
    public const int County = 1;

    /// <summary>One change: what kind, and three numbers that choose whom and what.</summary>
    public static readonly Gen<(int Kind, int A, int B, int C)> Change = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000]);

    /// <summary>Makes one change; the same changes on two registries make the same households.</summary>
    public static void Apply(ExampleRegistry example, List<long> villages, (int Kind, int A, int B, int C) change, int step)
    {
        var (kind, a, b, c) = change;
        var on = ExampleRegistry.Day.AddDays(b % 30);
        T Pick<T>(IReadOnlyList<T> list, int number) => list[number % list.Count];
        var households = example.Find(County, Household.Table);
        var members = example.Find(County, Membership.Table);
        if (households.Count == 0 || kind == 0)
        {
            example.Register(County, c % 5 == 0 ? null : Pick(villages, c), $"n{step}", new Known { ["kind"] = "edge", ["medical_spending"] = (long)b * 2000, ["water_safe"] = c % 4 == 0 ? null : c % 2 == 0 },
                new Known { ["birth"] = ExampleRegistry.Day.AddYears(-(a % 20)).AddDays(a % 7), ["insured"] = b % 2 == 0, ["schooling"] = c % 3 == 0 ? "none" : "primary" }, new Known { ["age"] = b % 90, ["work_place"] = "none" });
            return;
        }
        var household = Pick(households, a);
        switch (kind)
        {
            case 1:
                example.Enter(County, household.Id, new Known { ["house_grade"] = Pick(["a", "b", "c", "d", null], b), ["last_year_net_income_per_head"] = (long)c }, on);
                break;
            case 2 when members.Count > 0:
                var member = Membership.From(Pick(members, a));
                example.EnterOfMember(County, member.HouseholdId, member.PersonId, new Known { ["schooling"] = Pick(["none", "dropout", "primary", null], b), ["ability"] = "ordinary" }, on);
                break;
            case 3:
                example.AddAmount(County, household.Id, Pick(["medical", "disaster", "wages"], b), c % 7 == 0 ? null : c, new DateOnly(2020, 2 + c % 3, 1), $"s{step}");
                break;
            case 4:
                example.Enter(County, household.Id, new Known { ["wages"] = (long)b, ["medical_spending"] = c % 4 == 0 ? null : (long)c }, on);
                break;
            case 5 when members.Count > 0:
                // Somebody moves; the entry names one of the two households.
                var moved = Pick(members, b);
                var old = Membership.From(moved);
                if (old.HouseholdId == household.Id || members.Any(m => Membership.From(m) is var one && one.HouseholdId == household.Id && one.PersonId == old.PersonId))
                    break;
                example.Write(County, new EntryHead("move member", on) { HouseholdId = c % 2 == 0 ? household.Id : old.HouseholdId }, (_, entry) =>
                {
                    entry.End(Membership.Table, moved);
                    entry.Add(Membership.Table, new Membership(household.Id, old.PersonId, null).ToValues());
                });
                break;
            case 6 when members.Count > 0:
                // One person on a second household's list.
                var shared = Membership.From(Pick(members, b)).PersonId;
                if (members.Any(m => Membership.From(m) is var one && one.HouseholdId == household.Id && one.PersonId == shared))
                    break;
                example.Write(County, new EntryHead("list member", on) { HouseholdId = household.Id }, (_, entry) => entry.Add(Membership.Table, new Membership(household.Id, shared, null).ToValues()));
                break;
            case 7:
                example.Write(County, new EntryHead("end household", on) { HouseholdId = household.Id }, (_, entry) => entry.End(Household.Table, household));
                break;
            case 8:
                var faults = example.Find(County, example.WaterFaults.Table);
                if (faults.Count == 0)
                    example.WaterFault(County, Pick(villages, b), on);
                else
                    example.Write(County, new EntryHead("mend", on) { AreaId = (long)faults[0].Values[0]! }, (_, entry) => entry.End(example.WaterFaults.Table, faults[0]));
                break;
            case 9:
                var village = Pick(villages, c);
                var there = Household.From(household) with { VillageId = village, PlaceId = village };
                var names = new EntryHead("move household", on);
                names = b % 3 == 0 ? names with { HouseholdId = household.Id } : b % 3 == 1 ? names with { AreaId = village } : names;
                example.Write(County, names, (_, entry) => entry.Change(Household.Table, household, there.ToValues()));
                break;
            case 10:
                // A township's answer releases whom it held, and names only the township.
                var held = households.Where(one => Household.From(one).IsHeld).ToList();
                var answer = Pick(villages, c);
                var township = example.Township(County);
                example.Write(County, new EntryHead("place", on) { AreaId = township }, (_, entry) =>
                {
                    foreach (var one in held)
                        entry.Change(Household.Table, one, (Household.From(one) with { VillageId = answer, PlaceId = answer, WrittenPlace = null }).ToValues());
                    entry.Add(Area.Table, new Area(township, AreaLevel.Village, $"9{step:00000000000}", "新村", null, 2020).ToValues());
                });
                break;
            case 11:
                example.Write(County, new EntryHead("screen", on) { HouseholdId = EntryHead.NoHousehold }, (_, entry) =>
                    entry.Add(Saxaul.Screening.Warning.Table, new Saxaul.Screening.Warning(household.Id, $"r{step}", "p", on, "{}").ToValues()));
                break;
            case 12 when members.Count > 0:
                var last = Pick(members, c);
                example.Write(County, new EntryHead("strike member", on) { HouseholdId = Membership.From(last).HouseholdId }, (_, entry) => entry.Retract(Membership.Table, last));
                break;
            default:
                var totals = example.Find(County, example.Budget.Table);
                if (totals.Count > 0)
                {
                    var total = Pick(totals, b);
                    example.Write(County, new EntryHead("take back", on) { HouseholdId = (long)total.Values[0]! }, (_, entry) => entry.Retract(example.Budget.Table, total));
                }
                break;
        }
    }
}
