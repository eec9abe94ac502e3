using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>What the columns of lists can be.</summary>
public static class ListFields
{
    /// <summary>The fields of one kind of list, in its definition's order; of all kinds, each once, when that is not known.</summary>
    public static IReadOnlyList<(string Field, Labels Labels)> Of(Registry registry, string? list) =>
        [.. registry.Lists.Where(one => list is null || one.List == list).SelectMany(one => new ListShape(one, registry.Registers, registry.Database.Time.Today().Year).Targets)
            .DistinctBy(target => target.Key).Select(target => (target.Key, target.Labels))];
}
