using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// Takes back one act by hand, in every county it touched: what it added goes, what it changed is what it was before. What anything else has changed since is never
/// overwritten: then nothing is taken back. An undoing cannot be undone; what was right after all is entered anew. It is a correction like any other: one that makes a
/// warning go waits for a second person (<see cref="EnterCorrection"/>).
/// </summary>
/// <param name="Batch">As <see cref="Entered"/> and the history's lines (<see cref="JournalLine.BatchId"/>) give it.</param>
/// <param name="Reason">Needed.</param>
public sealed record UndoAct(long Batch, string Reason) : Correction
{
    public const string Act = "undo act";

    [System.Text.Json.Serialization.JsonIgnore]
    public override string? WhyCorrected => Reason;

    internal override (string Kind, long Id)? About(Registry registry) => null;

    internal override Correction Because(string reason) => this with { Reason = reason };

    internal override long? Told(WriteSession session) => Batch;

    /// <summary>Whether anybody has still to look at what the act had made go.</summary>
    internal void Settle(WriteSession session, IEnumerable<HouseholdKey> touched, ClearedWarnings? warnings)
    {
        foreach (var countyKey in touched.Select(household => household.CountyKey).Distinct().Order())
            EnterEvent.Settle(session, countyKey, Batch, Reason, warnings);
    }

    /// <returns>The households of which something was taken back.</returns>
    /// <exception cref="ProblemException">4014, <see cref="Problem.NothingToUndo"/>, <see cref="Problem.UndoneAlready"/>, <see cref="Problem.ChangedSinceAct"/>; 7001, 7002 in any county it touched.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        Families.NeedReason(Reason);
        if (!HandBatch.Is(Batch))
            throw new ProblemException(Problem.NothingToUndo());
        var countyKeys = session.Writer.Command("""
            SELECT county_key FROM chain WHERE EXISTS (SELECT 1 FROM journal WHERE journal.county_key = chain.county_key AND journal.batch_id = @batch) ORDER BY county_key
            """, ("@batch", Batch)).ToList(reader => reader.GetInt32(0));
        if (countyKeys.Count == 0)
            throw new ProblemException(Problem.NothingToUndo());
        // Whoever may not change one of its households may not take the act back.
        var families = new Families(registry, session, null, countyKeys);
        if (session.Writer.Scalar("SELECT COUNT(*) FROM journal WHERE county_key = @county AND batch_id = @undone", ("@county", countyKeys[0]), ("@undone", -Batch)) is long and > 0)
            throw new ProblemException(Problem.UndoneAlready());
        foreach (var countyKey in countyKeys)
        {
            foreach (var household in EntryHeads.OfBatch(session, countyKey, Batch).Values.Select(head => head.HouseholdId).OfType<long>().Where(id => id != EntryHead.NoHousehold).Distinct())
                _ = families.OfAny(new HouseholdKey(countyKey, household));
        }
        // What the act asked the county goes with it.
        foreach (var countyKey in countyKeys)
            session.AllowQuestion(countyKey);
        var counties = countyKeys.ConvertAll(countyKey => new UndoCounty(registry, session, countyKey, Batch, Reason, Act));
        foreach (var county in counties)
            county.Run();
        if (counties.Exists(county => county.Conflicts > 0))
            throw new ProblemException(Problem.ChangedSinceAct());
        foreach (var county in counties)
            AgreedQuestions.Close(session, registry, county.CountyKey, county.Touched, new EntryHead(Act, session.Database.Time.Today()) { Reason = Reason, BatchId = -Batch });
        return [.. counties.SelectMany(county => county.Touched.Select(id => new HouseholdKey(county.CountyKey, id)))];
    }
}
