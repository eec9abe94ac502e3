using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>Looks up where a roster's words put its households, each way of writing once.</summary>
internal sealed class RosterPlaces(WriteSession session, Gazetteer counties, OpenedFile file)
{
    private readonly Dictionary<WrittenPlace, (int CountyKey, RosterPlace Place)> known = [];
    private readonly Dictionary<int, ResolvePlace> byCounty = [];
    private readonly Dictionary<string, Place?> countyNames = [];
    private Place? countyOfFile;
    private bool countyOfFileSought;

    /// <exception cref="ProblemException"><see cref="Problem.CountyUnclear"/> when nothing says in which county the household is.</exception>
    public (int CountyKey, RosterPlace Place) Of(RosterHousehold household)
    {
        if (known.TryGetValue(household.WrittenPlace, out var place))
            return place;
        return known[household.WrittenPlace] = LookUp(household.WrittenPlace) ?? throw new ProblemException(Problem.CountyUnclear(file.Name, household.Sheet, household.Row));
    }

    private (int CountyKey, RosterPlace Place)? LookUp(WrittenPlace written)
    {
        if (written.County is not null && County(written.County) is { } county)
            return (county.CountyKey, In(county, written));
        if (CountyOfFile() is not { } ofFile)
            return null;
        // Somebody in a county nobody knows waits in the county whose list names them, until an answer says what both words together mean.
        return (ofFile.CountyKey, In(ofFile, written.County is null ? written : written with { Township = $"{written.County}{written.Township}" }));
    }

    private RosterPlace In(Place county, WrittenPlace written)
    {
        if (!byCounty.TryGetValue(county.CountyKey, out var resolve))
            byCounty[county.CountyKey] = resolve = new ResolvePlace(Gazetteer.Read(session, [county.CountyKey]));
        var resolved = resolve.Of(county.Name, written.Township, written.Village);
        return resolved.Village is { } village
            ? new RosterPlace(village.Id, village.Id, null)
            : Hold(resolved.Within ?? county, resolved.Unknown ?? written.Village ?? "", written);
    }

    private static RosterPlace Hold(Place within, string unknown, WrittenPlace written) => new(null, within.Id, new HeldPlace(unknown, HeldPlace.Join(written)));

    private Place? County(string written)
    {
        if (!countyNames.TryGetValue(written, out var county))
            countyNames[written] = county = new ResolvePlace(counties).Of(written, null, null).Area ?? Mentioned(written);
        return county;
    }

    /// <summary>The county that the sender's name, a title or the file's name writes; each only where it leaves no doubt.</summary>
    private Place? CountyOfFile()
    {
        if (!countyOfFileSought)
        {
            countyOfFileSought = true;
            var sheet = file.Sheets[0].Form;
            string?[] texts = [sheet.FilledInBy, sheet.Title, .. sheet.NoteTexts, file.Name];
            countyOfFile = texts.OfType<string>().Select(Mentioned).FirstOrDefault(county => county is not null) ?? (counties.Counties.Count == 1 ? counties.Counties[0] : null);
        }
        return countyOfFile;
    }

    /// <summary>The one county whose whole name or code a text holds.</summary>
    private Place? Mentioned(string text)
    {
        var found = counties.Counties.Where(county => text.Contains(county.Name, StringComparison.Ordinal) || text.Contains(county.Code, StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0] : null;
    }
}
