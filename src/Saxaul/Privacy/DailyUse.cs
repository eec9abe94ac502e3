using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>Of what somebody may do only so much in a day.</summary>
public enum UseKind
{
    /// <summary>Households taken out, as files, prints or single cards.</summary>
    Taken,

    /// <summary>Cards printed one by one, which are among those taken out.</summary>
    Cards,

    /// <summary>Searches by the last four characters of a number, and by a whole number that nobody bears; what forms and lists try of numbers.</summary>
    NumbersTried,

    /// <summary>What departments' lists tried, which is among the numbers tried; beside it lie the numbers themselves (<see cref="Privacy.NumbersListed"/>), for this day.</summary>
    NumbersListed,
}

/// <summary>How much of something somebody did on a day, kept in the database: every process that serves sees the same, and a new day begins at none.</summary>
/// <param name="For">For what, where it was asked: a <see cref="PurposeDefinition"/>'s code.</param>
public sealed record DailyUse(string Actor, DateOnly Day, UseKind What, long Times, string? For)
{
    /// <summary>
    /// Who printed many cards one by one or tried many numbers, by the counties in which they read anybody: for whoever reads the whole of one.
    /// </summary>
    /// <param name="area">Statistical code of a county, or of an area above it.</param>
    /// <returns>The newest first.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>; 7001 for who may not read the whole of it.</exception>
    public static IReadOnlyList<DailyUse> MuchIn(Registry registry, Actor actor, string area, int take)
    {
        var counties = FindArea.CountiesOf(FindArea.ToRead(registry.Database, actor, area, null, null));
        foreach (var county in counties)
            actor.Require(Right.ReadHouseholds, county);
        var everywhere = actor.Grants.Any(grant => grant.HoldsEverywhere(Right.ReadHouseholds));
        var tried = registry.Privacy.SearchLimitOn(registry.Database.Time.Today())?.AskAfter ?? int.MaxValue;
        using var connection = registry.Database.OpenReader();
        return [.. connection.Command("SELECT actor, day_began, what, times, asked_for, counties FROM daily_use WHERE county_key = @office AND (what = @cards AND times >= @printed OR what = @numbers AND times >= @tried) ORDER BY day_began DESC, actor, what",
                ("@office", User.Office), ("@cards", nameof(UseKind.Cards)), ("@printed", registry.Privacy.Exports.CardsSeenFrom), ("@numbers", nameof(UseKind.NumbersTried)), ("@tried", tried))
            .ToList(reader => (Use: Read(reader), Counties: reader.GetString(5)))
            .Where(one => one.Counties.Length == 0 ? everywhere : one.Counties.Split(' ').Any(key => counties.Contains(int.Parse(key, CultureInfo.InvariantCulture)))).Select(one => one.Use).Take(take)];
    }

    /// <summary>What somebody did today so far; none yet when nothing is kept.</summary>
    internal static DailyUse Of(RegistryDatabase database, Actor actor, UseKind what)
    {
        using var connection = database.OpenReader();
        var today = database.Time.Today();
        return connection.Command($"SELECT actor, day_began, what, times, asked_for FROM daily_use WHERE {Key}", [.. KeyOf(actor, today, what)]).ToList(Read).FirstOrDefault() ?? new DailyUse(actor.Name, today, what, 0, null);
    }

    /// <summary>
    /// Adds to it, and says how much it is then. Of two at once the second waits for the first, on either database, so that neither passes a limit which both together exceed: refuse by what this returns, and
    /// nothing was added.
    /// </summary>
    internal static long Add(WriteConnection writer, RegistryDatabase database, Actor actor, UseKind what, long times)
    {
        var key = KeyOf(actor, database.Time.Today(), what);
        Begin(writer, database, actor, key);
        RowSeal.Update(writer, database.Secrets, "daily_use", "times = times + @times", Key, [.. key, ("@times", times)]);
        return Convert.ToInt64(writer.Scalar($"SELECT times FROM daily_use WHERE {Key}", key), CultureInfo.InvariantCulture);
    }

    /// <summary>Adds the numbers of departments' lists to those of the day's earlier ones, and forgets those of other days.</summary>
    /// <returns>How many tries they are more than before. Names that agree can make them fewer: that gives none back.</returns>
    internal static long List(WriteConnection writer, RegistryDatabase database, Actor actor, IReadOnlyDictionary<string, (DateOnly Born, ListedAs As)> listed)
    {
        if (listed.Count == 0)
            return 0;
        var key = KeyOf(actor, database.Time.Today(), UseKind.NumbersListed);
        writer.Execute("DELETE FROM daily_use WHERE county_key = @office AND what = @what AND day_began < @day", [.. key.Where(one => one.Name != "@actor")]);
        Begin(writer, database, actor, key);
        // Whoever lists at the same time waits here.
        writer.Execute($"UPDATE daily_use SET times = times WHERE {Key}", key);
        var (before, kept) = writer.Command($"SELECT times, listed FROM daily_use WHERE {Key}", key).ToList(reader => (reader.GetInt64(0), reader.IsDBNull(1) ? [] : reader.GetFieldValue<byte[]>(1))).Single();
        var numbers = new NumbersListed(database.Secrets);
        numbers.Add(kept);
        foreach (var (number, (born, became)) in listed)
            numbers.Add(number, born, became);
        var tries = Math.Max(before, numbers.Tries());
        RowSeal.Update(writer, database.Secrets, "daily_use", "times = @times, listed = @listed", Key, [.. key, ("@times", tries), ("@listed", numbers.ToBytes())]);
        return tries - before;
    }

    /// <summary>Keeps for what it is, from now on.</summary>
    internal static void Say(WriteConnection writer, RegistryDatabase database, Actor actor, UseKind what, string purpose)
    {
        var key = KeyOf(actor, database.Time.Today(), what);
        Begin(writer, database, actor, key);
        RowSeal.Update(writer, database.Secrets, "daily_use", "asked_for = @for", Key, [.. key, ("@for", purpose)]);
    }

    private const string Key = "county_key = @office AND actor = @actor AND day_began = @day AND what = @what";

    private static (string Name, object? Value)[] KeyOf(Actor actor, DateOnly day, UseKind what) =>
        [("@office", User.Office), ("@actor", actor.Name), ("@day", Instant.ToMicroseconds(Instant.StartOf(day))), ("@what", what.ToString())];

    private static void Begin(WriteConnection writer, RegistryDatabase database, Actor actor, (string Name, object? Value)[] key)
    {
        var reading = actor.Grants.Where(grant => grant.Rights.Contains(Right.ReadHouseholds)).ToList();
        var counties = reading.Exists(grant => grant.Counties is null) ? "" : string.Join(' ', reading.SelectMany(grant => grant.Counties!).Distinct().Order().Select(county => county.ToString(CultureInfo.InvariantCulture)));
        if (writer.Execute("INSERT INTO daily_use (county_key, actor, day_began, what, times, counties) VALUES (@office, @actor, @day, @what, 0, @counties) ON CONFLICT DO NOTHING", [.. key, ("@counties", counties)]) > 0)
            RowSeal.Put(writer, database.Secrets, "daily_use", Key, key);
    }

    private static DailyUse Read(System.Data.Common.DbDataReader reader) =>
        new(reader.GetString(0), Instant.LegalDay(Instant.FromMicroseconds(reader.GetInt64(1))), Enum.Parse<UseKind>(reader.GetString(2)), reader.GetInt64(3), reader.TextOrNull(4));
}
