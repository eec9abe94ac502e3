using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// Two households of a county become one: the members of one join the other, and the one they leave ends. Amounts of the same item and period are added up; an item of
/// which only one household's total is known is unknown of both together. What is recorded once for a household (its house, its standing) stays as the joined one has it.
/// </summary>
/// <param name="Into">The household that goes on.</param>
/// <param name="From">The household that ends.</param>
/// <param name="On">The first day as one household.</param>
public sealed record MergeHouseholds(HouseholdKey Into, HouseholdKey From, DateOnly On) : FamilyAct
{
    internal const string Act = "merge households";

    /// <summary>The newcomers' relations to the head; unknown where left out.</summary>
    public IReadOnlyDictionary<long, string?> Relations { get; init; } = new Dictionary<long, string?>();

    public string? Reason { get; init; }

    /// <returns>The household that goes on, then the one that ended.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.ErasedQuestionOpen"/>; 4001, 4003, 4004, 4007, 4008, 4013, 4028, 4029, 4082, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        if (Into == From)
            throw new ProblemException(Problem.SameHousehold());
        if (Into.CountyKey != From.CountyKey)
            throw new ProblemException(Problem.CannotMerge());
        var families = new Families(registry, session, On, Into.CountyKey);
        var (into, from) = (families.Of(Into), families.Of(From));
        from.RequireErasedAnswered();
        if (from.ChangesAfter(On))
            throw new ProblemException(Problem.ChangedSince());
        var already = into.MembersOn(On).Select(member => member.PersonId).ToHashSet();
        foreach (var member in from.MembersOn(On).Where(member => !already.Contains(member.PersonId)).ToList())
            into.Join(member.PersonId, families.Relation(Relations.GetValueOrDefault(member.PersonId)), On);
        TakeAlong.Findings(from, into, from.MembersOn(On).Where(member => !already.Contains(member.PersonId)).ToDictionary(member => member.PersonId, member => member.PersonId), ofHousehold: false);
        into.Close(finding => finding.Kind == FindingKind.ListedTwice && finding.PersonId is { } person && already.Contains(person) && families.Of(new PersonKey(Into.CountyKey, person), On).Count <= 2
            && from.MembersOn(On).Any(member => member.PersonId == person));
        from.End(On);
        from.Close(_ => true);
        foreach (var register in families.RegistersOf(Owner.Household))
        {
            var theirs = Timeline.Read(session, register.Table, From.CountyKey, register.OwnerColumn, From.Id).FindAll(entry => entry.To is null || entry.To > On);
            var sums = register.Spread is not null && PeriodSums.CanSum(register);
            // What either was recorded to earn or spend since is of two households, or already of both: a person has to say.
            if (sums && theirs.Concat(Timeline.Read(session, register.Table, Into.CountyKey, register.OwnerColumn, Into.Id)).Any(entry => entry.ChangesAfter(On)))
                throw new ProblemException(Problem.ChangedSince());
            if (sums)
                AddUp(families, into, register, theirs);
            foreach (var entry in theirs)
            {
                entry.End(On);
                from.Also(entry.WriteTo);
            }
        }
        return families.Write(Act, Reason);
    }

    /// <summary>Each amount as it is on the day.</summary>
    private void AddUp(Families families, Family into, RegisterDefinition register, List<Timeline> theirs)
    {
        var (amount, basis, line) = (register.IndexOf(register.Spread!.Value), register.IndexOf(PeriodSums.Basis), register.Fields.Exists(field => field.Name == "line") ? register.IndexOf("line") : -1);
        (object?, object?, object?) ItemAndPeriod(object?[] values) => (values[register.IndexOf(register.Spread!.By)], values[register.IndexOf(PeriodSums.PeriodFrom)], values[register.IndexOf(PeriodSums.PeriodTo)]);
        bool IsTotal(object?[] values) => (string?)values[basis] == PeriodSums.Total;
        List<object?[]> added = [.. theirs.Select(entry => entry.At(On)).OfType<object?[]>()];
        foreach (var total in Timeline.Read(families.Session, register.Table, Into.CountyKey, register.OwnerColumn, Into.Id))
        {
            if (total.At(On) is not { } ours || !IsTotal(ours))
                continue;
            var same = added.FindAll(values => IsTotal(values) && ItemAndPeriod(values).Equals(ItemAndPeriod(ours)));
            TakeAlong.SetAmount(register, total, same.Count == 1 ? (long?)ours[amount] + (long?)same[0][amount] : null, On);
            into.Also(total.WriteTo);
        }
        foreach (var addition in added.Where(values => (string?)values[basis] == PeriodSums.Addition))
        {
            object?[] values = [.. addition];
            values[0] = Into.Id;
            // Additions of one list stay apart by their line.
            if (line >= 0)
                values[line] = into.NextLine(families.Entries(register, Into.CountyKey, Into.Id).Select(entry => entry.Values[line] as long? ?? 0));
            into.Also(entry => entry.Add(register.Table, values));
        }
    }
}
