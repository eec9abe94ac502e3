using System.Collections.Concurrent;
using Saxaul.Facts;

namespace Saxaul.Screening;

/// <summary>The policies in force, each read once a process: compiling a decision model takes longer than screening a household. Any thread may use it.</summary>
public sealed class Policies(Registry registry, FactStore facts)
{
    private readonly ConcurrentDictionary<string, Policy> known = new();

    /// <exception cref="ProblemException">As <see cref="Policy.Load"/>.</exception>
    public Policy this[string name] => known.GetOrAdd(name, key => Policy.Load(registry, facts.Shape, key));
}
