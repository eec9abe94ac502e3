using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>What a correction of many would do, or did, to one of them.</summary>
/// <param name="Present">The value before, in the field's own kind; null when unknown.</param>
/// <param name="Refused">Why it is not changed; null when it is.</param>
/// <param name="Clears">The warnings that it would make go: then it waits for a second person instead.</param>
public sealed record CorrectedOne(HouseholdKey Household, object? Present, Problem? Refused, IReadOnlyList<ClearedWarning> Clears);

/// <param name="Batch">Under which what was changed can be taken back as one; null when nothing was.</param>
/// <param name="Height">The county's journal height on which it was tried.</param>
public sealed record CorrectedMany(IReadOnlyList<CorrectedOne> Households, long? Batch, long Height)
{
    public IEnumerable<CorrectedOne> Changed => Households.Where(one => one.Refused is null && one.Clears.Count == 0);

    public IEnumerable<CorrectedOne> Waiting => Households.Where(one => one.Refused is null && one.Clears.Count > 0);

    public IEnumerable<CorrectedOne> Unchanged => Households.Where(one => one.Refused is not null);
}

/// <summary>
/// One field is put right of many households of a county at once: each by the same act as one alone, all in one batch. Whose warning would go waits for a second person;
/// who cannot be changed is left out and said why.
/// </summary>
/// <param name="Register">A register of households in which each has one entry; null for a field of the household itself.</param>
/// <param name="Value">As people write it; null for unknown.</param>
/// <param name="From">The day from which it is so; null when it always was.</param>
/// <param name="Reason">Needed.</param>
public sealed record CorrectMany(IReadOnlyList<HouseholdKey> Households, string? Register, string Field, string? Value, DateOnly? From, string Reason)
{
    /// <summary>Households at once: what a person can look through before they apply it.</summary>
    public const int Most = 200;

    /// <summary>
    /// Whether a field can be put right of many. What is covered of each household is put right of one at a time, once it was asked for: the preview would say of many at once who has just that telephone.
    /// </summary>
    /// <param name="field">How a register defines it; null for what the registry knows of every household.</param>
    public static bool Takes(string key, FieldDefinition? field) => !SensitiveFields.Has(key, field);

    /// <summary>What was seen; needed when a warning would go.</summary>
    public string? Evidence { get; init; }

    /// <summary>The county's journal height of the preview: when anything was entered of one of the households since, it is looked at again first. Null when it does not matter.</summary>
    public long? SeenHeight { get; init; }

    /// <summary>Says what would be done; nothing is written.</summary>
    /// <exception cref="ProblemException">4014, <see cref="Problem.NotOneCounty"/>, <see cref="Problem.TooManyAtOnce"/>, 4032 and 4063 for the value itself; 7001.</exception>
    public CorrectedMany Preview(Registry registry, Actor actor, FactStore facts, Policies policies)
    {
        actor.RequireSomewhere(Right.WriteHouseholds);
        using var session = registry.WriteByHand(actor, Uncounted.NobodyTypes);
        return Try(registry, session, facts, policies);
    }

    /// <summary>Does it.</summary>
    /// <exception cref="ProblemException">As <see cref="Preview"/>; <see cref="Problem.EvidenceNeededOfMany"/>, <see cref="Problem.ManyChangedMeanwhile"/>.</exception>
    public CorrectedMany Run(Registry registry, Actor actor, FactStore facts, Policies policies)
    {
        var tried = Preview(registry, actor, facts, policies);
        if (tried.Waiting.Any() && string.IsNullOrWhiteSpace(Evidence))
            throw new ProblemException(Problem.EvidenceNeededOfMany(tried.Waiting.Count(), [.. tried.Waiting.SelectMany(one => one.Clears).Distinct().Select(one => one.LabelsIn(policies))]));
        // Those that clear a warning are left out of the batch; it is tried again, for somebody may have been quicker.
        var alone = this with { Households = [.. tried.Changed.Select(one => one.Household)] };
        using var session = registry.WriteByHand(actor, Uncounted.NobodyTypes);
        var done = alone.Households.Count == 0 ? tried with { Households = [] } : alone.Try(registry, session, facts, policies);
        if (done.Waiting.Any())
            throw new ProblemException(Problem.ManyChangedMeanwhile());
        foreach (var one in tried.Waiting)
            new EnterCorrection(Of(one.Household), Evidence).Propose(registry, session, one.Household, one.Clears);
        session.Commit();
        return new CorrectedMany([.. done.Households, .. tried.Waiting, .. tried.Unchanged], done.Changed.Any() ? session.Batch : null, tried.Height);
    }

