using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Areas;

/// <summary>
/// The areas of some counties, and what lies above them, as of a day: read once, then asked in memory. It does not follow later changes; ask for it anew for
/// each piece of work: while nothing has changed that costs next to nothing (<see cref="GazetteerStore"/>). Safe for several threads.
/// </summary>
/// <example>
/// <code>
/// var aksu = Gazetteer.ReadUnder(registry.Database, "6529", on: day);
/// foreach (var county in aksu.Counties) Console.WriteLine($"{county.Name}: {county.Children.Count}");
/// </code>
/// </example>
public sealed class Gazetteer
{
    private const string Columns = "id, parent_id, level, code, name, kind, edition";

    private readonly Dictionary<AreaKey, Place> byKey = [];
    private readonly Dictionary<string, Place> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<(AreaKey Within, string Written), AreaKey> aliases = [];
    private readonly Dictionary<int, JoinedAreas> joined = [];
    private readonly Dictionary<(AreaKey Within, string Bare), HashSet<AreaKey>> villageAliases = [];
    private readonly Lazy<PlaceNames> names;

    private Gazetteer() => names = new Lazy<PlaceNames>(() => new PlaceNames(this));

    /// <summary>The places that lie in nothing: provinces, as a rule.</summary>
    public IReadOnlyList<Place> Tops { get; private set; } = [];

    /// <summary>The counties that were read, in order of code.</summary>
    public IReadOnlyList<Place> Counties { get; private set; } = [];

    public int Count => byKey.Count;

    /// <summary>The place with this key; for one that was joined to another of its county by the gazetteer's day, that other: households keep their village's key.</summary>
    public Place? Find(AreaKey key)
    {
        while (!byKey.ContainsKey(key) && joined.TryGetValue(key.CountyKey, out var ofCounty) && ofCounty.SuccessorOf(key.Id) is { } successor)
            key = key with { Id = successor };
        return byKey.GetValueOrDefault(key);
    }

    public Place? Find(int countyKey, long id) => Find(new AreaKey(countyKey, id));

    /// <summary>The place with this statistical code on the gazetteer's day.</summary>
    public Place? ByCode(string code) => byCode.GetValueOrDefault(code);

    public IEnumerable<Place> All => byKey.Values;

    /// <summary>The names of these places, made ready for looking up; shared by all who resolve.</summary>
    internal PlaceNames Names => names.Value;

    /// <summary>What a person answered for a village, however 村, 村委会 or nothing stands behind its name; null when two answers differ in nothing else.</summary>
    internal Place? VillageAlias(Place within, string exact) =>
        Alias(within, exact) ?? (VillageKey(exact) is { } bare && villageAliases.TryGetValue((within.Key, bare), out var keys) && keys.Count == 1 ? Find(keys.First()) : null);

    private static string? VillageKey(string exact) => PlaceName.Of(AreaLevel.Village, exact) is { Kind: null or "村" } name ? name.Bare : null;

    internal Place? Alias(Place within, string exact) => aliases.TryGetValue((within.Key, exact), out var key) ? Find(key) : null;

    /// <summary>The ids of a place of one county, of all that lies in it, and of what was joined to any of these: households keep their village's key.</summary>
    internal IReadOnlySet<long> IdsWithin(Place place) =>
        joined.TryGetValue(place.CountyKey, out var ofCounty) ? ofCounty.With(place.WithAllBelow().Select(below => below.Id)) : place.WithAllBelow().Select(below => below.Id).ToHashSet();

    /// <summary>The same for a place of any gazetteer, as areas are now.</summary>
    internal static IReadOnlySet<long> IdsWithin(RegistryDatabase database, Place place)
    {
        var county = Read(database, [place.CountyKey]);
        return county.IdsWithin(county.Find(place.Key) ?? place);
    }

    /// <summary>All counties of the registry and what lies above them, without townships and villages: what is needed to choose counties by.</summary>
    public static Gazetteer ReadCounties(RegistryDatabase database, DateOnly? on = null, DateTimeOffset? known = null) =>
        known is null ? database.Gazetteers.Get("counties", null, on, () => CountiesAnew(database, on, null)) : CountiesAnew(database, on, known);

