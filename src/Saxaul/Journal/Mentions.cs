using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;

namespace Saxaul.Journal;

/// <summary>
/// What names somebody who is erased though it is about others, or about nobody the registry knows, in every county: questions about a department's row and leads, which are compared as lists are, and whatever people
/// wrote in their own words (<see cref="Column.IsWords"/>). It is looked for before anything is locked; under the lock only what came since is read.
/// </summary>
internal sealed class Mentions
{
    private readonly Registry registry;
    private readonly Dictionary<int, long> heights = [];
    private readonly Dictionary<(VersionedTable Table, int CountyKey), HashSet<long>> found = [];

    public Mentions(Registry registry, KnownBy who)
    {
        this.registry = registry;
        using var connection = registry.Database.OpenReader();
        Who = who.Beside(LongerNames(connection.Command, who));
        foreach (var countyKey in connection.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0)))
        {
            // Asked before it is read: what is written meanwhile is read again.
            heights[countyKey] = FactStore.HeightOf(connection, countyKey);
            foreach (var table in Tables.Where(table => MayName(connection.Command, table, countyKey)))
                found[(table, countyKey)] = [.. DestroyVersions.Where(connection.Command, registry.Database.Secrets, countyKey, table, Written(table)).Where(Names).Select(one => one.Version.Id)];
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
            ask($"SELECT DISTINCT {RegistryDatabase.Identifier(column.Name)} FROM {name} WHERE county_key = @county AND {column.Name} IS NOT NULL", ("@county", countyKey)).ToList(reader => reader.GetString(0))).Any(Who.NamedIn));
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
                .Where(Names).Select(one => one.Version.Id));
            if (ids.Count == 0)
                continue;
            var states = DestroyVersions.Where(session.Writer.Command, session.Database.Secrets, countyKey, table, session.Database.AnyOf("id", "@ids"), command => session.Database.AddList(command, "@ids", ids));
            foreach (var thing in states.Where(one => !subjects.Contains(one.Owner)).GroupBy(one => one.Version.Id).Select(thing => thing.ToList()))
                mentions.AddRange(table.GoesWithItsWords && thing.Exists(Means) ? thing : thing.ConvertAll(one => one with { Columns = ColumnsNaming(one) }).Where(one => one.Columns!.Count > 0));
        }
        return mentions;
    }

    private bool Names(Destroyed state) => Means(state) || ColumnsNaming(state).Count > 0;

    /// <summary>Whether a state is about them by what is said in it.</summary>
    private bool Means(Destroyed state)
    {
        var table = state.Reader.Table;
        if (table == Finding.Table && state.Owner.Kind == table.Name)
        {
            var written = (Finding.From(state.Version).Written ?? "").Split(MatchQuestions.BeforeNumber);
            return Who.Is(written[0], written.Length > 1 ? written[1] : null);
        }
        // A question about a place names nobody; what it asks about, a place as it was written, goes as the other words of its kind.
        return !(table == Finding.Table && state.Owner.Kind == "area") && WordsOf(state, column => column.IsWords).Any(words => Names(table, words));
    }

    /// <summary>The columns that go where the thing stays.</summary>
    private IReadOnlyCollection<string> ColumnsNaming(Destroyed state)
    {
        var table = state.Reader.Table;
        return [.. WordsOf(state, column => column.IsNamedBySender || column.IsWords && !table.GoesWithItsWords).Where(words => Names(table, words)).Select(words => words.Column.Name)];
    }

    /// <summary>A cell is compared as those of kept files are: what stands in it is mostly one name, or a place.</summary>
    private bool Names(VersionedTable table, (Column Column, string Text) words) => table == Finding.Table || table == Original.Table || table == Lead.Table ? Who.StandsIn(words.Text) && !IsItsOwn(words) : Who.NamedIn(words.Text) && !IsItsOwn(words);

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
}
