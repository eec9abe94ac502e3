using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>
/// What a person says became of an area. <paramref name="From"/> and <paramref name="To"/>: the one is now the other; several with one To were joined, several with one From
/// divided. From alone ended without a successor. To alone is an area of its own, whatever its code or name was before.
/// </summary>
/// <param name="From">A code of the registry.</param>
/// <param name="To">A code of the edition.</param>
/// <param name="File">Where it stands, for messages.</param>
public sealed record AreaAnswer(string? From, string? To, string File, int Row)
{
    /// <summary>
    /// Reads a csv or workbook with the columns from and to. A list of proposals may be handed back as it is, without the rows that are wrong: there the column "what" tells
    /// answers from information, and "abolished" in it confirms that an area ended without a successor.
    /// </summary>
    /// <exception cref="ProblemException">3013: a row that cannot be; 2001 to 2013: the file cannot be read.</exception>
    public static IReadOnlyList<AreaAnswer> Read(string path)
    {
        using var workbook = Workbook.Open(path);
        using var rows = workbook.Rows(workbook.Sheets[0]);
        var file = Path.GetFileName(path);
        rows.Read();
        var headings = rows.Cells.ToArray().Select(cell => WrittenText.Key(cell.Text)).ToList();
        var (from, to, what) = (headings.IndexOf("from"), headings.IndexOf("to"), headings.IndexOf("what"));
        if (from < 0 || to < 0)
            throw new ProblemException(Problem.AreaMapWrong(file, 1, "首行须有 from（原代码）和 to（新代码）两列。", "The first row must name the columns from (former code) and to (new code)."));
        var answers = new List<AreaAnswer>();
        while (rows.Read())
        {
            var answer = new AreaAnswer(Code(rows[from]), Code(rows[to]), file, rows.RowNumber);
            var says = what < 0 ? null : WrittenText.Key(rows[what].Text);
            if (says == AreaProposal.New || says == AreaProposal.Stays || answer.To is null && says is not (null or "" or "abolished"))
                continue;
            if (answer.From is not null || answer.To is not null)
                answers.Add(answer);
        }
        return answers;

        static string? Code(Cell cell) => WrittenText.Key(cell.Text) is { Length: > 0 } text ? text : null;
    }

    internal ProblemException Wrong(string zh, string en) => new(Problem.AreaMapWrong(File, Row, zh, en));
}

/// <summary>The answers of an import, carried out level by level. Where an answer begins is a code from before the edition: codes are used again.</summary>
internal sealed class AreaAnswers
{
    private readonly int edition;
    private readonly List<AreaAnswer> all;
    private readonly ILookup<string, AreaAnswer> byFrom;
    private readonly ILookup<string, AreaAnswer> byTo;
    private readonly HashSet<string> codes;
    private readonly HashSet<AreaAnswer> settled = [];
    private readonly Dictionary<string, KnownNode> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownNode> itself = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedNode> listed = new(StringComparer.Ordinal);

    public AreaAnswers(IReadOnlyList<AreaAnswer> answers, int edition)
    {
        this.edition = edition;
        all = [.. answers.DistinctBy(answer => (answer.From, answer.To))];
        byFrom = all.Where(answer => answer.From is not null).ToLookup(answer => answer.From!);
        byTo = all.Where(answer => answer.To is not null).ToLookup(answer => answer.To!);
        codes = [.. all.SelectMany(answer => new[] { answer.From, answer.To }).OfType<string>()];
        foreach (var answer in all)
        {
            foreach (var code in new[] { answer.From, answer.To }.OfType<string>())
            {
                if (code.Length is not (6 or 9 or 12) || !code.All(char.IsAsciiDigit))
                    throw answer.Wrong($"“{code}”不是县（6 位）、乡（9 位）或村（12 位）的代码。", $"'{code}' is not a code of a county (6 digits), township (9) or village (12).");
            }
            if (answer is { From: { } from, To: { } to } && from.Length != to.Length)
                throw answer.Wrong($"{from} 与 {to} 不是同一级。", $"{from} and {to} are not of the same level.");
            if (answer.To is null && byFrom[answer.From!].Count() > 1 || answer.From is null && byTo[answer.To!].Count() > 1)
                throw answer.Wrong($"{answer.From ?? answer.To} 在别的行中另有去向或来源。请只留一种。", $"Another row says otherwise of {answer.From ?? answer.To}. Keep one of them.");
        }
    }

