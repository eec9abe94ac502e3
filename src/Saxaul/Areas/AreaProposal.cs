using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Saxaul.Areas;

/// <summary>A line for a person to read about an edition: a proposal to confirm, or what the comparison could not settle.</summary>
/// <param name="What"><see cref="Same"/>, <see cref="Joined"/>, <see cref="Moved"/>, <see cref="Gone"/>, <see cref="New"/> or <see cref="Stays"/>.</param>
/// <param name="From">Code in the registry.</param>
/// <param name="To">Code in the edition.</param>
public sealed record AreaProposal(string What, string? From, string? FromName, string? To, string? ToName, string Reason)
{
    /// <summary>Probably one area; neither is touched until a person answers.</summary>
    public const string Same = "same";

    /// <summary>Probably joined to another area.</summary>
    public const string Joined = "joined";

    /// <summary>Probably the same place, now in another county or township; the new area is there already.</summary>
    public const string Moved = "moved";

    /// <summary>No longer in the edition and nothing like it; it stands until a person answers.</summary>
    public const string Gone = "gone";

    /// <summary>In the edition and like nothing before.</summary>
    public const string New = "new";

    /// <summary>Its end is known, but something stands in it.</summary>
    public const string Stays = "stays";

    /// <summary>Writes proposals as a csv that spreadsheets open, in UTF-8 with a mark; nothing when there are none.</summary>
    public static void Write(Stream stream, IReadOnlyCollection<AreaProposal> proposals)
    {
        if (proposals.Count == 0)
            return;
        using var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        file.Write("what,from,from_name,to,to_name,reason\r\n");
        foreach (var one in proposals)
            file.Write(string.Join(',', new[] { one.What, one.From, one.FromName, one.To, one.ToName, one.Reason }.Select(Quoted)) + "\r\n");
    }

    private static string Quoted(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>One that went and one that came, of one name in one prefecture and the only ones of it, are proposed to be the same place.</summary>
    internal static List<AreaProposal> WithMoves(IReadOnlyList<AreaProposal> proposals)
    {
        static (int, string, string) Key(string code, string name) => (code.Length, code[..4], PlaceName.Of(ListedArea.LevelOf(code)!.Value, name).Plain);
        static Dictionary<(int, string, string), AreaProposal> Alone(IEnumerable<((int, string, string) Key, AreaProposal Row)> rows) =>
            rows.GroupBy(row => row.Key).Where(rows => rows.Count() == 1).ToDictionary(rows => rows.Key, rows => rows.First().Row);
        var gone = Alone(proposals.Where(row => row.What == Gone).Select(row => (Key(row.From!, row.FromName!), row)));
        var came = Alone(proposals.Where(row => row.What == New).Select(row => (Key(row.To!, row.ToName!), row)));
        var moved = gone.Where(row => came.ContainsKey(row.Key)).Select(row => (Gone: row.Value, New: came[row.Key])).ToList();
        var replaced = moved.SelectMany(pair => new[] { pair.Gone, pair.New }).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. proposals.Where(row => !replaced.Contains(row))
            .Concat(moved.Select(pair => new AreaProposal(Moved, pair.Gone.From, pair.Gone.FromName, pair.New.To, pair.New.ToName, "本地区内唯一同名 / the only ones of this name in the prefecture")))
            .OrderBy(row => row.What == New).ThenBy(row => row.From ?? row.To, StringComparer.Ordinal)];
    }
}
