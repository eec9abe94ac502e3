using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Areas;

/// <summary>
/// The areas of a county that were joined to another one of it. Households keep the key of the village they were registered in; what is said of the village it was joined
/// to is said of them too. Where an area was divided, or went to another county, nobody can say which household went where: then it is not in here.
/// </summary>
internal sealed class JoinedAreas
{
    private readonly Dictionary<long, long> successors;

    private JoinedAreas(Dictionary<long, long> successors) => this.successors = successors;

    public static JoinedAreas Read(DbConnection connection, DbTransaction? transaction, AsOf asOf, int countyKey)
    {
        var command = connection.Command(asOf.Select(AreaSuccession.Table, "area_id, successor_county, successor_id"));
        command.Transaction = transaction;
        asOf.AddTo(command, countyKey);
        return new JoinedAreas(command.ToList(reader => (Id: reader.GetInt64(0), County: reader.GetInt64(1), Successor: reader.GetInt64(2))).GroupBy(one => one.Id)
            .Where(ended => ended.Count() == 1 && ended.First().County == countyKey).ToDictionary(ended => ended.Key, ended => ended.First().Successor));
    }

    public long? SuccessorOf(long id) => successors.TryGetValue(id, out var successor) ? successor : null;

    /// <summary>The areas, and all that were joined to them.</summary>
    public HashSet<long> With(IEnumerable<long> ids)
    {
        var all = ids.ToHashSet();
        for (var before = -1; before < all.Count;)
        {
            before = all.Count;
            all.UnionWith(successors.Where(one => all.Contains(one.Value)).Select(one => one.Key).ToList());
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
