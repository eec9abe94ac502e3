using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>
/// A user gets a role in an area, from a day on and perhaps until a day, as their own or standing in for somebody. Nobody gives a role to themselves: who gives rights and who has them are two.
/// </summary>
/// <param name="User">Sign-in name.</param>
/// <param name="Role">A role's code.</param>
/// <param name="Area">Statistical code of the area; null for a role that holds everywhere.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which they no longer have it; null until it is taken. Needed for standing in.</param>
/// <param name="Reason">Needed.</param>
public sealed record GiveRole(string User, string Role, string? Area, DateOnly From, DateOnly? Until, string Reason)
{
    internal const string Act = "give role";

    /// <summary>The colleague for whom they stand in, by sign-in name: who has the role there themselves.</summary>
    public string? StandsInFor { get; init; }

    /// <returns>The grant's id.</returns>
    /// <exception cref="ProblemException">
    /// 7001, 4014; <see cref="Problem.NoSuchUser"/>, <see cref="Problem.NoSuchRole"/>, <see cref="Problem.RoleNeedsArea"/>, <see cref="Problem.NoAreaWithCode"/>, <see cref="Problem.OwnRole"/>,
    /// <see cref="Problem.DaysOfRole"/>, <see cref="Problem.NothingToStandInFor"/>.
    /// </exception>
    public long Run(Registry registry, Actor actor)
    {
        Families.NeedReason(Reason);
        var role = registry.Roles.FirstOrDefault(one => one.Code == Role) ?? throw new ProblemException(Problem.NoSuchRole([.. registry.Roles.Select(one => one.Code)]));
        if (User == actor.Name)
            throw new ProblemException(Problem.OwnRole());
        if (Until <= From || StandsInFor is not null && Until is null)
            throw new ProblemException(Problem.DaysOfRole());
        var (inCounty, areaId) = Place(registry, role);
        using var session = registry.Write(actor);
        session.HeightOf(Users.User.Office);
        var user = Find(session, User);
        var entry = session.Begin(Users.User.Office, new EntryHead(Act, From) { HouseholdId = EntryHead.NoHousehold, Reason = Reason }, Right.WriteUsers);
        var given = entry.Add(RoleGrant.Table, new RoleGrant(user.Id, role.Code, inCounty, areaId, StandsInFor is null ? null : Colleague(session, role, inCounty, areaId)).ToValues());
        if (Until is { } until)
            entry.End(RoleGrant.Table, given, until);
        entry.Seal();
        session.Commit();
        return given.Id;
    }

    private (int? InCounty, long? AreaId) Place(Registry registry, Role role)
    {
        if (role.GivenFor == GivenFor.Everywhere)
            return Area is null ? (null, null) : throw new ProblemException(Problem.RoleNeedsArea(role));
        var place = Area is null ? null : FindArea.ByCode(registry.Database, Area);
        var level = role.GivenFor switch { GivenFor.County => AreaLevel.County, GivenFor.Township => AreaLevel.Township, _ => AreaLevel.Village };
        if (place is null || place.Level != level)
            throw new ProblemException(Problem.RoleNeedsArea(role));
        return (place.CountyKey, place.Level == AreaLevel.County ? null : place.Id);
    }

    private long Colleague(WriteSession session, Role role, int? inCounty, long? areaId)
    {
        var colleague = Find(session, StandsInFor!);
        var has = session.Read(RoleGrant.Table, Users.User.Office, "user_id = @user", command => command.Add("@user", colleague.Id)).Concat(Dated(session, colleague.Id))
            .Select(version => (Grant: RoleGrant.From(version), version.TrueFrom, version.TrueTo))
            .Any(one => one.Grant.Role == role.Code && one.Grant.InCounty == inCounty && one.Grant.AreaId == areaId && one.Grant.StandsInFor is null && one.TrueFrom <= From && !(one.TrueTo < Until));
        return colleague.Id != Find(session, User).Id && has ? colleague.Id : throw new ProblemException(Problem.NothingToStandInFor());
    }

    /// <exception cref="ProblemException"><see cref="Problem.NoSuchUser"/></exception>
    internal static Journal.Version Find(WriteSession session, string name) =>
        session.Read(Users.User.Table, Users.User.Office, "name = @name", command => command.Add("@name", name)).SingleOrDefault() ?? throw new ProblemException(Problem.NoSuchUser());

    /// <summary>A user's roles whose last day is set.</summary>
    internal static List<Journal.Version> Dated(WriteSession session, long userId) =>
        session.Writer.Command($"SELECT {RoleGrant.Table.SelectList(history: true)} FROM {RoleGrant.Table.HistoryName} WHERE county_key = @office AND user_id = @user AND known_to IS NULL ORDER BY id, true_from",
            ("@office", Users.User.Office), ("@user", userId)).ToList(reader => RoleGrant.Table.Read(reader, session.Database.Secrets));

    /// <summary>Somebody must be left who can give rights, else only the command line can.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.LastAdministrator"/></exception>
    internal static void NeedAdministrator(Registry registry, WriteSession session)
    {
        var administrators = registry.Roles.Where(role => role.Rights.Contains(Right.WriteUsers)).Select(role => role.Code).ToHashSet();
        if (!session.Read(RoleGrant.Table, Users.User.Office).Select(RoleGrant.From).Any(grant => administrators.Contains(grant.Role) && grant.StandsInFor is null))
            throw new ProblemException(Problem.LastAdministrator());
    }
}
