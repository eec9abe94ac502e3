using System.Collections.Generic;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>The households that a handed-over file speaks of, as far as it changed or asked anything about them: who takes the file out again looks at them.</summary>
public static class HouseholdsInFile
{
    /// <returns>In order of county and household; without those that the file left as they were.</returns>
    public static IReadOnlyList<HouseholdKey> Of(Registry registry, Actor actor, long fileId)
    {
        using var connection = registry.Database.OpenReader();
        return connection.Command("""
            SELECT journal.county_key, journal.household_id FROM handed_file
            JOIN chain ON chain.county_key > 0
            JOIN journal ON journal.county_key = chain.county_key AND journal.batch_id = handed_file.batch_id AND journal.file_id = handed_file.id AND journal.household_id IS NOT NULL
            WHERE handed_file.county_key = 0 AND handed_file.id = @file
            UNION
            SELECT county_key, household_id FROM finding WHERE file_id = @file AND household_id IS NOT NULL AND kind <> @untold
            ORDER BY 1, 2
            """, ("@file", fileId), ("@untold", FindingKind.NotToldTo(actor))).ToList(reader => new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1)));
    }
}
