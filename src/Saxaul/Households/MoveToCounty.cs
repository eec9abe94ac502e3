using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// A household moves to another county: it ends here and is registered there, and the two are linked. Its members become persons there with the same numbers, what is
/// recorded of them and of the household goes along as the same facts, and so do the questions that are open.
/// </summary>
/// <param name="Village">The registered village there.</param>
/// <param name="On">The first day there.</param>
public sealed record MoveToCounty(HouseholdKey Household, AreaKey Village, DateOnly On) : FamilyAct
{
    internal const string Act = "move to county";

    /// <summary>The number the office there gives it.</summary>
    public string? Number { get; init; }

    public string? Reason { get; init; }

    /// <returns>The household there, then the one that ended here.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.ErasedQuestionOpen"/>; 4001, 4003, 4004, 4011, 4012, 4029, 4031, 7001 unless the actor may write in both counties.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        if (Household.CountyKey == Village.CountyKey)
            throw new ProblemException(Problem.ThereAlready());
        var families = new Families(registry, session, On, Household.CountyKey, Village.CountyKey);
        families.Village(Village.CountyKey, Village.Id);
        var here = families.Of(Household);
        here.RequireErasedAnswered();
        if (here.ChangesAfter(On))
            throw new ProblemException(Problem.ChangedSince());
        var there = families.Found(Village.CountyKey, new Household
        {
            Number = NewHousehold.Text(Number), VillageId = Village.Id, PlaceId = Village.Id, Phone = here.At(On).Phone, Former = (Household.CountyKey, Household.Id),
        });
        StateComparison.TakeAlong(session, here, there);
        var ids = new Dictionary<long, long>();
        foreach (var member in here.MembersOn(On).ToList())
        {
            var id = ids[member.PersonId] = TakeAlong.Person(families, new PersonKey(Household.CountyKey, member.PersonId), here, there);
            there.Join(id, member.Relation, On);
        }
        TakeAlong.Findings(here, there, ids, ofHousehold: true);
        foreach (var register in families.RegistersOf(Owner.Household))
        {
            var entries = families.Entries(register, Household.CountyKey, Household.Id);
            TakeAlong.Entries(there, register, entries, there.Key.Id);
            families.EndEntries(here, register, [.. entries.Select(entry => entry.Id)]);
        }
        here.End(On);
        var touched = families.Write(Act, Reason);
        return [.. touched.Reverse()];
    }
}
