using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A handed-over file and what of it waits to be put right.</summary>
/// <param name="FileId">As <see cref="FileReport.FileId"/> names it.</param>
public sealed record FileFindings(long FileId, string File, IReadOnlyList<FindingInFile> Findings);

/// <summary>Lists the open findings that a handed-over file raised.</summary>
public static class ListFileFindings
{
    /// <returns>The findings in order of sheet and row; null when there is no such file.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/> when the actor may not read the households of every county that the file brought something into.</exception>
    public static FileFindings? Of(Registry registry, Actor actor, long fileId)
    {
        using var connection = registry.Database.OpenReader();
        var (name, columns) = connection.Command("SELECT name, columns_read FROM handed_file WHERE county_key = 0 AND id = @file", ("@file", fileId))
            .ToList(reader => (reader.GetString(0), reader.TextOrNull(1))).FirstOrDefault();
        RequireAll(registry, actor, fileId);
        if (name is null)
            return null;
        var cells = new ColumnsRead(columns);
        return new FileFindings(fileId, name, [.. connection.Command("SELECT sheet, source_row, column_letter, kind, field FROM finding WHERE file_id = @file AND kind <> @untold ORDER BY county_key, id", ("@file", fileId), ("@untold", FindingKind.NotToldTo(actor)))
            .ToList(reader => new FindingInFile(reader.TextOrNull(0) ?? "", reader.IntOrNull(1), reader.TextOrNull(2), reader.GetString(3), reader.TextOrNull(4)))
            .Select(cells.Locate).OrderBy(one => one.Sheet, StringComparer.Ordinal).ThenBy(one => one.Row)]);
    }

    /// <summary>How many findings that a file raised are open, in the counties that the actor may read.</summary>
    public static int CountOf(Registry registry, Actor actor, long fileId)
    {
        using var connection = registry.Database.OpenReader();
        return connection.Command("SELECT county_key, COUNT(*) FROM finding WHERE file_id = @file AND kind <> @untold GROUP BY county_key", ("@file", fileId), ("@untold", FindingKind.NotToldTo(actor))).ToList(reader => (County: reader.GetInt32(0), Count: reader.GetInt32(1)))
            .Where(county => actor.May(Right.ReadHouseholds, county.County)).Sum(county => county.Count);
    }

    /// <summary>
    /// The households that a handed-over file speaks of, as far as it changed or asked anything about them: who takes the file out again looks at them.
    /// </summary>
    /// <returns>In order of county and household; without those that the file left as they were.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/> as above.</exception>
    public static IReadOnlyList<HouseholdKey> HouseholdsOf(Registry registry, Actor actor, long fileId)
    {
        RequireAll(registry, actor, fileId);
        using var connection = registry.Database.OpenReader();
        return connection.Command("""
            SELECT journal.county_key, journal.household_id FROM handed_file
            JOIN chain ON chain.county_key > 0
            JOIN journal ON journal.county_key = chain.county_key AND journal.batch_id = handed_file.batch_id AND journal.file_id = handed_file.id AND journal.household_id IS NOT NULL
            WHERE handed_file.county_key = 0 AND handed_file.id = @file AND journal.household_id <> @none
            UNION
            SELECT county_key, household_id FROM finding WHERE file_id = @file AND household_id IS NOT NULL AND kind <> @untold
            ORDER BY 1, 2
            """, ("@file", fileId), ("@none", EntryHead.NoHousehold), ("@untold", FindingKind.NotToldTo(actor))).ToList(reader => new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1)));
    }

    /// <summary>A file shows the people of every county it speaks of: whoever sees it may read them all.</summary>
    internal static void RequireAll(Registry registry, Actor actor, long fileId)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        using var connection = registry.Database.OpenReader();
        var counties = connection.Command("""
            SELECT DISTINCT journal.county_key FROM handed_file
            JOIN chain ON chain.county_key > 0
            JOIN journal ON journal.county_key = chain.county_key AND journal.batch_id = handed_file.batch_id AND journal.file_id = handed_file.id
            WHERE handed_file.county_key = 0 AND handed_file.id = @file
            """, ("@file", fileId)).ToList(reader => reader.GetInt32(0));
        // Nobody in it was found in any county: nobody knows whose people they are.
        if (counties.Count == 0)
            actor.RequireEverywhere(Right.ReadHouseholds);
        foreach (var countyKey in counties)
            actor.Require(Right.ReadHouseholds, countyKey);
    }
}
