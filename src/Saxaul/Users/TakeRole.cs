using System;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>A user no longer has a role, from a day on; whoever stands in for them in it stands in until their own last day.</summary>
/// <param name="GrantId">What <see cref="GiveRole"/> returned.</param>
/// <param name="Reason">Needed.</param>
public sealed record TakeRole(long GrantId, DateOnly On, string Reason)
{
    internal const string Act = "take role";

    /// <exception cref="ProblemException">7001, 4014; <see cref="Problem.NoSuchGrant"/>, <see cref="Problem.LastAdministrator"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        Families.NeedReason(Reason);
        using var session = registry.Write(actor);
        session.HeightOf(User.Office);
        var entry = session.Begin(User.Office, new EntryHead(Act, On) { HouseholdId = EntryHead.NoHousehold, Reason = Reason }, Right.WriteUsers);
        entry.End(RoleGrant.Table, session.Find(RoleGrant.Table, User.Office, GrantId) ?? Dated(session) ?? throw new ProblemException(Problem.NoSuchGrant()));
        if (!entry.Seal())
            throw new ProblemException(Problem.NoSuchGrant());
        GiveRole.NeedAdministrator(registry, session);
        session.Commit();
    }

    private Journal.Version? Dated(WriteSession session) =>
        session.Writer.Command($"SELECT {RoleGrant.Table.SelectList(history: true)} FROM {RoleGrant.Table.HistoryName} WHERE county_key = @office AND id = @id AND known_to IS NULL ORDER BY true_from DESC LIMIT 1",
            ("@office", User.Office), ("@id", GrantId)).ToList(reader => RoleGrant.Table.Read(reader, session.Database.Secrets)).FirstOrDefault();
}
