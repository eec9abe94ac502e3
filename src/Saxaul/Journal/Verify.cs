using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Indicators;
using Saxaul.Users;

namespace Saxaul.Journal;

/// <summary>How far a verification is.</summary>
/// <param name="CountyKey">The county whose journal is read; 0 is the office above.</param>
/// <param name="Entry">The last entry read,</param>
/// <param name="Entries">of so many.</param>
public sealed record VerifyProgress(int CountyKey, long Entry, long Entries);

/// <summary>The registry at one moment, as checks read it while others go on writing.</summary>
internal sealed record RegistryMoment(Registry Registry, DbConnection Connection, DbTransaction Transaction, IProgress<VerifyProgress>? Progress)
{
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.Command(sql, parameters);
        command.Transaction = Transaction;
        return command;
    }
}

/// <summary>Checks that nothing was changed behind the journal's back: the chain, each entry's content against the versions kept, and everything that is derived and stored.</summary>
public static class Verify
{
    /// <summary>What is checked, in order; each yields what it finds wrong. Whatever else the registry stores gets its check here.</summary>
    private static readonly IReadOnlyList<Func<RegistryMoment, IEnumerable<Problem>>> Checks =
    [
        moment => moment.Registry.Database.CheckStorage(moment.Connection).Select(Problem.StorageDamaged),
        CheckJournal.Run,
        CheckRows.Sealed,
        CheckRows.KeptFiles,
        CheckRows.Evidence,
        CheckRows.FactSnapshots,
        moment => VerifyTotals.Run(moment.Registry),
    ];

    /// <summary>What is wrong, first things first; empty when all is whole. Found as it is read, so that whoever needs only the first need not wait for the rest.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public static IEnumerable<Problem> Run(Registry registry, Actor actor, IProgress<VerifyProgress>? progress = null)
    {
        actor.RequireEverywhere(Right.Verify);
        return Run(registry, progress);
    }

    private static IEnumerable<Problem> Run(Registry registry, IProgress<VerifyProgress>? progress)
    {
        using var connection = registry.Database.OpenReader();
        using var transaction = registry.Database.BeginSnapshot(connection);
        var moment = new RegistryMoment(registry, connection, transaction, progress);
        foreach (var problem in Checks.SelectMany(check => UpToDamage(check(moment))))
            yield return problem;
    }

    /// <summary>A check that meets a page which cannot be read says so and ends; the others still run.</summary>
    private static IEnumerable<Problem> UpToDamage(IEnumerable<Problem> found)
    {
        using var problems = found.GetEnumerator();
        for (var goesOn = true; goesOn;)
        {
            Problem problem;
            try
            {
                if (!problems.MoveNext())
                    yield break;
                problem = problems.Current;
            }
            catch (DbException damaged)
            {
                problem = Problem.StorageDamaged(damaged.Message);
                goesOn = false;
            }
            yield return problem;
        }
    }
}
