using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>
/// Writes down that something about many households leaves, before it does, and refuses when its taker has taken out too many that day. Whoever reads them within their own area may also take
/// them along; the limit is for the day on which somebody takes everything.
/// </summary>
/// <param name="Counties">Keys of the counties it speaks of.</param>
/// <param name="Area">Statistical code of the area; null when it is of no one area.</param>
/// <param name="Purpose">A code of <see cref="ExportRules.Purposes"/>; null for the first of them.</param>
public sealed record RecordExport(ExportKind What, IReadOnlyCollection<int> Counties, string? Area, int Households, string? Purpose = null)
{
    /// <summary>Without what is read wrongly: I, L, O and U.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>For whoever sits at the machine that holds the database while it has no users: they have all of it anyway.</summary>
    public bool Unlimited { get; init; }

    /// <exception cref="ProblemException"><see cref="Problem.TooManyExported"/>, <see cref="Problem.ExportPurposeUnknown"/>; 7001 when the actor may read no household.</exception>
    public Export Run(Registry registry, Actor actor)
    {
        if (!actor.MaySomewhere(Right.ReadHouseholds))
            throw new ProblemException(Problem.NotAllowed(Right.ReadHouseholds));
        var rules = registry.Privacy.Exports;
        var purpose = Purpose is null ? rules.Purposes.FirstOrDefault() : rules.Purposes.Find(one => one.Code == Purpose) ?? throw new ProblemException(Problem.ExportPurposeUnknown([.. rules.Purposes.Select(one => one.Code)]));
        var database = registry.Database;
        var now = database.Time.GetUtcNow();
        using var writer = database.OpenWriter();
        if (!Unlimited && Households > 0)
            Take(writer, registry, actor, Households);
        var export = new Export(NewMark(), now, actor.Name, What, Area, Households, purpose?.Code ?? "");
        var county = Counties.Count == 1 ? Counties.First() : User.Office;
        writer.Execute("INSERT INTO export (county_key, mark, made_at, actor, what, area, households, purpose) VALUES (@county, @mark, @at, @actor, @what, @area, @households, @purpose)",
            ("@county", county), ("@mark", export.Mark), ("@at", Instant.ToMicroseconds(now)), ("@actor", export.Actor), ("@what", What.ToString()), ("@area", Area), ("@households", Households), ("@purpose", export.Purpose));
        RowSeal.Put(writer, database.Secrets, "export", "county_key = @county AND mark = @mark", ("@county", county), ("@mark", export.Mark));
        writer.Commit();
        return export;
    }

    /// <summary>Counts what somebody takes out today, and refuses when that is too much; the transaction then keeps nothing.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyExported"/></exception>
    internal static void Take(WriteConnection writer, Registry registry, Actor actor, int households)
    {
        var rules = registry.Privacy.Exports;
        var (most, above) = actor.Grants.Any(grant => grant.HoldsEverywhere(Right.ReadHouseholds)) ? (rules.HouseholdsADayEverywhere, (AreaLevel?)null)
            : actor.MayInAWholeCounty(Right.ReadHouseholds) ? (rules.HouseholdsADayOfACounty, AreaLevel.Prefecture) : (rules.HouseholdsADay, AreaLevel.County);
        var taken = DailyUse.Add(writer, registry.Database, actor, UseKind.Taken, households);
        if (taken > most)
            throw new ProblemException(Problem.TooManyExported(taken - households, households, most, above));
    }

    /// <summary>Fifty random bits, in two groups that can be read out.</summary>
    private static string NewMark()
    {
        var letters = string.Concat(RandomNumberGenerator.GetItems<char>(Letters, 10));
        return $"{letters[..5]}-{letters[5..]}";
    }
}
