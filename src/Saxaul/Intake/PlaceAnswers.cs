using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A file of a person's answers for places that no list knows: township, written, code. All of them hold, or none.</summary>
/// <example><code>
/// township,written,code
/// 牙哈镇,玉奇玉吉麦村,652902105208
/// </code></example>
internal sealed class PlaceAnswers
{
    private readonly string file;
    private readonly List<Answer> answers;

    /// <param name="Township">Name or code; "" where the lists write the village without one, and for the answer about a township.</param>
    private sealed record Answer(int Row, string Township, string Written, string Code);

    private PlaceAnswers(string file, List<Answer> answers)
    {
        this.file = file;
        this.answers = answers;
    }

    /// <exception cref="ProblemException">2001 to 2013 when the file cannot be read; 2040 to 2042.</exception>
    public static PlaceAnswers Read(string path)
    {
        using var workbook = Workbook.Open(path);
        using var rows = workbook.Rows(workbook.Sheets[0]);
        rows.Read();
        var headings = rows.Cells.ToArray().Select(cell => WrittenText.Key(cell.Text)).ToList();
        int Column(string name, params string[] words) =>
            headings.FindIndex(heading => heading == name || words.Contains(heading)) is >= 0 and var at ? at : throw new ProblemException(Problem.PlaceAnswersColumnMissing(workbook.Name, name));
        var (township, written, code) = (Column("township", "乡镇"), Column("written", "名单写法", "写法"), Column("code", "区划代码", "代码"));
        var answers = new List<Answer>();
        while (rows.Read())
        {
            var answer = new Answer(rows.RowNumber, WrittenText.Clean(rows[township].Text), WrittenText.Clean(rows[written].Text), WrittenText.Clean(rows[code].Text));
            if (answer.Written.Length == 0 || answer.Code.Length == 0)
                throw new ProblemException(Problem.PlaceAnswerIncomplete(workbook.Name, answer.Row));
            if (answer.Code.Length is not (9 or 12) || !answer.Code.All(char.IsAsciiDigit))
                throw new ProblemException(Problem.PlaceAnswerCodeUnknown(workbook.Name, answer.Row, answer.Code));
            answers.Add(answer);
        }
        return new PlaceAnswers(workbook.Name, answers);
    }

    /// <summary>Remembers all answers and releases whoever waits for one, within the caller's transaction.</summary>
    /// <param name="counties">The counties of the registry.</param>
    /// <returns>The households released, by county.</returns>
    /// <exception cref="ProblemException">2042 to 2045: which row is wrong, and how.</exception>
    public IReadOnlyDictionary<int, IReadOnlySet<long>> Apply(WriteSession session, Gazetteer counties)
    {
        var located = answers.Select(answer => (Answer: answer, County: counties.ByCode(answer.Code[..6]) ?? throw Unknown(answer))).ToList();
        foreach (var countyKey in located.Select(one => one.County.CountyKey).Distinct())
            session.Actor.Require(Right.WriteHouseholds, countyKey);
        var released = new Dictionary<int, IReadOnlySet<long>>();
        foreach (var county in located.GroupBy(one => one.County.CountyKey).OrderBy(county => county.Key))
        {
            var given = new Dictionary<HeldKey, Answer>();
            foreach (var (answer, _) in county)
                Remember(session, county.Key, answer, given);
            released[county.Key] = ReleaseHeld.In(session, county.Key, file);
        }
        return released;
    }

    private void Remember(WriteSession session, int countyKey, Answer answer, Dictionary<HeldKey, Answer> given)
    {
        var gazetteer = Gazetteer.Read(session, [countyKey]);
        var area = gazetteer.ByCode(answer.Code) ?? throw Unknown(answer);
        var within = Within(gazetteer, area, answer);
        var key = HeldKey.Of(within.Id, answer.Written);
        if (given.TryGetValue(key, out var earlier) && earlier.Code != answer.Code)
            throw new ProblemException(Problem.PlaceAnsweredTwice(file, answer.Row, earlier.Row));
        given[key] = answer;
        try
        {
            new AnswerPlace(within.Key, answer.Written, area.Key, file).Apply(session);
        }
        catch (ProblemException refused)
        {
            throw new ProblemException(Problem.PlaceAnswerRefused(file, answer.Row, refused.Problem), refused);
        }
    }

    private Place Within(Gazetteer gazetteer, Place area, Answer answer)
    {
        var county = gazetteer.Counties[0];
        if (answer.Township.Length == 0 || area.Level == AreaLevel.Township)
            return county;
        return new ResolvePlace(gazetteer).Of(county.Name, answer.Township, null).Area is { Level: AreaLevel.Township } township
            ? township
            : throw new ProblemException(Problem.PlaceAnswerTownshipUnknown(file, answer.Row, county.Name));
    }

    private ProblemException Unknown(Answer answer) => new(Problem.PlaceAnswerCodeUnknown(file, answer.Row, answer.Code));
}
