using System.Collections.Generic;
using System.Text.Json.Serialization;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>What an act did.</summary>
/// <param name="Households">Those it touched; the act says in which order.</param>
/// <param name="Batch">Under which it can be taken back, or which was taken back (<see cref="UndoAct"/>); null when nothing differed and nothing was written.</param>
public sealed record Entered(IReadOnlyList<HouseholdKey> Households, long? Batch)
{
    /// <summary>The correction that waits for a second person instead (<see cref="EnterCorrection"/>); null when it was applied.</summary>
    public long? Waiting { get; init; }
}

/// <summary>A household as somebody had it before them: the journal height of the newest entry about it.</summary>
public sealed record SeenHousehold(HouseholdKey Household, long Height)
{
    /// <summary>Refuses when anything was entered of the household since, whoever did it; its county stands still until the session ends.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.HouseholdChangedMeanwhile"/></exception>
    internal void Check(WriteSession session)
    {
        session.HeightOf(Household.CountyKey);
        if (HeightOf(session, Household) > Height)
            throw new ProblemException(Problem.HouseholdChangedMeanwhile());
    }

    internal static long HeightOf(WriteSession session, HouseholdKey household) =>
        session.Writer.Scalar("SELECT MAX(height) FROM journal WHERE county_key = @county AND household_id = @household", ("@county", household.CountyKey), ("@household", household.Id)) as long? ?? 0;
}

/// <summary>What somebody enters by hand of households and their members. Each act is one transaction and one batch, so that it can be taken back as a whole.</summary>
public abstract record FamilyAct
{
    /// <summary>In a transaction of its own, for who sits at the machine: a page enters it by <see cref="EnterEvent"/> or <see cref="EnterCorrection"/>, which count the numbers typed.</summary>
    /// <returns>The households it touched.</returns>
    /// <exception cref="ProblemException">What <see cref="Apply"/> refuses.</exception>
    public IReadOnlyList<HouseholdKey> Run(Registry registry, Actor actor) => Enter(registry, actor).Households;

    /// <summary>The same, from a form that was opened a while ago.</summary>
    /// <param name="seen">The household as the form showed it; null when it does not matter.</param>
    /// <exception cref="ProblemException">What <see cref="Apply"/> refuses; <see cref="Problem.HouseholdChangedMeanwhile"/>.</exception>
    public Entered Enter(Registry registry, Actor actor, SeenHousehold? seen = null)
    {
        actor.RequireSomewhere(Right.WriteHouseholds);
        using var span = Measures.Begin("act", GetType().Name);
        using var session = registry.WriteByHand(actor, Uncounted.AtTheMachine);
        seen?.Check(session);
        var touched = Apply(registry, session);
        session.Commit();
        Measures.Acted(GetType().Name);
        return new Entered(touched, session.Batch);
    }

    /// <summary>Within the caller's transaction.</summary>
    /// <returns>The households it touched.</returns>
    public abstract IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session);
}

/// <summary>
/// What was entered is put right: nothing happened in the family, the registry had it wrong. One that makes a warning go is not applied at once, but waits for a second
/// person (<see cref="EnterCorrection"/>).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(CorrectHousehold), CorrectHousehold.Act)]
[JsonDerivedType(typeof(CorrectPerson), CorrectPerson.Act)]
[JsonDerivedType(typeof(CorrectEntry), CorrectEntry.Act)]
[JsonDerivedType(typeof(CorrectDeath), CorrectDeath.Act)]
[JsonDerivedType(typeof(GiveDocument), GiveDocument.Act)]
[JsonDerivedType(typeof(UndoAct), UndoAct.Act)]
public abstract record Correction : FamilyAct
{
    /// <summary>Why, in the words of whoever proposed it; never null for one that waits.</summary>
    [JsonIgnore]
    public abstract string? WhyCorrected { get; }

    /// <summary>Whom it says something of: "household" or "person"; null for all that an act entered.</summary>
    internal abstract (string Kind, long Id)? About(Registry registry);

    /// <summary>The act by hand that the household's page tells of once it was applied in a session.</summary>
    internal virtual long? Told(WriteSession session) => session.Batch;

    /// <summary>The same with another reason.</summary>
    internal abstract Correction Because(string reason);
}
