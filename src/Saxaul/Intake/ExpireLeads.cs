using System.Collections.Generic;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Ends the leads whose day has come. Reading passes over them from that day on whether this ran or not.</summary>
public static class ExpireLeads
{
    private const string Act = "expire leads";

    /// <returns>How many ended.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>; leads of counties in which the actor may not write are left to others.</exception>
    public static int Run(Registry registry, Actor actor)
    {
        actor.RequireSomewhere(Right.WriteHouseholds);
        var today = registry.Database.Time.Today();
        List<int> countyKeys;
        using (var connection = registry.Database.OpenReader())
            countyKeys = connection.Command("SELECT DISTINCT county_key FROM lead WHERE expires_on <= @today ORDER BY county_key", ("@today", today)).ToList(reader => reader.GetInt32(0));
        countyKeys.RemoveAll(countyKey => !actor.May(countyKey == HandedFiles.Office ? Right.WriteAreas : Right.WriteHouseholds, countyKey));
        if (countyKeys.Count == 0)
            return 0;
        var count = 0;
        using var session = registry.Write(actor);
        foreach (var countyKey in countyKeys)
        {
            var expired = session.Read(Lead.Table, countyKey, "expires_on <= @today", command => command.Add("@today", today));
            var entry = session.Begin(countyKey, new EntryHead(Act, today) { HouseholdId = EntryHead.NoHousehold });
            foreach (var lead in expired)
                entry.End(Lead.Table, lead, Lead.From(lead).ExpiresOn);
            entry.Seal();
            count += expired.Count;
        }
        session.Commit();
        return count;
    }
}
