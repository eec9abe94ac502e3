using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>
/// What somebody tries of numbers in one search, form or list: a number that is covered, or is somebody's beyond their reach, could be found by trying what it may be. From a figure on they say what it is for, which the level
/// above sees, and above another nothing that looks a number up is answered until tomorrow.
/// </summary>
/// <param name="counted">The registry that keeps the count: the real one, also where somebody practises on a copy, for the people in it are real.</param>
public sealed class NumbersTried(Registry counted, Actor actor) : NumberLookUps
{
    /// <summary>Numbers that were typed and looked up by what this stands around so far: from the first on its answer may tell whose one is.</summary>
    public int LookedUp { get; private set; }

    /// <summary>Keeps for what the numbers of this day are, once it was asked.</summary>
    /// <param name="purpose">A code of <see cref="PrivacyRules.Purposes"/> that needs no words; any other is not kept, and is asked for again.</param>
    /// <exception cref="ProblemException">7001 when the actor may read no household.</exception>
    public void Say(string purpose)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (Limit is null || !counted.Privacy.Purposes.Any(one => one.Code == purpose && !one.InWords))
            return;
        using var writer = counted.Database.OpenWriter();
        DailyUse.Say(writer, counted.Database, actor, UseKind.NumbersTried, purpose);
        writer.Commit();
    }

    /// <summary>Whether one more may be tried; also asked of one that would hit, or what is refused would be the answer.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>, <see cref="Problem.NumbersNeedPurpose"/>; 7001 when the actor may read no household.</exception>
    public void Allow()
    {
        if (UsedUp() is { } most)
            throw new ProblemException(Problem.TooManyNumbers(most));
        if (Limit is { } limit && DailyUse.Of(counted.Database, actor, UseKind.NumbersTried) is { For: null } used && used.Times >= limit.AskAfter)
            throw new ProblemException(Problem.NumbersNeedPurpose(limit.AskAfter));
    }

    /// <summary>Counts them, before anything that they hit is told.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/> when they are more than there are in a day, alone or with what the same user tries elsewhere: nothing may be told then. 7001 when the actor may read no household.</exception>
    public void Keep(long tries)
    {
        if (Count(tries) is { } most)
            throw new ProblemException(Problem.TooManyNumbers(most));
    }

    internal override void LookUp()
    {
        Allow();
        LookedUp++;
    }

    /// <summary>How many there are in a day, when they are used up; null when more may be tried.</summary>
    internal int? UsedUp()
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        return Limit is { } limit && DailyUse.Of(counted.Database, actor, UseKind.NumbersTried).Times >= limit.MostADay ? limit.MostADay : null;
    }

    /// <summary>Counts them, those above the measure too: what is refused uncounted could be asked again, and that it was refused would be the answer.</summary>
    /// <param name="listed">The numbers of departments' lists, which count with those of the day's other lists.</param>
    /// <returns>How many there are in a day, when these were more; null when what they hit may be told.</returns>
    internal int? Count(long tries, IReadOnlyDictionary<string, (DateOnly Born, ListedAs As)>? listed = null)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (Limit is not { } limit || (tries == 0 && (listed?.Count ?? 0) == 0))
            return null;
        using var writer = counted.Database.OpenWriter();
        var more = tries + (listed is null ? 0 : DailyUse.List(writer, counted.Database, actor, listed));
        var tried = more == 0 ? 0 : DailyUse.Add(writer, counted.Database, actor, UseKind.NumbersTried, more);
        writer.Commit();
        return tried > limit.MostADay ? limit.MostADay : null;
    }

    private SearchLimit? Limit => counted.Privacy.SearchLimitOn(counted.Database.Time.Today());
}
