using System;
using System.Collections.Generic;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>
/// Whose verified numbers the registry knows, in any county, as look-up hashes: a list of people who are all new then asks the database for none of them. It may hold numbers that
/// are not there any more, for which asking finds nobody; it lacks none that was committed before <see cref="CatchUp"/>.
/// </summary>
internal sealed class KnownNumbers
{
    private readonly HashSet<UInt128> numbers = [];
    private readonly Dictionary<int, long> heights = [];

    /// <summary>Whether a number is among them, by whichever of its hashes: keys may have changed since some of them were read.</summary>
    public bool ContainsAny(byte[][] hashes) => Array.Exists(hashes, hash => numbers.Contains(SoughtHashes.Key(hash)));

    /// <summary>Reads what was written since, by whomever.</summary>
    public void CatchUp(WriteSession session)
    {
        foreach (var (county, height) in session.Writer.Command("SELECT county_key, height FROM chain").ToList(reader => (reader.GetInt32(0), reader.GetInt64(1))))
        {
            var known = heights.GetValueOrDefault(county);
            if (height <= known)
                continue;
            numbers.UnionWith(session.Writer.Command("SELECT number_hash FROM person WHERE county_key = @county AND known_from > @known AND number_verified", ("@county", county), ("@known", known))
                .ToList(reader => SoughtHashes.Key(reader.GetFieldValue<byte[]>(0))));
            heights[county] = height;
        }
    }

    /// <summary>Those whom a session brought.</summary>
    public void Include(IEnumerable<UInt128> brought) => numbers.UnionWith(brought);

    /// <summary>After a session whose numbers were included was committed: what it wrote need not be read, unless somebody wrote in the county between <see cref="CatchUp"/> and its turn.</summary>
    public void Committed(WriteSession session, int countyKey)
    {
        var chain = session.Lock(countyKey);
        if (heights.GetValueOrDefault(countyKey) == chain.FirstHeight)
            heights[countyKey] = chain.Height;
    }
}
