using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;

namespace Saxaul.Intake;

/// <summary>The one township of which a department's file says that it speaks: a part of a list that comes in parts.</summary>
/// <param name="Name">From the county down, for people.</param>
/// <param name="Stated">A title, a sheet's name, the sender or the file's name says so; otherwise only that every row writes this township.</param>
public sealed record ListPart(int CountyKey, long AreaId, string Name, bool Stated)
{
    public bool IsOfSameArea(ListPart other) => (CountyKey, AreaId) == (other.CountyKey, other.AreaId);

    /// <summary>
    /// The part that a file says it is; null when it does not say so, or contradicts itself: two townships named, or rows that write another one. Where households live does not
    /// count: of that the file says nothing, and a corrected list may name others.
    /// </summary>
    /// <param name="placeOf">What a row's words for its place mean; null when it writes none.</param>
    /// <param name="speaksOf">The counties in which its rows found somebody: they tell townships of one name apart.</param>
    internal static ListPart? Of(OpenedFile file, Gazetteer gazetteer, IReadOnlyList<ListedRow> rows, Func<WrittenPlace, ResolvedPlace?> placeOf, IReadOnlySet<int> speaksOf)
    {
        var townships = new NamedPlaces(gazetteer, AreaLevel.Township);
        var texts = file.Sheets.SelectMany(sheet => new[] { sheet.Form.Sheet.Name, sheet.Form.FilledInBy, sheet.Form.Title }).Append(file.Name).OfType<string>().Distinct();
        var named = texts.Select(text => townships.In(text)).Where(found => found.Count > 0).Select(found => found.Count > 1 ? [.. found.Where(place => speaksOf.Contains(place.CountyKey))] : found).ToList();
        var written = rows.Select(row => placeOf(row.Place)?.Within?.At(AreaLevel.Township)).Distinct().ToList();
        if (named.Count == 0)
            return written is [{ } all] ? new ListPart(all.CountyKey, all.Id, all.Path, false) : null;
        return named.TrueForAll(found => found.Count == 1 && found[0].Key == named[0][0].Key) && written.TrueForAll(place => place is null || place.Key == named[0][0].Key)
            ? new ListPart(named[0][0].CountyKey, named[0][0].Id, named[0][0].Path, true)
            : null;
    }
}
