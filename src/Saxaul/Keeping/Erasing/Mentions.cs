using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Keeping.Erasing;

/// <summary>
/// What names somebody who is erased though it is about others, or about nobody the registry knows, in every county: questions about a department's row and leads, which are compared as lists are, and whatever people
/// wrote in their own words (<see cref="Column.IsWords"/>). It is looked for before anything is locked; under the lock only what came since is read.
/// </summary>
internal sealed class Mentions
{
    private readonly Registry registry;
    private readonly Dictionary<int, long> heights = [];
    private readonly Dictionary<(VersionedTable Table, int CountyKey), HashSet<long>> found = [];
    private readonly IReadOnlySet<HouseholdKey> households;

    /// <summary>The same in words about their own households, where a longer name is another's only when somebody there bears it: in all else that is written of them, they are the likelier one to be meant.</summary>
    private readonly KnownBy whoAtHome;

    public Mentions(Registry registry, Whom whom)
    {
        (this.registry, households) = (registry, whom.Households);
        using var connection = registry.Database.OpenReader();
        Who = whom.Known.Beside(LongerNames(connection.Command, whom.Known));
        whoAtHome = whom.Known.Beside(LongerNamesAtHome(connection.Command, whom));
        foreach (var countyKey in connection.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0)))
        {
            // Asked before it is read: what is written meanwhile is read again.
            heights[countyKey] = FactStore.HeightOf(connection, countyKey);
            foreach (var table in Tables.Where(table => MayName(connection.Command, table, countyKey)))
                found[(table, countyKey)] = [.. DestroyVersions.Where(connection.Command, registry.Database.Secrets, countyKey, table, Written(table)).Where(state => Names(countyKey, state)).Select(one => one.Version.Id)];
        }
    }

    /// <summary>Who is erased, told apart from those of longer names.</summary>
    public KnownBy Who { get; }

    /// <summary>Tables that hold words of people.</summary>
    private IEnumerable<VersionedTable> Tables => registry.Tables.Where(table => table.Columns.Any(column => column.IsWords));

    private static string Written(VersionedTable table) => string.Join(" OR ", table.Columns.Where(column => column.IsWords || column.IsNamedBySender).Select(column => $"{RegistryDatabase.Identifier(column.Name)} IS NOT NULL"));

    /// <summary>Whether it is worth reading row by row: of words in clear, such as where an amount comes from, there are few different ones in many rows.</summary>
    private bool MayName(Ask ask, VersionedTable table, int countyKey)
    {
        var columns = table.Columns.Where(column => column.IsWords || column.IsNamedBySender).ToList();
        return columns.Exists(column => column.Type == ColumnType.Secret) || columns.Exists(column => new[] { table.Name, table.HistoryName }.SelectMany(name =>
            ask($"SELECT DISTINCT {RegistryDatabase.Identifier(column.Name)} FROM {name} WHERE county_key = @county AND {column.Name} IS NOT NULL", ("@county", countyKey)).ToList(reader => reader.GetString(0))).Any(whoAtHome.NamedIn));
    }

    /// <summary>What goes in a county, which is locked: things whole, in every state, or only the words.</summary>
    /// <param name="subjects">Whose content goes anyway.</param>
    public List<Destroyed> In(WriteSession session, int countyKey, IReadOnlySet<(string Kind, long Id)> subjects)
    {
        var mentions = new List<Destroyed>();
        foreach (var table in Tables)
        {
            var ids = found.GetValueOrDefault((table, countyKey)) ?? [];
            ids.UnionWith(DestroyVersions.Where(session.Writer.Command, session.Database.Secrets, countyKey, table, $"known_from > @since AND ({Written(table)})", command => command.Add("@since", heights.GetValueOrDefault(countyKey)))
                .Where(state => Names(countyKey, state)).Select(one => one.Version.Id));
            if (ids.Count == 0)
                continue;
            var states = DestroyVersions.Where(session.Writer.Command, session.Database.Secrets, countyKey, table, session.Database.AnyOf("id", "@ids"), command => session.Database.AddList(command, "@ids", ids));
            foreach (var thing in states.Where(one => !subjects.Contains(one.Owner)).GroupBy(one => one.Version.Id).Select(thing => thing.ToList()))
                mentions.AddRange(table.GoesWithItsWords && thing.Exists(one => Means(countyKey, one)) ? thing : thing.ConvertAll(one => one with { Columns = ColumnsNaming(countyKey, one) }).Where(one => one.Columns!.Count > 0));
        }
        return mentions;
    }

    /// <summary>Households in which somebody's name bears a remark that tells of them, or whose number does: that is content about others, and stays.</summary>
    public IReadOnlyList<HouseholdKey> StillNaming(Ask ask, IReadOnlyCollection<int> countyKeys, Whom whom)
    {
        var found = new List<HouseholdKey>();
        foreach (var (countyKey, name) in countyKeys.SelectMany(_ => Who.Names, (county, name) => (county, name)))
        {
            var subjects = whom.Subjects.GetValueOrDefault(countyKey) ?? [];
            found.AddRange(ask("SELECT DISTINCT p.id, p.name, m.household_id FROM person p JOIN membership m ON m.county_key = p.county_key AND m.person_id = p.id WHERE p.county_key = @county AND p.name_key LIKE @part", ("@county", countyKey), ("@part", $"%{name}%"))
                .ToList(reader => (Id: reader.GetInt64(0), Name: reader.TextOrNull(1), Household: reader.GetInt64(2))).Where(one => one.Name is { } other && !subjects.Contains(("person", one.Id)) && Who.IsToldIn(other)).Select(one => new HouseholdKey(countyKey, one.Household)));
            found.AddRange(ask("SELECT id, number FROM household WHERE county_key = @county AND LOWER(number) LIKE @part", ("@county", countyKey), ("@part", $"%{name.EnumerateRunes().First()}%"))
                .ToList(reader => (Id: reader.GetInt64(0), Number: reader.GetString(1))).Where(one => !subjects.Contains(("household", one.Id)) && Who.NamedIn(one.Number)).Select(one => new HouseholdKey(countyKey, one.Id)));
        }
        return [.. found.Distinct()];
    }

    private bool Names(int countyKey, Destroyed state) => Means(countyKey, state) || ColumnsNaming(countyKey, state).Count > 0;

    /// <summary>Whether a state is about them by what is said in it.</summary>
    private bool Means(int countyKey, Destroyed state)
    {
        var table = state.Reader.Table;
        if (table == Finding.Table && state.Owner.Kind == table.Name)
        {
            var written = (Finding.From(state.Version).Written ?? "").Split(MatchQuestions.BeforeNumber);
            return Who.Is(written[0], written.Length > 1 ? written[1] : null);
        }
        // A question about a place names nobody; what it asks about, a place as it was written, goes as the other words of its kind.
        return !(table == Finding.Table && state.Owner.Kind == "area") && WordsOf(state, column => column.IsWords).Any(words => Names(countyKey, state, words));
    }

    /// <summary>The columns that go where the thing stays.</summary>
    private IReadOnlyCollection<string> ColumnsNaming(int countyKey, Destroyed state)
    {
        var table = state.Reader.Table;
        return [.. WordsOf(state, column => column.IsNamedBySender || column.IsWords && !table.GoesWithItsWords).Where(words => Names(countyKey, state, words)).Select(words => words.Column.Name)];
    }

    /// <summary>A cell is compared as those of kept files are: what stands in it is mostly one name, or a place.</summary>
    private bool Names(int countyKey, Destroyed state, (Column Column, string Text) words)
    {
        var table = state.Reader.Table;
        var (kind, id) = state.Owner;
        var who = kind == "household" && households.Contains(new HouseholdKey(countyKey, id)) ? whoAtHome : Who;
        return (table == Finding.Table || table == Original.Table || table == Lead.Table ? who.StandsIn(words.Text) : who.NamedIn(words.Text)) && !IsItsOwn(words);
    }

    /// <summary>Many places bear a short name.</summary>
    private bool IsItsOwn((Column Column, string Text) words) => words.Column.IsOfPlace && Who.IsShortName(words.Text);

    private static IEnumerable<(Column Column, string Text)> WordsOf(Destroyed state, Func<Column, bool> which)
    {
        var table = state.Reader.Table;
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (which(table.Columns[i]) && state.Version.Values[i] is string text)
                yield return (table.Columns[i], Spoken(text));
        }
    }

    /// <summary>What a text says: of JSON, such as a proposed correction, its values.</summary>
    private static string Spoken(string text)
    {
        if (!text.StartsWith('{'))
            return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            return string.Join('\n', Strings(json.RootElement));
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Strings(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    /// <summary>Names of others, and of places, of which one is a part.</summary>
    private static List<string> LongerNames(Ask ask, KnownBy who) => [.. who.Names.SelectMany(name => ask("""
        SELECT name_key FROM person WHERE name_key LIKE @part UNION SELECT name_key FROM person_history WHERE name_key LIKE @part UNION SELECT name FROM area WHERE name LIKE @part
        """, ("@part", $"%{name}%")).ToList(reader => reader.GetString(0)))];

    /// <summary>Those of them that somebody bears who is or was of the same household.</summary>
    private static List<string> LongerNamesAtHome(Ask ask, Whom whom)
    {
        const string members = "SELECT person_id FROM membership WHERE county_key = @county AND household_id = @household UNION SELECT person_id FROM membership_history WHERE county_key = @county AND household_id = @household";
        return [.. whom.Households.SelectMany(household => ask($"SELECT name_key FROM person WHERE county_key = @county AND id IN ({members}) UNION SELECT name_key FROM person_history WHERE county_key = @county AND id IN ({members})",
            ("@county", household.CountyKey), ("@household", household.Id)).ToList(reader => reader.TextOrNull(0))).OfType<string>().Where(name => whom.Known.Names.Any(one => name.Contains(one, StringComparison.Ordinal)))];
    }
}
