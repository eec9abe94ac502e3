using System.Collections.Concurrent;
using Saxaul.Facts;
using Saxaul.Screening;

namespace Saxaul.Server.Pages;

/// <summary>The policies in force, each read once: compiling a decision model takes longer than showing a page.</summary>
internal sealed class Policies(Registry registry, FactStore facts)
{
    private readonly ConcurrentDictionary<string, Policy> known = new();

    public Policy this[string name] => known.GetOrAdd(name, key => Policy.Load(registry, facts.Shape, key));
}
