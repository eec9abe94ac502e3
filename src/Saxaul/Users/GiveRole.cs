using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>
/// A user gets a role in an area, for a household or for a list, from a day on and perhaps until a day, as their own or standing in for somebody. Nobody gives a role to themselves: who gives rights and who has them are two.
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

    /// <summary>Days for which somebody stands in at most; whoever has a role for longer has it themselves.</summary>
    public const int LongestStandIn = 366;

    /// <summary>The colleague for whom they stand in, by sign-in name: who has the role there themselves.</summary>
    public string? StandsInFor { get; init; }

    /// <summary>The office's number of a household in the county <see cref="Area"/>, for a role that is given for one.</summary>
    public string? Household { get; init; }

    /// <summary>A department's list, by its code or what it is called, for a role that is given for one.</summary>
    public string? List { get; init; }

    /// <returns>The grant's id.</returns>
    /// <exception cref="ProblemException">
    /// 7001, 4014; <see cref="Problem.NoSuchUser"/>, <see cref="Problem.NoSuchRole"/>, <see cref="Problem.RoleNeedsArea"/>, <see cref="Problem.NoAreaWithCode"/>, <see cref="Problem.OwnRole"/>,
    /// <see cref="Problem.DaysOfRole"/>, <see cref="Problem.RoleBegunBefore"/>, <see cref="Problem.StandInTooLong"/>, <see cref="Problem.NothingToStandInFor"/>, <see cref="Problem.HouseholdsSignInName"/>, <see cref="Problem.RoleNeedsHousehold"/>, <see cref="Problem.HouseholdOfRoleUnknown"/>, <see cref="Problem.RoleNeedsList"/>, <see cref="Problem.RoleGivenTwice"/>.
    /// </exception>
    public long Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        Families.NeedReason(Reason);
        var role = registry.Roles.FirstOrDefault(one => one.Code == Role) ?? throw new ProblemException(Problem.NoSuchRole([.. registry.Roles.Select(one => one.Code)]));
        if (User == actor.Name)
            throw new ProblemException(Problem.OwnRole());
        if (role.Themselves && !TellsNothing(User))
            throw new ProblemException(Problem.HouseholdsSignInName(MostDigits));
        if (Until <= From || StandsInFor is not null && Until is null)
            throw new ProblemException(Problem.DaysOfRole());
        // Who might see what on a day that is over stays as it was.
        if (From < registry.Database.Time.Today())
            throw new ProblemException(Problem.RoleBegunBefore());
        if (StandsInFor is not null && Until > From.AddDays(LongestStandIn))
            throw new ProblemException(Problem.StandInTooLong(LongestStandIn));
        var wanted = For(registry, role);
        using var session = registry.Write(actor);
        session.HeightOf(Users.User.Office);
        var user = Find(session, User);
        var entry = session.Begin(Users.User.Office, new EntryHead(Act, From) { HouseholdId = EntryHead.NoHousehold, Reason = Reason }, Right.WriteUsers);
        wanted = wanted with { UserId = user.Id, StandsInFor = StandsInFor is null ? null : Colleague(session, wanted) };
        if (RolesOf(session, user.Id).Any(one => one.Grant == wanted && !(one.TrueTo <= From) && !(one.TrueFrom >= Until)))
            throw new ProblemException(Problem.RoleGivenTwice());
        var given = entry.Add(RoleGrant.Table, wanted.ToValues());
        if (Until is { } until)
            entry.End(RoleGrant.Table, given, until);
        entry.Seal();
        session.Commit();
        return given.Id;
    }

    /// <summary>Digits in the sign-in name of a household at most: fewer than a telephone has.</summary>
    private const int MostDigits = 6;

    /// <summary>Whether a sign-in name, which stays when a household is erased, is none of its members' names or numbers by how it is written. It is not compared with theirs: whoever gives roles reads no household, and would be told whom one is made of.</summary>
    private static bool TellsNothing(string name) => name.All(char.IsAscii) && name.Count(char.IsAsciiDigit) <= MostDigits;

    /// <summary>For what it is given, without a user.</summary>
    private RoleGrant For(Registry registry, Role role)
    {
        if (Household is not null && role.GivenFor != GivenFor.Household || List is not null && role.GivenFor != GivenFor.List)
            throw new ProblemException(Problem.RoleNeedsArea(role));
        if (role.GivenFor == GivenFor.Everywhere)
            return Area is null ? new RoleGrant(0, role.Code, null, null, null) : throw new ProblemException(Problem.RoleNeedsArea(role));
        var place = Area is null ? null : FindArea.ByCode(registry.Database, Area);
        var level = role.GivenFor switch { GivenFor.Township => AreaLevel.Township, GivenFor.Village => AreaLevel.Village, _ => AreaLevel.County };
        if (place is null || place.Level != level)
            throw new ProblemException(Problem.RoleNeedsArea(role));
        return new RoleGrant(0, role.Code, place.CountyKey, place.Level == AreaLevel.County ? null : place.Id, null)
        {
            HouseholdId = role.GivenFor == GivenFor.Household ? HouseholdIn(registry, place.CountyKey) : null,
            List = role.GivenFor == GivenFor.List ? ListOf(registry) : null,
        };
    }

    /// <summary>Whoever gives roles reads no household: of one they are told only whether its number is right.</summary>
    private long HouseholdIn(Registry registry, int countyKey)
    {
        if (string.IsNullOrWhiteSpace(Household))
            throw new ProblemException(Problem.RoleNeedsHousehold());
        using var connection = registry.Database.OpenReader();
        return connection.Command("SELECT id FROM household WHERE county_key = @county AND number = @number", ("@county", countyKey), ("@number", WrittenText.Clean(Household))).ToList(reader => reader.GetInt64(0)) is [var id]
            ? id : throw new ProblemException(Problem.HouseholdOfRoleUnknown());
    }

    private string ListOf(Registry registry)
    {
        var lists = registry.Lists.Where(list => list.Records is not null).ToList();
        return lists.FirstOrDefault(list => list.List == List || List is not null && list.Labels.ContainsValue(List))?.List ?? throw new ProblemException(Problem.RoleNeedsList([.. lists.Select(list => list.Labels)]));
    }

    private long Colleague(WriteSession session, RoleGrant wanted)
    {
        var colleague = Find(session, StandsInFor!);
        var has = RolesOf(session, colleague.Id).Any(one => one.Grant.IsSameAs(wanted) && one.Grant.StandsInFor is null && one.TrueFrom <= From && !(one.TrueTo < Until));
        return colleague.Id != Find(session, User).Id && has ? colleague.Id : throw new ProblemException(Problem.NothingToStandInFor());
    }

    /// <summary>All the roles of a user, and their days; those that ended too.</summary>
    private static IEnumerable<(RoleGrant Grant, DateOnly TrueFrom, DateOnly? TrueTo)> RolesOf(WriteSession session, long userId) =>
        session.Read(RoleGrant.Table, Users.User.Office, "user_id = @user", command => command.Add("@user", userId)).Concat(GivenRole.Dated(session, "user_id", userId))
            .Select(version => (RoleGrant.From(version), version.TrueFrom, version.TrueTo));

    /// <exception cref="ProblemException"><see cref="Problem.NoSuchUser"/></exception>
    internal static Journal.Version Find(WriteSession session, string name) =>
        session.Read(Users.User.Table, Users.User.Office, "name = @name", command => command.Add("@name", name)).SingleOrDefault() ?? throw new ProblemException(Problem.NoSuchUser());

    /// <summary>Somebody must be left who can give rights, from the day on from which another cannot: neither for a while only, nor from some later day.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.LastAdministrator"/></exception>
    internal static void NeedAdministrator(Registry registry, WriteSession session, DateOnly on)
    {
        var administrators = registry.Roles.Where(role => role.Rights.Contains(Right.WriteUsers)).Select(role => role.Code).ToHashSet();
        if (!session.Read(RoleGrant.Table, Users.User.Office).Where(version => version.TrueFrom <= on).Select(RoleGrant.From).Any(grant => administrators.Contains(grant.Role) && grant.StandsInFor is null))
            throw new ProblemException(Problem.LastAdministrator());
    }
}
