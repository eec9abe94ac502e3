using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;

namespace Saxaul.People;

/// <summary>One word of a search with everything that it may mean. Nothing is guessed away: 女 is part of names and also a relation.</summary>
/// <param name="Key">As names are compared.</param>
/// <param name="Relations">Relations to the head that are called so.</param>
/// <param name="Places">Areas that are called so, with or without 村, 村委会 and the like.</param>
internal sealed record SoughtWord(string Key, IReadOnlyList<string> Relations, IReadOnlyList<Place> Places)
{
    private const int LastFourDigits = 4, ShortestPlace = 2, ShortestNumber = 5;

    /// <summary>A whole document number's keyed hashes (<see cref="Secrets.Hashes"/>); none when the word can be no number.</summary>
    public IReadOnlyList<byte[]> Numbers { get; private init; } = [];

    /// <summary>The same of last four characters.</summary>
    public IReadOnlyList<byte[]> LastFours { get; init; } = [];

    /// <summary>Whether it is written as a whole number is; the number of a group or a house is none.</summary>
    public bool IsWholeNumber { get; private init; }

    /// <summary>Households that bear the word as their office's number, or as the identifier in their page's address.</summary>
    public IReadOnlyList<HouseholdKey> Households { get; private init; } = [];

    /// <summary>Whether it can be part of a name: rare characters are pairs of units, or stand in the private area, and then count as no letters.</summary>
    public bool IsName => Key.Any(unit => char.IsLetter(unit) || char.IsSurrogate(unit) || char.GetUnicodeCategory(unit) == UnicodeCategory.PrivateUse) && Key.AsSpan().IndexOfAny(CountyPeople.PartEnd, '\n') < 0;

    public bool IsInitials => Initials.CanBe(Key);

    /// <summary>The words of what somebody typed: apart by spaces and by the signs that stand between places. A number that was typed in groups is one word.</summary>
    public static IReadOnlyList<SoughtWord> Read(string written, Registry registry, DbConnection connection, Gazetteer gazetteer)
    {
        var clean = WrittenText.Clean(written);
        var together = clean.Replace(" ", "", StringComparison.Ordinal);
        IEnumerable<string> words = DocumentNumber.Read(Cell.OfText(together)).Kind is DocumentKind.Resident or DocumentKind.ResidentOld or DocumentKind.DisabilityCertificate
            ? [together]
            : clean.Split([' ', '/', '、', ',', ';', '，', '；'], StringSplitOptions.RemoveEmptyEntries).Distinct();
        return [.. words.Where(word => PersonName.Key(word).Length > 0).Select(word => One(word, registry, connection, gazetteer))];
    }

    private static SoughtWord One(string word, Registry registry, DbConnection connection, Gazetteer gazetteer)
    {
        var (secrets, key) = (registry.Database.Secrets, WrittenText.Key(word));
        var document = DocumentNumber.Read(Cell.OfText(word));
        var number = document.State switch
        {
            DocumentState.Valid => document.KeptNumber,
            DocumentState.Unverified when word.Any(char.IsAsciiDigit) => document.Number,
            _ => null,
        };
        return new SoughtWord(PersonName.Key(word),
            [.. RosterWords.Relations(registry).Where(choice => choice.Words.Concat(choice.Labels.Values).Any(one => WrittenText.Key(one) == key)).Select(choice => choice.Code)],
            key.Length < ShortestPlace ? [] : [.. Named(gazetteer, word)])
        {
            Numbers = number is null ? [] : secrets.Hashes(number),
            IsWholeNumber = number is not null && word.Count(char.IsAsciiDigit) >= ShortestNumber,
            LastFours = word.Length == LastFourDigits && word[..^1].All(char.IsAsciiDigit) ? secrets.HashesLastFour(word.ToUpperInvariant()) : [],
            Households = secrets.TryReadPublicId(word.ToLowerInvariant(), out var county, out var id)
                ? [new HouseholdKey(county, id)]
                : connection.Command("SELECT county_key, id FROM household WHERE county_key IN (SELECT county_key FROM chain) AND number = @number", ("@number", word))
                    .ToList(reader => new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1))),
        };
    }

    private static IEnumerable<Place> Named(Gazetteer gazetteer, string word) =>
        gazetteer.Tops.SelectMany(top => top.WithAllBelow().TakeWhile(place => place.Level < AreaLevel.County)).Where(place => IsCalled(place.Name, word))
            .Concat(new[] { AreaLevel.County, AreaLevel.Township, AreaLevel.Village }.SelectMany(level => gazetteer.Names.Find(level, word)));

    /// <summary>What lies above the counties is called by its whole name or without its kind: 阿克苏 for 阿克苏地区.</summary>
    private static bool IsCalled(string name, string word) =>
        name == word || new[] { "地区", "市", "盟", "自治州", "省", "自治区" }.Any(kind => name.Length == word.Length + kind.Length && name.StartsWith(word, StringComparison.Ordinal) && name.EndsWith(kind, StringComparison.Ordinal));
}
