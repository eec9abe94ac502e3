using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>What rosters call things: the relations to the head, and the labels of what the registry knows of every household and person.</summary>
public static class RosterWords
{
    public static ListColumn? Column(Registry registry, string field) =>
        registry.Lists.Where(list => list.About == ListAbout.Roster).SelectMany(list => list.Columns).FirstOrDefault(column => column.Field == field);

    public static Labels Labels(Registry registry, string field, string zh, string en) => Column(registry, field)?.Labels ?? new Labels { ["zh"] = zh, ["en"] = en };

    /// <summary>The relations there are; the first is the head's own.</summary>
    public static IReadOnlyList<ChoiceDefinition> Relations(Registry registry) => Column(registry, WellKnown.Relation)?.Choices ?? [];
}
