using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Areas;

/// <summary>
/// Which area of a day the village a household keeps means. Households keep the key of the village they were registered in; where it was joined to another one of its
/// county they count in that, and what is said of that is said of them. Where an area was divided, or went to another county, nobody can say which household went where:
/// it stands as long as a household is in it. A household that is put into it for a day on which it stands no longer, or not yet, counts in what it last lay in.
/// </summary>
internal sealed class JoinedAreas
{
    private readonly Dictionary<long, long> successors;
    private readonly Dictionary<long, long> above;

    private JoinedAreas(Dictionary<long, long> successors, Dictionary<long, long> above)
    {
        this.successors = successors;
        this.above = above;
    }

    public static JoinedAreas Read(DbConnection connection, DbTransaction? transaction, AsOf asOf, int countyKey)
    {
        // What was joined may still stand, since something in it has no answer yet: until it ends it means itself.
        var stands = asOf.Select(Area.Table, "id");
        var command = connection.Command($"""
            SELECT area_id, successor_county, successor_id FROM ({asOf.Select(AreaSuccession.Table, "area_id, successor_county, successor_id")}) joined WHERE area_id NOT IN ({stands})
            """);
        command.Transaction = transaction;
        asOf.AddTo(command, countyKey);
        var successors = command.ToList(reader => (Id: reader.GetInt64(0), County: reader.GetInt64(1), Successor: reader.GetInt64(2))).GroupBy(one => one.Id)
            .Where(ended => ended.Count() == 1 && ended.First().County == countyKey).ToDictionary(ended => ended.Key, ended => ended.First().Successor);

        var others = connection.Command($"""
            SELECT id, parent_id, true_from FROM {Area.Table.Name} WHERE county_key = @county AND known_from <= @until AND level <> 'county' AND id NOT IN ({stands})
            UNION ALL
            SELECT id, parent_id, true_from FROM {Area.Table.HistoryName}
            WHERE county_key = @county AND known_from <= @until AND (known_to IS NULL OR known_to > @until) AND level <> 'county' AND id NOT IN ({stands})
            """, ("@until", asOf.Height ?? long.MaxValue));
        others.Transaction = transaction;
        asOf.AddTo(others, countyKey);
        var day = asOf.On ?? DateOnly.MaxValue;
        var above = others.ToList(reader => (Id: reader.GetInt64(0), Parent: reader.LongOrNull(1), From: reader.Day(2))).Where(state => state.Parent is not null).GroupBy(state => state.Id)
            .ToDictionary(states => states.Key, states => (states.Where(state => state.From <= day).OrderByDescending(state => state.From).Concat(states.OrderBy(state => state.From))).First().Parent!.Value);
        return new JoinedAreas(successors, above);
    }

    /// <summary>The area of the same county that one which has ended was joined to; null when it stands or nobody can say.</summary>
    public long? SuccessorOf(long id) => successors.TryGetValue(id, out var successor) ? successor : null;

    /// <summary>The area of the day that this one means: itself; the one it was joined to in the end; or what it last lay in, the county at the highest.</summary>
    public long Meant(long id)
    {
        while (successors.TryGetValue(id, out var next) || above.TryGetValue(id, out next))
            id = next;
        return id;
    }

    /// <summary>The areas, and all that mean one of them.</summary>
    public HashSet<long> With(IEnumerable<long> ids)
    {
        var all = ids.ToHashSet();
        for (var before = -1; before < all.Count;)
        {
            before = all.Count;
            all.UnionWith(successors.Concat(above.Where(one => !successors.ContainsKey(one.Key))).Where(one => all.Contains(one.Value)).Select(one => one.Key).ToList());
        }
        return all;
    }

    /// <summary>Whether the area, or one it was joined to, is among these.</summary>
    public bool IsIn(IReadOnlySet<long> among, long id)
    {
        while (!among.Contains(id))
        {
            if (!successors.TryGetValue(id, out id))
                return false;
        }
        return true;
    }
}
