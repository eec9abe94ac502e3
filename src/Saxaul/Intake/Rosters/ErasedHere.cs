using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;

namespace Saxaul.Intake;

/// <summary>
/// Where in a county content was erased at somebody's request. Nothing is kept by which they could be found again; so of whoever a list names newly there it is asked whether they are the one
/// (<see cref="FindingKind.ErasedNamedAgain"/>), and until somebody answers they are counted nowhere.
/// </summary>
internal sealed class ErasedHere
{
    private readonly WriteSession session;
    private readonly int countyKey;
    private readonly Dictionary<long, DateOnly> persons;
    private readonly List<(long Village, long Height, DateOnly Day, string? Ground)> households;
    private readonly Lazy<JoinedAreas> joined;

    public ErasedHere(WriteSession session, int countyKey)
    {
        (this.session, this.countyKey) = (session, countyKey);
        persons = Erasure.DaysOf(session.Writer.Command, countyKey, "person");
        households = session.Writer.Command($"""
            SELECT DISTINCT household.village_id, erasure.known_from, erasure.true_from, erasure.ground FROM erasure
            JOIN journal ON journal.county_key = erasure.county_key AND journal.height = erasure.known_from AND journal.act = '{EraseContent.HouseholdAct}'
            JOIN {Household.Table.HistoryName} household ON household.county_key = erasure.county_key AND household.id = erasure.owner_id AND household.village_id IS NOT NULL
            WHERE erasure.county_key = @county AND erasure.owner_kind = 'household' AND erasure.scope IS NULL
            """, ("@county", countyKey)).ToList(reader => (reader.GetInt64(0), reader.GetInt64(1), reader.Day(2), reader.TextOrNull(3)));
        joined = new Lazy<JoinedAreas>(() => JoinedAreas.Read(session.Writer.Connection, session.Writer.Transaction, AsOf.Now, countyKey));
    }

    /// <summary>Whether all that was kept of a person was erased: no list can name them any more.</summary>
    public bool Is(long personId) => persons.ContainsKey(personId);

    /// <summary>The day on which it was; null for everybody else.</summary>
    public DateOnly? DayOf(long personId) => persons.TryGetValue(personId, out var day) ? day : null;

    /// <summary>The last day on which a household of a village was erased whole; null when none was.</summary>
    /// <param name="before">Only by those before this one.</param>
    public DateOnly? LastIn(long village, long before = long.MaxValue) => In(village).Where(one => one.Height < before).Select(one => (DateOnly?)one.Day).Max();

    /// <summary>By which law the last of them was erased; null where that went because it named somebody.</summary>
    public string? GroundIn(long village) => In(village).OrderByDescending(one => one.Height).Select(one => one.Ground).FirstOrDefault(ground => ground is not null);

    /// <summary>By which law the last member of a household was erased at their request; null where that went because it named somebody.</summary>
    public string? GroundOfMembers(long household) => session.Writer.Command($"""
        SELECT erasure.ground FROM erasure
        JOIN journal ON journal.county_key = erasure.county_key AND journal.height = erasure.known_from AND journal.act = '{EraseContent.PersonAct}'
        WHERE erasure.county_key = @county AND erasure.owner_kind = 'person' AND erasure.scope IS NULL AND erasure.ground IS NOT NULL AND erasure.owner_id IN
          (SELECT person_id FROM membership WHERE county_key = @county AND household_id = @household UNION SELECT person_id FROM membership_history WHERE county_key = @county AND household_id = @household)
        ORDER BY erasure.known_from DESC
        """, ("@county", countyKey), ("@household", household)).ToList(reader => reader.GetString(0)).FirstOrDefault();

    private IEnumerable<(long Village, long Height, DateOnly Day, string? Ground)> In(long village)
    {
        if (households.Count == 0)
            return [];
        var here = joined.Value.With([joined.Value.Meant(village), village]);
        return households.Where(one => here.Contains(one.Village));
    }
}
