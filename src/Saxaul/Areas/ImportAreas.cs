using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Areas;

/// <summary>What an import of area codes did.</summary>
/// <param name="Added">Areas that are new.</param>
/// <param name="Changed">Areas with another name or parent than before.</param>
/// <param name="Gone">Codes under the list's tops that it no longer has; they stay until somebody says what became of them.</param>
public sealed record AreaImport(int Added, int Changed, IReadOnlyList<string> Gone);

/// <summary>
/// Imports an edition of the statistical area codes. An area keeps its own key, so households keep their village whatever its code and name become; one journal entry
/// a county, and one for what lies above the counties.
/// </summary>
/// <param name="Edition">The year of the edition; it holds from its first day.</param>
public sealed record ImportAreas(IReadOnlyList<ListedArea> Areas, int Edition)
{
    private const int Above = 0;

    /// <exception cref="ProblemException"><see cref="Problem.AreaEditionImpossible"/>; 7001.</exception>
    public AreaImport Run(Registry registry, Actor actor)
    {
        if (Edition is < 1950 or > 2200)
            throw new ProblemException(Problem.AreaEditionImpossible(Edition));
        actor.RequireEverywhere(Right.WriteAreas);
        var from = new DateOnly(Edition, 1, 1);
        using var session = registry.Write(actor);
        session.HeightOf(Above);
        var countyKeys = CountyKeys(session);
        var (added, changed) = (0, 0);
        var gone = new List<string>();

        var ids = Bring(session, Above, [.. Areas.Where(area => area.Level < AreaLevel.County)], new Dictionary<string, long>());
        var byCounty = Areas.Where(area => area.Level >= AreaLevel.County).ToLookup(area => area.Code[..6]);
        var next = countyKeys.Count == 0 ? 1 : countyKeys.Values.Max() + 1;
        var order = byCounty.Select(county => (Areas: county.ToList(), Key: countyKeys.TryGetValue(county.Key, out var key) ? key : next++)).OrderBy(county => county.Key).ToList();
        foreach (var county in order)
            Bring(session, county.Key, county.Areas, ids);
        var prefectures = Areas.Where(area => area.Level == AreaLevel.Prefecture).Select(area => area.Code).ToList();
        gone.AddRange(countyKeys.Keys.Where(code => prefectures.Contains(code[..4]) && !byCounty.Contains(code)));
        session.Commit();
        return new AreaImport(added, changed, gone);

        Dictionary<string, long> Bring(WriteSession session, int countyKey, List<ListedArea> listed, IReadOnlyDictionary<string, long> above)
        {
            var known = session.Read(Area.Table, countyKey).ToDictionary(version => Area.From(version).Code, StringComparer.Ordinal);
            var own = known.ToDictionary(area => area.Key, area => area.Value.Id);
            var entry = session.Begin(countyKey, new EntryHead("import areas", from));
            foreach (var area in listed)
            {
                var parent = area.Parent is null ? (long?)null : own.TryGetValue(area.Parent, out var here) ? here : above[area.Parent];
                if (!known.Remove(area.Code, out var version))
                {
                    own[area.Code] = entry.Add(Area.Table, new Area(parent, area.Level, area.Code, area.Name, null, Edition).ToValues()).Id;
                    added++;
                }
                else if (Area.From(version) is var before && (before.Name != area.Name || before.ParentId != parent))
                {
                    entry.Change(Area.Table, version, (before with { Name = area.Name, ParentId = parent, Edition = Edition }).ToValues());
                    changed++;
                }
            }
            if (countyKey != Above)
                gone.AddRange(known.Keys);
            entry.Seal();
            return own;
        }
    }

    private static Dictionary<string, int> CountyKeys(WriteSession session)
    {
        using var command = session.Writer.Command("SELECT code, county_key FROM area WHERE level = @level", ("@level", Area.LevelName(AreaLevel.County)));
        return command.ToList(reader => (Code: reader.GetString(0), Key: reader.GetInt32(1))).ToDictionary(county => county.Code, county => county.Key);
    }
}
