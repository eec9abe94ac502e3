using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Threading;
using System.Threading.Tasks;
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
/// Keeps who looked at which household. Looks are written in the order they happened by one thread of their own, many at a time, so that a page waits neither for the
/// disk nor for an import that holds the database; a process that is killed may lose the last ones.
/// </summary>
public sealed class LookLog : IDisposable
{
    private readonly RegistryDatabase database;
    private readonly BlockingCollection<(Look? Look, TaskCompletionSource? Written)> waiting = [];
    private readonly Thread writer;

    private sealed record Look(HouseholdKey Household, string Actor, LookPurpose Purpose, bool Sensitive, AskedFor? For, string? Export, long At);

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
            waiting.Add((new Look(household, actor.Name, purpose, sensitive, askedFor, export?.Mark, now), null));
    }

    /// <summary>How many are not written yet.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Completes when every look so far is written.</summary>
    public Task Flush()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((null, written));
        return written.Task;
    }

    private void Write()
    {
        var looks = new List<Look>();
        var marks = new List<TaskCompletionSource>();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            var one = first;
            do
            {
                if (one.Look is { } look)
                    looks.Add(look);
                if (one.Written is { } mark)
                    marks.Add(mark);
            }
            while (waiting.TryTake(out one));
            try
            {
                Write(looks);
                looks.Clear();
            }
            catch (Exception later) when (later is DbException or ProblemException or System.IO.IOException or UnauthorizedAccessException)
            {
                // They wait for the next one: a database that is away for a while loses none.
            }
            marks.ForEach(mark => mark.SetResult());
            marks.Clear();
        }
    }

    private void Write(List<Look> looks)
    {
        if (looks.Count == 0)
            return;
        using var session = database.OpenWriter();
        foreach (var look in looks)
        {
            (string, object?)[] values =
            [
                ("@county", look.Household.CountyKey), ("@household", look.Household.Id), ("@at", look.At), ("@actor", look.Actor), ("@purpose", look.Purpose.ToString()),
                ("@sensitive", look.Sensitive), ("@for", look.For?.Purpose), ("@words", look.For?.Words is { } words ? database.Secrets.Seal(words) : null), ("@export", look.Export),
            ];
            if (session.Execute("""
                INSERT INTO look (county_key, household_id, looked_at, actor, purpose, sensitive, asked_for, words, export)
                VALUES (@county, @household, @at, @actor, @purpose, @sensitive, @for, @words, @export) ON CONFLICT DO NOTHING
                """, values) > 0)
                RowSeal.Put(session, database.Secrets, "look", "county_key = @county AND household_id = @household AND looked_at = @at AND actor = @actor", values[..4]);
        }
        session.Commit();
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        writer.Join();
        waiting.Dispose();
    }
}
