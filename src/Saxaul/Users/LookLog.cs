using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Users;

/// <summary>What somebody looked at a household for.</summary>
public enum LookPurpose
{
    /// <summary>The household's page.</summary>
    Card,

    /// <summary>Its card, printed alone or with those of its village.</summary>
    PrintedCard,

    /// <summary>The masked card for the wall.</summary>
    WallCard,

    /// <summary>A line in the village's book.</summary>
    Book,

    /// <summary>A question about its data.</summary>
    Question,

    /// <summary>Somebody asked to see what is covered.</summary>
    Asked,

    /// <summary>The photo or paper that came with a correction, or its page while that is covered.</summary>
    Evidence,

    /// <summary>A line among people who were searched for.</summary>
    Search,

    /// <summary>The same, searched for by a document number or its last four.</summary>
    Number,

    /// <summary>Rows of a file that was handed in, given back with what is wrong in them.</summary>
    File,

    /// <summary>The document of everything that is kept about it, made because it asked.</summary>
    Request,
}

/// <summary>
/// Keeps who looked at which household, and by which role. Looks are written in the order they happened by one thread of their own, many at a time. A page waits for its looks before it is sent
/// (<see cref="Written"/>), so that a process which is killed has lost none of a page that somebody has; only while somebody holds a SQLite file for longer, as an import does, the page is sent before, and looks wait in
/// memory until that is over.
/// </summary>
public sealed class LookLog : IDisposable
{
    /// <summary>How long a page waits for its looks to be written where one file is everybody's; elsewhere without end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>What could not be written is tried again after this.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>How often it is tried when the program ends.</summary>
    private const int TriesAtTheEnd = 3;

    private readonly RegistryDatabase database;
    private readonly BlockingCollection<(Look? Look, TaskCompletionSource? Written)> waiting = [];
    private readonly Thread writer;

    private sealed record Look(HouseholdKey Household, Actor Actor, LookPurpose Purpose, bool Sensitive, AskedFor? For, string? Export, long At);

    public LookLog(RegistryDatabase database)
    {
        this.database = database;
        writer = new Thread(Write) { IsBackground = true, Name = "looks" };
        writer.Start();
    }

    /// <summary>Somebody was shown these households, now.</summary>
    /// <param name="sensitive">Whether values that are otherwise covered were shown.</param>
    /// <param name="askedFor">What they had been asked for; null when nobody asks.</param>
    /// <param name="export">What left the registry with it; null when nothing did.</param>
    public void Add(Actor actor, IEnumerable<HouseholdKey> households, LookPurpose purpose, bool sensitive = false, AskedFor? askedFor = null, Export? export = null)
    {
        var now = Instant.ToMicroseconds(database.Time.GetUtcNow());
        foreach (var household in households)
            waiting.Add((new Look(household, actor, purpose, sensitive, askedFor, export?.Mark, now), null));
    }

    /// <summary>How many are not written yet.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Completes when every look so far is in the database; never before, however long that is away.</summary>
    public Task Flush()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((null, written));
        return written.Task;
    }

    /// <summary>The same for a page that is about to leave: of a SQLite file also when <see cref="Longest"/> is over. When the program ends before they could be written the page does not leave.</summary>
    public async Task Written()
    {
        if (database.HasOneWriter)
            await Task.WhenAny(Flush(), Task.Delay(Longest, database.Time));
        else
            await Flush();
    }

    private void Write()
    {
        var looks = new List<Look>();
        var marks = new List<TaskCompletionSource>();
        for (var failed = 0; !waiting.IsCompleted || looks.Count > 0 && failed < TriesAtTheEnd;)
        {
            if (waiting.TryTake(out var one, looks.Count > 0 ? Again : Timeout.InfiniteTimeSpan))
            {
                do
                {
                    if (one.Look is { } look)
                        looks.Add(look);
                    if (one.Written is { } mark)
                        marks.Add(mark);
                }
                while (waiting.TryTake(out one));
            }
            try
            {
                Write(looks);
                looks.Clear();
                marks.ForEach(mark => mark.SetResult());
                marks.Clear();
                failed = 0;
            }
            catch (Exception later) when (later is DbException or ProblemException or System.IO.IOException or UnauthorizedAccessException)
            {
                // They are tried again: a database that is away for a while loses none.
                failed = waiting.IsCompleted ? failed + 1 : 0;
            }
        }
        marks.ForEach(mark => mark.TrySetCanceled());
    }

    private void Write(List<Look> looks)
    {
        if (looks.Count == 0)
            return;
        var roles = looks.ConvertAll(RoleOf);
        using var session = database.OpenWriter();
        foreach (var (look, role) in looks.Zip(roles))
        {
            (string, object?)[] values =
            [
                ("@county", look.Household.CountyKey), ("@household", look.Household.Id), ("@at", look.At), ("@actor", look.Actor.Name), ("@purpose", look.Purpose.ToString()),
                ("@sensitive", look.Sensitive), ("@for", look.For?.Purpose), ("@words", look.For?.Words is { } words ? database.Secrets.Seal(words) : null), ("@export", look.Export), ("@role", role),
            ];
            if (session.Execute("""
                INSERT INTO look (county_key, household_id, looked_at, actor, purpose, sensitive, asked_for, words, export, role)
                VALUES (@county, @household, @at, @actor, @purpose, @sensitive, @for, @words, @export, @role) ON CONFLICT DO NOTHING
                """, values) > 0)
                RowSeal.Put(session, database.Secrets, "look", "county_key = @county AND household_id = @household AND looked_at = @at AND actor = @actor", values[..4]);
        }
        session.Commit();
    }

    /// <summary>By which of several roles somebody reads a household is told by where it is; of one there is nothing to ask.</summary>
    private string? RoleOf(Look look)
    {
        var (actor, household) = (look.Actor, look.Household);
        var roles = actor.GrantsFor(Right.ReadHouseholds, household);
        return roles.Count <= 1 ? roles.FirstOrDefault()?.Role
            : roles.FirstOrDefault(grant => Reach.May(database, actor with { Grants = [grant] }, Right.ReadHouseholds, household))?.Role ?? roles[0].Role;
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        writer.Join();
        waiting.Dispose();
    }
}
