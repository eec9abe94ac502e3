using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>What is kept of a household is put right.</summary>
/// <param name="Fields">As lists call them: "household_number", "phone", "natural_village"; what was left empty is unknown.</param>
/// <param name="From">The day from which it is so; null when it always was.</param>
/// <param name="Reason">Needed.</param>
public sealed record CorrectHousehold(HouseholdKey Household, IReadOnlyDictionary<string, string?> Fields, DateOnly? From, string Reason) : Correction
{
    internal const string Act = "correct household";

    /// <summary>The village it was registered in all along, when another one was entered; for a move that happened there is <see cref="MoveHousehold"/>.</summary>
    public long? VillageId { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public override string? WhyCorrected => Reason;

    internal override Correction Because(string reason) => this with { Reason = reason };

    internal override (string Kind, long Id)? About(Registry registry) => ("household", Household.Id);

    private static bool IsPhone(string text) => text.All(letter => char.IsAsciiDigit(letter) || letter is '-' or ' ' or '+' or '(' or ')') && text.Count(char.IsAsciiDigit) is >= 7 and <= 13;

    /// <returns>The household.</returns>
    /// <exception cref="ProblemException">4001, 4004, 4011, 4012, 4014, 4033, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, From, Household.CountyKey);
        Families.NeedReason(Reason);
        var household = families.OfAny(Household);
        foreach (var (field, written) in Fields)
        {
            var text = NewHousehold.Text(written);
            switch (field)
            {
                case WellKnown.HouseholdNumber:
                    families.LookUpHousehold(Household.CountyKey, text, Household.Id);
                    household.Set("number", text, From);
                    break;
                case WellKnown.Phone when text is not null && !IsPhone(text):
                    throw new ProblemException(Problem.PhoneUnreadable());
                case WellKnown.Phone or WellKnown.NaturalVillage:
                    if (field == WellKnown.NaturalVillage)
                        PersonalNumbers.Refuse(text);
                    household.Set(field, text, From);
                    break;
                default:
                    throw new ProblemException(Problem.NoSuchField(field));
            }
        }
        if (VillageId is { } village)
        {
            families.Village(Household.CountyKey, village);
            household.Set("village_id", village, From);
            household.Set("place_id", village, From);
            household.Set("written_place", null, From);
        }
        household.Close(finding => finding.PersonId is null && finding.Field is { } field && (Fields.ContainsKey(field) || VillageId is not null && field == WellKnown.Village));
        return families.Write(Act, Reason);
    }
}
