using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Keeping.Erasing;

/// <summary>
/// The looks of which somebody's words name whom an erasure is about, in every county. Words are decrypted and compared before anything is locked; under the lock only those that came since.
/// </summary>
internal sealed class LooksNaming
{
    private sealed record Key(HouseholdKey Household, long At, string Actor);

    private readonly Secrets secrets;
    private readonly KnownBy who;
    private readonly HashSet<Key> read = [], naming = [];

    public LooksNaming(RegistryDatabase database, KnownBy who)
    {
        (secrets, this.who) = (database.Secrets, who);
        using var connection = database.OpenReader();
        Read(connection.Command);
    }

    /// <summary>Who looked stays; what they wrote of why goes where it names them, or was written of one of their households.</summary>
    public void EraseWords(WriteSession session, IReadOnlySet<HouseholdKey> households)
    {
        Read(session.Writer.Command);
        foreach (var look in read.Where(look => naming.Contains(look) || households.Contains(look.Household)))
        {
            RowSeal.Update(session.Writer, secrets, "look", "words = NULL", "county_key = @county AND household_id = @household AND looked_at = @at AND actor = @actor",
                ("@county", look.Household.CountyKey), ("@household", look.Household.Id), ("@at", look.At), ("@actor", look.Actor));
        }
    }

    private void Read(Ask ask)
    {
        // Those that came since cannot be told by their moment: a look may wait before it is written.
        foreach (var (look, words) in ask("SELECT county_key, household_id, looked_at, actor, words FROM look WHERE words IS NOT NULL")
                     .ToList(reader => (new Key(new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1)), reader.GetInt64(2), reader.GetString(3)), reader.GetFieldValue<byte[]>(4))))
        {
            if (read.Add(look) && who.NamedIn(secrets.Open(words)))
                naming.Add(look);
        }
    }
}
