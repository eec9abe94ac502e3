using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// Looks up where a roster's words put its households, each way of writing once. What has no column may stand in the sheet's name, the sender, the title or the file's
/// name; each counts only where it leaves no doubt.
/// </summary>
internal sealed class RosterPlaces(WriteSession session, Gazetteer counties, OpenedFile file)
{
    private readonly Dictionary<(string Sheet, WrittenPlace Written), (int CountyKey, RosterPlace Place)> known = [];
    private readonly Dictionary<int, Gazetteer> gazetteers = [];
    private readonly Dictionary<string, Place?> countyNames = [];
    private readonly Dictionary<string, Place?> countyOfSheet = [];

    /// <exception cref="ProblemException"><see cref="Problem.CountyUnclear"/> when nothing says in which county the household is, <see cref="Problem.VillageUnclear"/> when a list without a column for the village names none.</exception>
    public (int CountyKey, RosterPlace Place) Of(RosterHousehold household)
    {
        var key = (household.Sheet, household.WrittenPlace);
        if (known.TryGetValue(key, out var place))
            return place;
        return known[key] = LookUp(household.WrittenPlace, household.Sheet) ?? throw new ProblemException(Problem.CountyUnclear(file.Name, household.Sheet, household.Row));
    }

    private (int CountyKey, RosterPlace Place)? LookUp(WrittenPlace written, string sheet)
    {
        if (written.County is not null && County(written.County) is { } county)
            return (county.CountyKey, In(county, written, sheet));
        if (CountyOf(sheet) is not { } ofSheet)
            return null;
        // Somebody in a county nobody knows waits in the county whose list names them, until an answer says what both words together mean.
        return (ofSheet.CountyKey, In(ofSheet, written.County is null ? written : written with { Township = $"{written.County}{written.Township}" }, sheet));
    }

    private RosterPlace In(Place county, WrittenPlace written, string sheet)
    {
        var gazetteer = Read(county.CountyKey);
        if (written.Township is null && !HasColumn(sheet, WellKnown.Township) && MentionedOf(AreaLevel.Township, gazetteer, sheet) is { } township)
            written = written with { Township = township.Name };
        var resolve = new ResolvePlace(gazetteer);
        var resolved = resolve.Of(county.Name, written.Township, written.Village);
        if (resolved.Village is null && !HasColumn(sheet, WellKnown.Village))
        {
            var mentioned = MentionedOf(AreaLevel.Village, gazetteer, sheet, resolved.Within) ?? (written.Village is null ? throw new ProblemException(Problem.VillageUnclear(file.Name, sheet)) : null);
            if (mentioned is not null)
                return new RosterPlace(mentioned.Id, mentioned.Id, null);
        }
        return resolved.Village is { } village
            ? new RosterPlace(village.Id, village.Id, null)
            : Hold(resolved.Within ?? county, resolved.Unknown ?? written.Village ?? "", written);
    }

    private Gazetteer Read(int countyKey) =>
        gazetteers.TryGetValue(countyKey, out var gazetteer) ? gazetteer : gazetteers[countyKey] = Gazetteer.Read(session, [countyKey]);

    private static RosterPlace Hold(Place within, string unknown, WrittenPlace written) => new(null, within.Id, new HeldPlace(unknown, HeldPlace.Join(written)));

    private Place? County(string written)
    {
        if (!countyNames.TryGetValue(written, out var county))
            countyNames[written] = county = new ResolvePlace(counties).Of(written, null, null).Area ?? Mentioned(written);
        return county;
    }

    /// <summary>The county that a sheet's texts write, or the one of the only township of a name that they write.</summary>
    private Place? CountyOf(string sheet)
    {
        if (countyOfSheet.TryGetValue(sheet, out var county))
            return county;
        county = Texts(sheet).Select(Mentioned).FirstOrDefault(one => one is not null) ?? (counties.Counties.Count == 1 ? counties.Counties[0] : null);
        if (county is null && Texts(sheet).Any(text => text.AsSpan().IndexOfAny('乡', '镇', '街') >= 0))
            county = MentionedOf(AreaLevel.Township, Gazetteer.Read(session), sheet)?.At(AreaLevel.County) is { } other ? counties.Find(other.Key) : null;
        return countyOfSheet[sheet] = county;
    }

    private bool HasColumn(string sheet, string field) => FormOf(sheet).IndexOf(field) >= 0;

    private Form FormOf(string sheet) => file.Sheets.First(one => one.Form.Sheet.Name == sheet).Form;

    private IEnumerable<string> Texts(string sheet)
    {
        var form = FormOf(sheet);
        string?[] texts = [sheet, form.FilledInBy, form.Title, .. form.NoteTexts, file.Name];
        return texts.OfType<string>();
    }

    /// <summary>The one county whose whole name or code a text holds.</summary>
    private Place? Mentioned(string text)
    {
        var found = counties.Counties.Where(county => text.Contains(county.Name, StringComparison.Ordinal) || text.Contains(county.Code, StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The one township or village whose whole name the first of the sheet's texts to name any holds; where one name holds another the longer counts.</summary>
    private Place? MentionedOf(AreaLevel level, Gazetteer gazetteer, string sheet, Place? within = null)
    {
        var named = new NamedPlaces(gazetteer, level, within);
        foreach (var text in Texts(sheet))
        {
            if (named.In(text) is { Count: > 0 } found)
                return found.Count == 1 ? found[0] : null;
        }
        return null;
    }
}