    private static Gazetteer CountiesAnew(RegistryDatabase database, DateOnly? on, DateTimeOffset? known)
    {
        using var connection = database.OpenReader();
        var gazetteer = new Gazetteer();
        gazetteer.ReadAbove(connection, AsOfIn(connection, 0, on, known));
        if (known is null)
            gazetteer.ReadCountiesThemselves(connection, on);
        else
            foreach (var countyKey in CountyKeys(connection, null))
                gazetteer.ReadAreas(connection, null, AsOfIn(connection, countyKey, on, known), countyKey, "level = 'county'");
        return gazetteer.Join();
    }

    /// <summary>Everything in these counties.</summary>
    /// <param name="countyKeys">The counties; null for all of the registry, which for a whole country is 680,000 areas.</param>
    /// <param name="on">The day; null for now and on.</param>
    /// <param name="known">As it was known at this moment; null for now.</param>
    public static Gazetteer Read(RegistryDatabase database, IReadOnlyCollection<int>? countyKeys = null, DateOnly? on = null, DateTimeOffset? known = null) =>
        known is null
            ? database.Gazetteers.Get(countyKeys is null ? "all" : string.Join(' ', countyKeys.Order()), countyKeys, on, () => Anew(database, countyKeys, on, null))
            : Anew(database, countyKeys, on, known);

    private static Gazetteer Anew(RegistryDatabase database, IReadOnlyCollection<int>? countyKeys, DateOnly? on, DateTimeOffset? known)
    {
        using var connection = database.OpenReader();
        return Read(connection, null, countyKeys, on, known);
    }

    /// <summary>Everything at and under the area with this code, whatever its level; empty when there is none.</summary>
    /// <param name="code">For example 65, 6529, 652902 or 652902105 (then its whole county is read).</param>
    public static Gazetteer ReadUnder(RegistryDatabase database, string code, DateOnly? on = null, DateTimeOffset? known = null)
    {
        var counties = ReadCounties(database, on, known);
        var place = counties.ByCode(code.Length > 6 ? code[..6] : code);
        return Read(database, place is null ? [] : [.. place.WithAllBelow().Where(below => below.Level == AreaLevel.County).Select(county => county.CountyKey)], on, known);
    }

    /// <summary>As the session sees it, its own changes included.</summary>
    public static Gazetteer Read(WriteSession session, IReadOnlyCollection<int>? countyKeys = null, DateOnly? on = null)
    {
        session.Flush();
        return Read(session.Writer.Connection, session.Writer.Transaction, countyKeys, on, null);
    }

    private static Gazetteer Read(DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<int>? countyKeys, DateOnly? on, DateTimeOffset? known)
    {
        var gazetteer = new Gazetteer();
        gazetteer.ReadAbove(connection, AsOfIn(connection, 0, on, known), transaction);
        foreach (var countyKey in countyKeys ?? CountyKeys(connection, transaction))
        {
            var asOf = AsOfIn(connection, countyKey, on, known);
            gazetteer.ReadAreas(connection, transaction, asOf, countyKey);
            gazetteer.ReadAliases(connection, transaction, asOf, countyKey);
            gazetteer.joined[countyKey] = JoinedAreas.Read(connection, transaction, asOf, countyKey);
        }
        return gazetteer.Join();
    }

    private static AsOf AsOfIn(DbConnection connection, int countyKey, DateOnly? on, DateTimeOffset? known) =>
        new(on, known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : null);

    private static List<int> CountyKeys(DbConnection connection, DbTransaction? transaction)
    {
        using var command = connection.Command("SELECT county_key FROM chain WHERE county_key > 0 ORDER BY county_key");
        command.Transaction = transaction;
        return command.ToList(reader => reader.GetInt32(0));
    }

    private void ReadAbove(DbConnection connection, AsOf asOf, DbTransaction? transaction = null) => ReadAreas(connection, transaction, asOf, 0);

