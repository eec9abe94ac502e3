using System;
using Saxaul.Households;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>What somebody is shown of one household's sensitive values: covered, until they asked for this household and said what for. One that is off comes from <see cref="Open"/> alone, which writes the look down.</summary>
public sealed class Cover
{
    private Cover(string language, bool isOff) => (Language, IsOff) = (language, isOff);

    private string Language { get; }

    public bool IsOff { get; }

    /// <summary>Covers everything: for lists, in which no household is opened.</summary>
    public static Cover Whole(string language) => new(language, isOff: false);

    /// <summary>Whether any of what would be said is covered; nothing of it is shown by asking.</summary>
    public static bool HidesAny(Func<Cover, string> said, string language) => said(Whole(language)) != said(new Cover(language, isOff: true));

    /// <summary>Somebody opens a household: that they did is kept, with what they were shown of it and for what.</summary>
    /// <param name="looks">Null where nobody real is looked at, or nothing is shown.</param>
    /// <param name="askedFor">What they asked to see it for; null while it is covered.</param>
    /// <param name="isTheirOwn">Whether they are the household itself: from it nothing of its own is covered.</param>
    internal static Cover Open(LookLog? looks, Actor actor, HouseholdKey household, LookPurpose purpose, AskedFor? askedFor, bool isTheirOwn, string language)
    {
        var cover = new Cover(language, isTheirOwn || askedFor is not null);
        looks?.Add(actor, [household], purpose, cover.IsOff, askedFor);
        return cover;
    }

    /// <summary>A value for reading; null when it is unknown, which says nothing of anybody.</summary>
    public string? Text(CardValue value) => Over(value.Key, value.Field, value.Text(Language));

    public string? WithUnit(CardValue value) => Hides(value.Key, value.Field) ? Text(value) : HouseholdCard.WithUnit(Text(value), value.Field, Language);

    /// <summary>What a cell said where that is not what is kept.</summary>
    public string? Written(CardValue value) => Over(value.Key, value.Field, value.Written);

    /// <summary>A text that stands for a field's value.</summary>
    /// <param name="key">As lists call the field, or as differences do.</param>
    public string? Over(string key, FieldDefinition? field, string? text) =>
        text is null || !Hides(key, field) ? text : SensitiveFields.IsNumber(key, field) ? Masked.Number(text) : Texts.Say("value.covered", Language);

    /// <summary>Whether a field's value does not show.</summary>
    public bool Hides(string key, FieldDefinition? field) => !IsOff && SensitiveFields.Has(key, field);

    /// <summary>Why an entry was made; that it was erased where it was.</summary>
    public string? Why(JournalLine line) => Why(line.Reason, line.IsReasonErased);

    public string? Why(string? reason, bool isErased) => isErased ? Texts.Say("requests.erased", Language) : reason == CarryOutDeletion.OnRequest ? Texts.Say("requests.on_request", Language) : Words(reason);

    /// <summary>What somebody wrote in their own words, without the numbers in it.</summary>
    public string? Words(string? written) => written is null || IsOff ? written : Masked.Numbers(written);

    /// <summary>What somebody looked for; without numbers to everybody, since each asked for their own purpose and not for what others wrote.</summary>
    internal static string For(Visit visit, AskedFor asked) => Masked.Numbers(asked.In(visit.Registry.Privacy, visit.Language));
}
