using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// After what a person put right was taken back: the questions about what a list says otherwise close where it says just what is recorded now. Where the list had a third value, the question stays for a person;
/// nobody guesses whether the undoing or the list knows better.
/// </summary>
internal static class AgreedQuestions
{
    /// <param name="head">The entry under which they are closed; its household is set for each.</param>
    public static void Close(WriteSession session, Registry registry, int countyKey, IReadOnlyCollection<long> householdIds, EntryHead head)
    {
        var open = session.Read(Finding.Table, countyKey, $"kind = @kind AND {session.Database.AnyOf("household_id", "@ids")}", command =>
        {
            command.Add("@kind", FindingKind.PutRightByHand);
            session.Database.AddList(command, "@ids", householdIds);
        });
        foreach (var ofHousehold in open.Where(version => Finding.From(version) is { Written: not null } finding && Recorded(session, registry, countyKey, finding).Contains(finding.Written))
            .GroupBy(version => Finding.From(version).HouseholdId))
        {
            var entry = session.Begin(countyKey, head with { HouseholdId = ofHousehold.Key });
            foreach (var agreed in ofHousehold)
                entry.End(Finding.Table, agreed);
            entry.Seal();
        }
    }

    /// <summary>What is recorded in the field that a question is about, as somebody would type it: one value, or one for each entry of the household or person that has the field.</summary>
    private static IEnumerable<string?> Recorded(WriteSession session, Registry registry, int countyKey, Finding finding)
    {
        IEnumerable<(IEnumerable<StatedField> Fields, IEnumerable<Journal.Version> States)> all = finding.PersonId is { } person
            ?
            [
                (StatedField.Person, session.Find(Person.Table, countyKey, person) is { } one ? [one] : []),
                (StatedField.Membership, session.Read(Membership.Table, countyKey, "household_id = @household AND person_id = @person", command =>
                {
                    command.Add("@household", finding.HouseholdId);
                    command.Add("@person", person);
                })),
                .. Entries(Owner.Person, person),
            ]
            : [(StatedField.Household, session.Find(Household.Table, countyKey, finding.HouseholdId!.Value) is { } home ? [home] : []), .. Entries(Owner.Household, finding.HouseholdId!.Value)];
        return all.SelectMany(one => one.States.SelectMany(state => one.Fields.Where(field => field.Key(state.Values) == finding.Field).Select(field => field.Written(state.Values[field.Columns[0]]))));

        IEnumerable<(IEnumerable<StatedField>, IEnumerable<Journal.Version>)> Entries(Owner owner, long id) =>
            registry.Registers.Where(register => register.BelongsTo == owner && finding.Field?.StartsWith(register.Register + ".", StringComparison.Ordinal) == true)
                .Select(register => ((IEnumerable<StatedField>)StatedField.Of(register), (IEnumerable<Journal.Version>)session.Read(register.Table, countyKey, register.OwnerColumn + " = @owner", command => command.Add("@owner", id))));
    }
}
