using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Facts;

namespace Saxaul.Screening;

/// <summary>The policies in force, each read once a process: compiling a decision model takes longer than screening a household. Any thread may use it.</summary>
public sealed class Policies(Registry registry, FactStore facts)
{
    private readonly ConcurrentDictionary<string, Policy> known = new();

    /// <exception cref="ProblemException">As <see cref="Policy.Load"/>.</exception>
    public Policy this[string name] => known.GetOrAdd(name, key => Policy.Load(registry, facts.Shape, key));

    /// <summary>Those that a county was screened with; before its first screening those that the indicators in force count.</summary>
    internal IReadOnlyList<Policy> OfCounty(DbConnection connection, int countyKey) =>
        LastScreening.Days(connection, countyKey) is { Count: > 0 } screened ? [.. screened.Select(one => this[one.Policy])] : InForce;

    /// <summary>Those that the indicators in force count.</summary>
    internal IReadOnlyList<Policy> InForce => [.. registry.Indicators.Select(file => file.Content.Policy).OfType<string>().Distinct().Select(name => this[name])];
}