    /// <summary>Counties between which an answer goes, by code; they are compared together.</summary>
    public IEnumerable<(string From, string To)> BetweenCounties => all.Where(answer => answer is { From: not null, To: not null }).Select(answer => (answer.From![..6], answer.To![..6]));

    public void See(KnownNode node)
    {
        if (!codes.Contains(node.Area.Code))
            return;
        if (node.Area.Edition < edition)
            known[node.Area.Code] = node;
        if (!itself.TryGetValue(node.Area.Code, out var other) || other.Area.Edition <= node.Area.Edition)
            itself[node.Area.Code] = node;
    }

    public void See(ListedNode node)
    {
        if (codes.Contains(node.Area.Code))
            listed[node.Area.Code] = node;
    }

    /// <summary>Carries out the answers about areas of a level that were seen.</summary>
    public void Settle(AreaLevel level)
    {
        foreach (var from in byFrom.Select(answers => answers.Key).Where(code => ListedArea.LevelOf(code) == level && !settled.Contains(byFrom[code].First())).Order(StringComparer.Ordinal).ToList())
        {
            if (known.TryGetValue(from, out var node))
                Settle(node, [.. byFrom[from]]);
        }
        foreach (var answer in all.Where(answer => answer.From is null && ListedArea.LevelOf(answer.To!) == level && listed.ContainsKey(answer.To!)))
        {
            listed[answer.To!].IsNew = true;
            settled.Add(answer);
        }
    }

    /// <summary>Refuses answers about codes that the registry or the edition does not have.</summary>
    /// <param name="wasSettled">Whether a code was answered by an earlier import of this edition.</param>
    public void RequireAllSettled(Func<string, bool> wasSettled)
    {
        foreach (var answer in all.Where(answer => !settled.Contains(answer) && !(answer.From is { } code && !known.ContainsKey(code) && wasSettled(code))))
            throw answer.From is { } from && !known.ContainsKey(from)
                ? answer.Wrong($"系统中现在没有代码 {from}。", $"The registry has no area with code {from} now.")
                : answer.Wrong($"这一版区划中没有代码 {answer.To}。", $"This edition has no code {answer.To}.");
    }

    private void Settle(KnownNode node, List<AreaAnswer> answers)
    {
        if (answers.Any(answer => answer.To is { } to && !listed.ContainsKey(to)))
            return;
        settled.UnionWith(answers);
        if (answers[0].To is null)
        {
            node.Abolished = true;
            return;
        }
        var successors = answers.ConvertAll(answer => listed[answer.To!]);
        var stays = successors.Count > 1
            ? Alone(successors.Where(one => Resembles(node, one)))
            : ContinuesAs(node, successors[0]) ? successors[0] : null;
        foreach (var successor in successors)
        {
            if (successor == stays)
                AreaNodes.Link(node, successor);
            else
                AreaNodes.Join(node, successor);
        }
    }

    /// <summary>Of what was joined to one area, that area itself goes on; in a new one, that of its name; otherwise none does.</summary>
    private bool ContinuesAs(KnownNode node, ListedNode successor)
    {
        var joined = byTo[successor.Area.Code].Select(answer => known.GetValueOrDefault(answer.From!)).OfType<KnownNode>().ToList();
        if (itself.TryGetValue(successor.Area.Code, out var bearer) && !joined.Contains(bearer) && bearer.Name.Agreement(successor.Name) is not null)
            return false;
        return joined.Count == 1 || Alone(joined.Where(one => Resembles(one, successor))) == node;
    }

    private static bool Resembles(KnownNode known, ListedNode listed) => known.Area.Code == listed.Area.Code || known.Name.Agreement(listed.Name) is not null;

    private static T? Alone<T>(IEnumerable<T> some) where T : class => some.Take(2).ToList() is [var one] ? one : null;
}
