using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Areas;

/// <summary>
/// What the registry knows, read for comparing it with an edition: what lies above the counties and the counties themselves at once, what lies in a county when it is its
/// turn, so that a whole country takes no more memory than its largest county.
/// </summary>
internal sealed class KnownAreas
{
    public const int Above = 0;

    private readonly WriteSession session;
    private readonly int edition;
    private readonly AreaAnswers answers;

    public KnownAreas(WriteSession session, int edition, AreaAnswers answers)
    {
        this.session = session;
        this.edition = edition;
        this.answers = answers;
        var byId = new Dictionary<long, KnownNode>();
        foreach (var version in session.Read(Area.Table, Above).OrderBy(version => Area.From(version).Level))
        {
            var node = Add(Above, version, Area.From(version).ParentId is { } parent ? byId[parent] : null);
            byId[version.Id] = node;
            (node.Area.Level == AreaLevel.Province ? Provinces : Prefectures).Add(node);
        }
        foreach (var (countyKey, version) in ReadCounties())
        {
            if (Area.From(version) is { ParentId: { } parent } && byId.TryGetValue(parent, out var prefecture))
                Add(countyKey, version, prefecture);
        }
    }

    public List<KnownNode> Provinces { get; } = [];

    public List<KnownNode> Prefectures { get; } = [];

    /// <summary>A key that no county has or had.</summary>
    public int NextCountyKey => (int)(session.Writer.Scalar("SELECT MAX(county_key) FROM chain") is { } last ? Convert.ToInt64(last, System.Globalization.CultureInfo.InvariantCulture) : 0) + 1;

    /// <summary>A county's townships with the names of their villages: enough to see how much of it another one holds.</summary>
    public void ReadTownships(KnownNode node)
    {
        if (node.Area.Level == AreaLevel.County && node.Children.Count == 0)
            Hang(node, session.Read(Area.Table, node.CountyKey, "level = 'township'"));
    }

    /// <summary>Everything in a county, and what became of it by earlier imports.</summary>
    public void ReadAll(KnownNode county)
    {
        county.Children.Clear();
        var below = session.Read(Area.Table, county.CountyKey, "level <> 'county'");
        var nodes = Hang(county, below);
        var latest = Math.Max(county.Area.Edition, nodes.Values.Select(node => node.Area.Edition).DefaultIfEmpty().Max());
        foreach (var version in session.Read(AreaSuccession.Table, county.CountyKey))
        {
            var succession = AreaSuccession.From(version);
            latest = Math.Max(latest, succession.Edition);
            if (nodes.TryGetValue(succession.AreaId, out var node))
                node.Earlier.Add(succession.Successor);
        }
        MarkWhatCameWithEdition(county.CountyKey, nodes);
        if (latest > edition)
            throw new ProblemException(Problem.AreaEditionOlder(county.Area.Name, latest, edition));
    }

    /// <summary>Whether the area that had this code lost it, or ended, with this edition.</summary>
    public bool WasChanged(string code) =>
        session.Writer.Scalar("SELECT 1 FROM area_history WHERE code = @code AND true_to = @day AND known_to IS NULL LIMIT 1", ("@code", code), ("@day", new DateOnly(edition, 1, 1))) is not null;

    private void MarkWhatCameWithEdition(int countyKey, Dictionary<long, KnownNode> nodes)
    {
        var day = new DateOnly(edition, 1, 1);
        if (nodes.Values.All(node => node.Version.TrueFrom != day))
            return;
        var before = session.Writer.Command("SELECT id FROM area_history WHERE county_key = @county AND true_to = @day AND known_to IS NULL", ("@county", countyKey), ("@day", day))
            .ToList(reader => reader.GetInt64(0)).ToHashSet();
        foreach (var (id, node) in nodes)
            node.CameWithEdition = node.Version.TrueFrom == day && !before.Contains(id);
    }

    /// <summary>Lets go of what lies in a county.</summary>
    public void Forget(KnownNode county) => county.Children.Clear();

    private Dictionary<long, KnownNode> Hang(KnownNode county, List<Journal.Version> versions)
    {
        var nodes = new Dictionary<long, KnownNode>(versions.Count + 1) { [county.Version.Id] = county };
        foreach (var version in versions.OrderBy(version => Area.From(version).Level))
        {
            if (Area.From(version).ParentId is { } parent && nodes.TryGetValue(parent, out var above))
                nodes[version.Id] = Add(county.CountyKey, version, above);
        }
        return nodes;
    }

    private KnownNode Add(int countyKey, Journal.Version version, KnownNode? parent)
    {
        var node = new KnownNode(countyKey, version, parent);
        parent?.Children.Add(node);
        answers.See(node);
        return node;
    }

    private List<(int CountyKey, Journal.Version Version)> ReadCounties()
    {
        session.Flush();
        // A look-up by key for each county, never a search through all areas.
        var command = session.Writer.Command($"""
            SELECT {Area.Table.SelectList(history: false)}, county_key FROM area
            WHERE id = @county AND level = 'county' AND county_key IN (SELECT county_key FROM chain WHERE county_key > 0)
            ORDER BY county_key
            """, ("@county", Area.CountyId));
        return command.ToList(reader => (reader.GetInt32(reader.FieldCount - 1), Area.Table.Read(reader, session.Database.Secrets)));
    }
}