    private CorrectedMany Try(Registry registry, WriteSession session, FactStore facts, Policies policies)
    {
        Families.NeedReason(Reason);
        if (Households.Count > Most)
            throw new ProblemException(Problem.TooManyAtOnce(Most));
        if (Households.Select(household => household.CountyKey).Distinct().Count() != 1)
            throw new ProblemException(Problem.NotOneCounty());
        var county = Households[0].CountyKey;
        session.Actor.RequireIn(Right.WriteHouseholds, county);
        session.HeightOf(county);
        if (SeenHeight is { } seen && Households.Any(household => SeenHousehold.HeightOf(session, household) > seen))
            throw new ProblemException(Problem.ManyChangedMeanwhile());
        var (table, column, value) = Means(registry);
        var tried = new List<CorrectedOne>();
        var present = session.Read(table, county, session.Database.AnyOf("id", "@ids"), command => session.Database.AddList(command, "@ids", [.. Households.Select(household => household.Id)]))
            .ToDictionary(version => version.Id, version => version.Values[column]);
        foreach (var household in Households.Distinct())
        {
            var now = present.GetValueOrDefault(household.Id);
            tried.Add(new CorrectedOne(household, now, Refusal(registry, session, household, Equals(now, value)), []));
        }
        var cleared = new ClearedWarnings(registry, session, facts, policies).Of(tried.Where(one => one.Refused is null).Select(one => one.Household)).ToLookup(gone => gone.Household, gone => gone.Warning);
        return new CorrectedMany(tried.ConvertAll(one => one with { Clears = [.. cleared[one.Household]] }), session.Batch, session.FirstHeightOf(county));
    }

    /// <summary>Applies it to one; null when that was done.</summary>
    private Problem? Refusal(Registry registry, WriteSession session, HouseholdKey household, bool same)
    {
        try
        {
            if (same)
                return Problem.SameAlready();
            Of(household).Apply(registry, session);
            return null;
        }
        catch (ProblemException refused)
        {
            return refused.Problem;
        }
    }

    private Correction Of(HouseholdKey household)
    {
        var fields = new Dictionary<string, string?> { [Field] = Value };
        return Register is null ? new CorrectHousehold(household, fields, From, Reason) : new CorrectEntry(household.CountyKey, Register, household.Id, fields, From, Reason);
    }

    /// <summary>The column that is meant, and the value as it is kept.</summary>
    private (VersionedTable Table, int Column, object? Value) Means(Registry registry)
    {
        if (Register is null)
        {
            return Field is WellKnown.NaturalVillage ? (Household.Table, Household.Table.IndexOf(Field), NewHousehold.Text(Value)) : throw new ProblemException(Problem.NoSuchField(Field));
        }
        var register = registry.Registers.FirstOrDefault(one => one.Register == Register && one.BelongsTo == Owner.Household && !one.Many) ?? throw new ProblemException(Problem.NoSuchField(Register));
        var field = register.Fields.Find(one => one.Name == Field && Takes(one.Name, one)) ?? throw new ProblemException(Problem.NoSuchField(Field));
        return (register.Table, register.IndexOf(Field), ReadField.Of(field, Value));
    }
}
