using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>
/// How households are looked at on a page: each way writes the look down, and whoever wants a <see cref="Cover"/> that may be off gets it by <see cref="Open"/>. Before the answer leaves its looks are in the database
/// (<see cref="LookLog.Longest"/>). Whether somebody may look is asked by what reads the household, before.
/// </summary>
internal sealed class Looking(Desk desk, LookLog looks, Households.Uncovered uncovered, Actor actor, IHttpContextAccessor accessor)
{
    private readonly HttpContext context = accessor.HttpContext!;
    private bool waits;

    /// <summary>Opens one household for reading, and says what is covered of it.</summary>
    public Cover Open(HouseholdKey household, LookPurpose purpose) =>
        Cover.Open(Keeps(household) ? Log() : null, actor, household, purpose, Shown(household)?.For, IsTheirOwn(household), Language.Of(context));

    /// <summary>Opens one of which everything is shown, because it asked for that.</summary>
    public Cover OpenWhole(HouseholdKey household, LookPurpose purpose) =>
        Cover.Open(Keeps(household) ? Log() : null, actor, household, purpose, askedFor: null, isTheirOwn: true, Language.Of(context));

    /// <summary>Shows many, with what is sensitive covered; but for rows of a sender's own file, of which nothing ever is.</summary>
    /// <param name="export">What left the registry with them.</param>
    public void Listed(IEnumerable<HouseholdKey> households, LookPurpose purpose, Export? export = null)
    {
        if (!IsAskedOnly)
            Log().Add(actor, households.Where(desk.IsReal), purpose, sensitive: purpose == LookPurpose.File, export: export);
    }

    /// <summary>Somebody asks to see what is covered of a household, and says what for.</summary>
    public void Ask(HouseholdKey household, AskedFor askedFor)
    {
        uncovered.Show(Mark, desk.Registry.Database.Name, household, askedFor, TimeSpan.FromMinutes(desk.Registry.Privacy.MinutesShown));
        // Wherever it is then shown: that somebody asked is written down with what for.
        Open(household, LookPurpose.Asked);
    }

    public void CoverAgain(HouseholdKey household) => uncovered.Cover(Mark, desk.Registry.Database.Name, household);

    /// <summary>For what, and until when, whoever looks has asked to see a household's sensitive values; null while they are covered.</summary>
    public (AskedFor For, DateTimeOffset Until)? Shown(HouseholdKey household) => uncovered.Of(Mark, desk.Registry.Database.Name, household);

    /// <summary>Whether whoever looks is the household itself.</summary>
    public bool IsTheirOwn(HouseholdKey household) => actor.IsThemselves(household, desk.Registry.Roles);

    /// <summary>Whether what is sensitive of a household is covered for whoever looks; nothing is opened by asking.</summary>
    public bool Covers(HouseholdKey household) => Shown(household) is null && !IsTheirOwn(household);

    /// <summary>Whether only the head of an answer is asked for, with which nothing is shown.</summary>
    public bool IsAskedOnly => HttpMethods.IsHead(context.Request.Method);

    private string Mark => SignIn.Visitors.Of(context).Mark;

    /// <summary>Those that exist only where somebody practises are nobody's.</summary>
    private bool Keeps(HouseholdKey household) => !IsAskedOnly && desk.IsReal(household);

    private LookLog Log()
    {
        if (!waits && !context.Response.HasStarted)
            context.Response.OnStarting(looks.Written);
        waits = true;
        return looks;
    }
}
