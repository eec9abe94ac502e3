using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>Keeps the leads of one list, source and period: somebody whom the registry does not know and whose amount is large. They take the place of those that the earlier files left which this one replaces.</summary>
internal sealed class KeepLeads(WriteSession session, ListDefinition list, string source, string period)
{
    /// <summary>The lead that somebody unknown becomes; null when the amount is not that large.</summary>
    public Lead? LeadOf(string name, string? place, long? amount) =>
        list.Lead is { } large && amount is { } fen && fen >= large.From * 100
            ? new Lead(name, place, list.List, source, period, fen, session.Database.Time.Today().AddDays(large.Days))
            : null;

    /// <param name="leads">Each with its row and the county that keeps it.</param>
    /// <returns>How many there are now.</returns>
    public int Replace(IReadOnlyList<(Lead Lead, int Row, int CountyKey)> leads, EntryHead head, IReadOnlyList<int> countyKeys, EarlierLists earlier)
    {
        if (list.Lead is null)
            return 0;
        var known = countyKeys.Prepend(HandedFiles.Office).SelectMany(countyKey => session.Read(Lead.Table, countyKey, "list = @list AND source = @source AND period = @period", command =>
        {
            command.Add("@list", list.List);
            command.Add("@source", source);
            command.Add("@period", period);
        }).Select(version => (County: countyKey, Version: version))).ToList();
        var origins = known.GroupBy(one => one.County).ToDictionary(county => county.Key, county => EntryHeads.At(session, county.Key, county.Select(one => one.Version.KnownFrom)));
        known.RemoveAll(one => origins[one.County][one.Version.KnownFrom].FileId is { } file && !earlier.Files.Contains(file));
        var fresh = new List<(Lead Lead, int Row, int CountyKey)>();
        foreach (var (lead, row, keeper) in leads)
        {
            // All but the day on which it expires: handing the list in again does not keep it longer.
            var same = known.FindIndex(one => one.Version.Values.AsSpan(0, 6).SequenceEqual(lead.ToValues().AsSpan(0, 6)));
            if (same >= 0)
                known.RemoveAt(same);
            else
                fresh.Add((lead, row, keeper));
        }
        foreach (var county in known.Select(one => one.County).Concat(fresh.Select(one => one.CountyKey)).Distinct().Order())
        {
            var entry = session.Begin(county, head);
            foreach (var (_, gone) in known.Where(one => one.County == county))
                entry.Retract(Lead.Table, gone);
            foreach (var (lead, row, _) in fresh.Where(one => one.CountyKey == county))
                entry.Add(Lead.Table, lead.ToValues(), row);
            entry.Seal();
        }
        return leads.Count;
    }
}