    private void ReadAreas(DbConnection connection, DbTransaction? transaction, AsOf asOf, int countyKey, string? condition = null)
    {
        using var command = connection.Command(asOf.Select(Area.Table, Columns, condition: condition));
        command.Transaction = transaction;
        asOf.AddTo(command, countyKey);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Add(reader, countyKey, 0);
    }

    /// <summary>A look-up by key a county, never a search through all areas.</summary>
    private void ReadCountiesThemselves(DbConnection connection, DateOnly? on)
    {
        const string condition = "id = @county_id AND level = 'county' AND county_key IN (SELECT county_key FROM chain WHERE county_key > 0)";
        using var command = connection.Command(on is null
            ? $"SELECT county_key, {Columns} FROM area WHERE {condition}"
            : $"""
              SELECT county_key, {Columns} FROM area WHERE {condition} AND true_from <= @on
              UNION ALL
              SELECT county_key, {Columns} FROM area_history WHERE {condition} AND true_from <= @on AND (true_to IS NULL OR true_to > @on) AND known_to IS NULL
              """);
        command.Add("@county_id", Area.CountyId);
        if (on is { } day)
            command.Add("@on", day);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Add(reader, reader.GetInt32(0), 1);
    }

    private void ReadAliases(DbConnection connection, DbTransaction? transaction, AsOf asOf, int countyKey)
    {
        using var command = connection.Command(asOf.Select(PlaceAlias.Table, "within_id, written, area_id"));
        command.Transaction = transaction;
        asOf.AddTo(command, countyKey);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (within, written, area) = (new AreaKey(countyKey, reader.GetInt64(0)), reader.GetString(1), new AreaKey(countyKey, reader.GetInt64(2)));
            aliases[(within, written)] = area;
            if (VillageKey(written) is { } bare)
                (villageAliases.TryGetValue((within, bare), out var keys) ? keys : villageAliases[(within, bare)] = []).Add(area);
        }
    }

    private void Add(DbDataReader reader, int countyKey, int first)
    {
        var place = new Place(new AreaKey(countyKey, reader.GetInt64(first)), reader.LongOrNull(first + 1), Area.LevelOf(reader.GetString(first + 2)),
            reader.GetString(first + 3), reader.GetString(first + 4), reader.TextOrNull(first + 5), reader.GetInt32(first + 6));
        byKey[place.Key] = place;
        // A code is given again while what bore it before still stands in the registry.
        if (!byCode.TryGetValue(place.Code, out var other) || other.Edition <= place.Edition)
            byCode[place.Code] = place;
    }

    /// <summary>Hangs every place under its parent, and leaves out provinces and prefectures in which none of the counties lies.</summary>
    private Gazetteer Join()
    {
        var counties = new List<Place>();
        foreach (var place in byKey.Values.Where(place => place.Level >= AreaLevel.County))
        {
            if (place.Level == AreaLevel.County)
                counties.Add(place);
            Hang(place, place.Level == AreaLevel.County ? 0 : place.CountyKey);
        }
        var above = counties.Select(county => county.Parent).OfType<Place>().ToHashSet();
        foreach (var place in above.Where(place => place.Level == AreaLevel.Prefecture).ToList())
        {
            Hang(place, 0);
            if (place.Parent is { } province)
                above.Add(province);
        }
        foreach (var empty in byKey.Values.Where(place => place.Level < AreaLevel.County && !above.Contains(place)).ToList())
        {
            byKey.Remove(empty.Key);
            byCode.Remove(empty.Code);
        }
        foreach (var place in byKey.Values)
            place.SortChildren();
        Counties = [.. counties.OrderBy(county => county.Code, StringComparer.Ordinal)];
        Tops = [.. byKey.Values.Where(place => place.Parent is null).OrderBy(place => place.Code, StringComparer.Ordinal)];
        return this;
    }

    private void Hang(Place place, int parentCountyKey)
    {
        if (place.ParentId is { } parentId && byKey.TryGetValue(new AreaKey(parentCountyKey, parentId), out var parent))
            place.LieIn(parent);
    }
}
