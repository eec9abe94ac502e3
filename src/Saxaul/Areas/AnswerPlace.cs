using System;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Areas;

/// <summary>
/// A person says what a written place is. It is remembered: the next list that writes it so is understood at once. Answering again for the same words
/// corrects the answer; <see cref="ForgetPlace"/> takes it back. Households that wait for the answer are released by whoever holds them.
/// </summary>
/// <param name="Within">The township in which the village is sought; the county for a township, or for a village written without its township.</param>
/// <param name="Written">As the list writes it.</param>
/// <param name="Area">What it is: an area of the same county, within <paramref name="Within"/>.</param>
/// <param name="Reason">Why, in the person's words; kept in the journal.</param>
public sealed record AnswerPlace(AreaKey Within, string Written, AreaKey Area, string? Reason = null)
{
    internal const string Act = "answer place";

    /// <summary>In a transaction of its own.</summary>
    /// <exception cref="ProblemException">3020 to 3023, 7001.</exception>
    public void Run(Registry registry, Actor actor)
    {
        using var session = registry.Write(actor);
        Apply(session);
        session.Commit();
    }

    /// <summary>Within the caller's transaction.</summary>
    public void Apply(WriteSession session)
    {
        session.RequireReach(Within);
        var written = PlaceName.Of(AreaLevel.Village, Written).Exact;
        if (written.Length == 0)
            throw new ProblemException(Problem.NothingWritten());
        var gazetteer = Gazetteer.Read(session, [Within.CountyKey]);
        var within = gazetteer.Find(Within) ?? throw new ProblemException(Problem.AreaNotFound());
        var area = gazetteer.Find(Area) ?? throw new ProblemException(Problem.AreaNotFound() with { Kind = ProblemKind.Wrong });
        if (ReferenceEquals(area, within) || !area.LiesIn(within))
            throw new ProblemException(Problem.AnswerLiesElsewhere(area.Path, within.Path));
        if (within.WithAllBelow().FirstOrDefault(place => place.Level == area.Level && place != area && PlaceName.Of(place.Level, place.Name).Exact == written) is { } bearer)
            throw new ProblemException(Problem.NameOfAnotherArea(bearer.Name, bearer.Code));

        var entry = session.Begin(Within.CountyKey, new EntryHead(Act, session.Database.Time.Today()) { AreaId = area.Id, Reason = Reason });
        var alias = new PlaceAlias(within.Id, written, area.Id);
        if (Remembered(session, Within, written) is { } known)
            entry.Correct(PlaceAlias.Table, known, alias.ToValues());
        else
            entry.Add(PlaceAlias.Table, alias.ToValues(), from: DateOnly.MinValue);
        entry.Seal();
    }

    internal static Journal.Version? Remembered(WriteSession session, AreaKey within, string written) =>
        session.Read(PlaceAlias.Table, within.CountyKey, "within_id = @within AND written = @written", command =>
        {
            Database.Commands.Add(command, "@within", within.Id);
            Database.Commands.Add(command, "@written", written);
        }).SingleOrDefault();
}

/// <summary>Takes back what a person said a written place is. Households that were released by it stay where they are: moving them is a decision of its own.</summary>
public sealed record ForgetPlace(AreaKey Within, string Written, string? Reason = null)
{
    /// <summary>In a transaction of its own.</summary>
    /// <exception cref="ProblemException">3024 when nothing was remembered; 7001.</exception>
    public void Run(Registry registry, Actor actor)
    {
        using var session = registry.Write(actor);
        Apply(session);
        session.Commit();
    }

    /// <summary>Within the caller's transaction.</summary>
    public void Apply(WriteSession session)
    {
        session.RequireReach(Within);
        var known = AnswerPlace.Remembered(session, Within, PlaceName.Of(AreaLevel.Village, Written).Exact) ?? throw new ProblemException(Problem.PlaceNotRemembered(Written));
        var entry = session.Begin(Within.CountyKey, new EntryHead("forget place", session.Database.Time.Today()) { AreaId = PlaceAlias.From(known).AreaId, Reason = Reason });
        entry.Retract(PlaceAlias.Table, known);
        entry.Seal();
    }
}
