using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Imports;

/// <summary>What became, or would become, of several files, in the same words before they are applied, when they were, and when they are handed over again.</summary>
internal static class ReportWords
{
    /// <param name="reports">One a file; null for one whose turn never came.</param>
    /// <param name="before">The key of a sentence that stands before, and of one behind.</param>
    public static string Of(Visit visit, IEnumerable<FileReport?> reports, string? before = null, string? behind = null)
    {
        var all = reports.ToList();
        var taken = all.OfType<FileReport>().Where(IsTaken).ToList();
        var (received, known) = (taken.Where(report => report.IsOfTheFileAlone).ToList(), taken.Where(report => !report.IsOfTheFileAlone).ToList());
        var (rosters, lists) = (known.Where(report => report.Matched is null).ToList(), known.Where(report => report.Matched is not null).ToList());
        var said = new List<string>();
        if (before is not null)
            said.Add(visit.Say(before));
        if (rosters.Count > 0)
        {
            // New, changed and unchanged are all that the files list: the sum is made here, so that it is one.
            var (added, unchanged, leftOut) = (rosters.Sum(one => one.New), rosters.Sum(one => one.Unchanged), rosters.Sum(one => one.LeftOut));
            var changed = rosters.Sum(one => one.Changed) - added - leftOut;
            said.Add(visit.Say("imports.rosters", ("households", added + changed + unchanged), ("new", added), ("changed", changed), ("unchanged", unchanged)));
            if (rosters.Sum(one => one.Held.Households) is > 0 and var held)
                said.Add(visit.Say("imports.rosters_held", ("n", held)));
            if (leftOut > 0)
                said.Add(visit.Say("imports.rosters_left_out", ("n", leftOut)));
        }
        if (lists.Count > 0)
            said.Add(visit.Say("imports.lists", ("rows", lists.Sum(one => one.Rows)), ("matched", lists.Sum(one => one.Matched ?? 0))));
        if (received.Count > 0)
            said.Add(visit.Say("imports.received", ("rows", received.Sum(one => one.Rows))));
        foreach (var (key, count) in new[]
                 {
                     ("imports.files_already", all.Count(report => report is { Refused: null, Already: true })), ("imports.files_refused", all.Count(report => report?.Refused is not null)), ("imports.not_taken", all.Count(report => report is null)),
                 }.Where(one => one.Item2 > 0))
            said.Add(visit.Say(key, ("n", count)));
        if (behind is not null)
            said.Add(visit.Say(behind));
        return string.Join(visit.Language == Language.Chinese ? "" : " ", said);
    }

    /// <summary>Whether anything of a file is, or would be, taken.</summary>
    public static bool IsTaken(FileReport report) => report is { Refused: null, Already: false };
}
