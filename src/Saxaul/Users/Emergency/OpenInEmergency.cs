using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>
/// Somebody opens one household out of their reach for four hours, to read it, because something cannot wait. The reason is kept first, and seen by the level above and by the household; whether the number is anybody's is
/// told only then, so that numbers cannot be tried out unseen.
/// </summary>
/// <param name="County">The county's code.</param>
/// <param name="Number">The household's own number, whole.</param>
/// <param name="Reason">Needed.</param>
public sealed record OpenInEmergency(string County, string Number, string Reason)
{
    internal const string Act = "open in emergency";

    private const int LongestReason = 300;

    /// <returns>The household, which they may now read.</returns>
    /// <exception cref="ProblemException">
    /// 7001, 4014; <see cref="Problem.EmergencyNeedsReason"/>, <see cref="Problem.EmergencyNeedsHousehold"/>, <see cref="Problem.OpenAlready"/>, <see cref="Problem.TooManyEmergencies"/>, <see cref="Problem.AlreadyInReach"/>; <see cref="Problem.EmergencyUnknown"/> when the attempt was kept.
    /// </exception>
    public HouseholdKey Run(Registry registry, Actor actor)
    {
        actor.RequireSomewhere(Right.OpenInEmergency);
        Families.NeedReason(Reason);
        if (Reason.Trim().Length > LongestReason)
            throw new ProblemException(Problem.ReasonUnreadable());
        if (Reason.EnumerateRunes().Where(Rune.IsLetterOrDigit).Distinct().Take(2).Count() < 2)
            throw new ProblemException(Problem.EmergencyNeedsReason());
        if (string.IsNullOrWhiteSpace(Number) || Gazetteer.ReadCounties(registry.Database).ByCode(County.Trim()) is not { Level: AreaLevel.County } county)
            throw new ProblemException(Problem.EmergencyNeedsHousehold());
        // What is opened lies where they have no right at all: they write this one entry, and nothing else.
        using var session = registry.Write(new Actor(actor.Name, new HashSet<Right> { Right.OpenInEmergency }, null), Right.OpenInEmergency);
        session.HeightOf(county.CountyKey);
        var found = Find(session, county.CountyKey) ?? EntryHead.NoHousehold;
        var household = new HouseholdKey(county.CountyKey, found);
        NeedNotOpen(session, actor, household);
        NeedDayNotFull(session, actor);
        if (found != EntryHead.NoHousehold && actor.MayIn(Right.ReadHouseholds, county.CountyKey) && Reach.May(registry.Database, actor, Right.ReadHouseholds, household))
            throw new ProblemException(Problem.AlreadyInReach());
        // It changes nothing of the household: no form that somebody has open about it is out of date.
        var entry = session.Begin(county.CountyKey, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = EntryHead.NoHousehold });
        entry.Add(EmergencyAccess.Table, new EmergencyAccess(found, actor.Name, session.Now, Reason.Trim(), null).ToValues());
        entry.Seal();
        session.Commit();
        return found == EntryHead.NoHousehold ? throw new ProblemException(Problem.EmergencyUnknown()) : household;
    }

    /// <summary>The household that bears the number, typed on whatever keyboard, in one or in groups.</summary>
    private long? Find(WriteSession session, int countyKey)
    {
        var number = WrittenText.Clean(Number);
        return new[] { number, number.Replace(" ", "", StringComparison.Ordinal) }.Distinct()
            .Select(one => session.Read(Household.Table, countyKey, "number = @number", command => command.Add("@number", one)) is [var version] ? version.Id : (long?)null).FirstOrDefault(id => id is not null);
    }

    private static void NeedNotOpen(WriteSession session, Actor actor, HouseholdKey household)
    {
        var since = Instant.ToMicroseconds(session.Database.Time.GetUtcNow() - EmergencyAccess.Lasts);
        if (household.Id != EntryHead.NoHousehold && session.Writer.Scalar("SELECT MAX(opened_at) FROM emergency_access WHERE county_key = @county AND household_id = @household AND user_name = @name AND opened_at > @since",
            ("@county", household.CountyKey), ("@household", household.Id), ("@name", actor.Name), ("@since", since)) is long openedAt)
            throw new ProblemException(Problem.OpenAlready(Instant.FromMicroseconds(openedAt) + EmergencyAccess.Lasts));
    }

    private static void NeedDayNotFull(WriteSession session, Actor actor)
    {
        var today = Instant.ToMicroseconds(new DateTimeOffset(session.Database.Time.Today().ToDateTime(default), Instant.Shanghai));
        if (session.Writer.Scalar("SELECT COUNT(*) FROM emergency_access WHERE user_name = @name AND opened_at >= @today", ("@name", actor.Name), ("@today", today)) is long count && count >= EmergencyAccess.MostADay)
            throw new ProblemException(Problem.TooManyEmergencies(EmergencyAccess.MostADay));
    }
}
