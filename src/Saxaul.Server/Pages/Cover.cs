using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Registers;

namespace Saxaul.Server.Pages;

/// <summary>What somebody is shown of one household's sensitive values: covered, until they asked for this household and said what for.</summary>
/// <param name="AskedFor">What they asked for; null while it is covered.</param>
public sealed record Cover(AskedFor? AskedFor, string Language)
{
    /// <summary>Covers everything.</summary>
    public static Cover Whole(string language) => new(null, language);

    /// <summary>Whether whoever is shown it is the household itself: what is its own is never covered.</summary>
    public bool IsTheirOwn { get; init; }

    public bool IsOff => IsTheirOwn || AskedFor is not null;

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

    public string? Why(string? reason, bool isErased) => isErased ? Texts.Say("requests.erased", Language) : Words(reason);

    /// <summary>What somebody wrote in their own words, without the numbers in it.</summary>
    public string? Words(string? written) => written is null || IsOff ? written : Masked.Numbers(written);
}
