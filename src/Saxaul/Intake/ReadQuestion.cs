using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A finding that a person answers in the registry itself, with what helps to decide.</summary>
/// <param name="Kind">One of <see cref="FindingKind"/>: match for review, no longer listed, listed twice, erased and named again, or one of <see cref="KeepAsRecorded.Kinds"/>.</param>
/// <param name="File">The file's name; null when it came from none or the file was undone.</param>
/// <param name="Since">The day it was found.</param>
/// <param name="Household">The household it is about, also when it has ended; null when it is about none.</param>
/// <param name="Households">Those that stand: of a match the candidates; of somebody listed twice all that list them.</param>
/// <param name="Person">Whom it is about; null when it asks about no person that is registered.</param>
/// <param name="Match">Of a match: what the row says.</param>
/// <param name="Field">Of a value that a list has otherwise: which, as lists call it; null when it is about no value.</param>
/// <param name="Written">What the list says, as somebody would type it.</param>
public sealed record OpenQuestion(
    int CountyKey, long FindingId, string Kind, string? File, string? Sheet, int? Row, DateOnly Since, HouseholdKey? Household, IReadOnlyList<Candidate> Households, CandidateMember? Person, OpenMatch? Match,
    string? Field, string? Written)
{
    /// <summary>Whether it can be answered here; somebody who stands twice on one household's list is put right in the list.</summary>
    public bool HasAnswer => Kind is not (FindingKind.ListedTwice or FindingKind.ListedElsewhere) || Households.Count > 1;
}

/// <summary>Reads one question, as of now.</summary>
public sealed record ReadQuestion(int CountyKey, long FindingId)
{
    /// <summary>The kinds of findings that a person answers; the others close when the list is put right.</summary>
    public static HashSet<string> Kinds { get; } = [FindingKind.MatchForReview, FindingKind.NoLongerListed, FindingKind.ListedTwice, FindingKind.ListedElsewhere, FindingKind.ErasedNamedAgain, .. KeepAsRecorded.Kinds];

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>; 7001, 7002.</exception>
    public OpenQuestion Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.ReadHouseholds, CountyKey);
        using var connection = registry.Database.OpenReader();
        var version = AsOf.Now.Read(registry.Database, connection, Finding.Table, CountyKey, "id = @id", command => command.Add("@id", FindingId)).SingleOrDefault();
        if (version is null || Finding.From(version) is var finding && (!Kinds.Contains(finding.Kind) || finding.Kind == FindingKind.NotToldTo(actor)))
            throw new ProblemException(Problem.QuestionNotOpen());
        if (finding.HouseholdId is { } household)
            Reach.Require(registry.Database, actor, Right.ReadHouseholds, new HouseholdKey(CountyKey, household));
        else
            actor.Require(Right.ReadHouseholds, CountyKey);
        var match = finding.Kind == FindingKind.MatchForReview ? MatchQuestions.One(registry, actor, connection, CountyKey, FindingId) : null;
        var households = match?.Candidates ?? Households(registry, actor, connection, finding);
        var file = finding.FileId is { } id ? connection.Command("SELECT name FROM handed_file WHERE county_key = @office AND id = @id", ("@office", HandedFiles.Office), ("@id", id)).ExecuteScalar() as string : null;
        return new OpenQuestion(CountyKey, FindingId, finding.Kind, file, finding.Sheet, version.SourceRow, version.TrueFrom, finding.HouseholdId is { } about ? new HouseholdKey(CountyKey, about) : null, households, PersonOf(registry, connection, households, finding), match, finding.Field, finding.Written);
    }

    private IReadOnlyList<Candidate> Households(Registry registry, Actor actor, DbConnection connection, Finding finding)
    {
        if (finding.HouseholdId is not { } own)
            return [];
        var keys = new List<HouseholdKey> { new(CountyKey, own) };
        if (finding is { Kind: FindingKind.ListedTwice or FindingKind.ListedElsewhere, PersonId: { } person })
            keys.AddRange(HouseholdsOf(registry.Database, connection, person));
        var read = Candidate.Read(registry, actor, connection, [.. keys.Distinct()]);
        return [.. keys.Distinct().Select(key => read.GetValueOrDefault(key)).OfType<Candidate>()];
    }

    /// <summary>Every household, of any county, that lists the person or somebody of the same verified number.</summary>
    private List<HouseholdKey> HouseholdsOf(RegistryDatabase database, DbConnection connection, long person) => database.LookUp(connection, () =>
    {
        // Not by comparing hashes: while keys change two rows of one number may bear different ones.
        var numbers = connection.Command("SELECT number FROM person WHERE county_key = @county AND id = @person AND number_verified AND number IS NOT NULL", ("@county", CountyKey), ("@person", person))
            .ToList(reader => database.Secrets.Open(reader.GetFieldValue<byte[]>(0)));
        using var command = connection.Command($"""
            SELECT membership.county_key, membership.household_id FROM membership
            JOIN person ON person.county_key = membership.county_key AND person.id = membership.person_id
            WHERE person.county_key = @county AND person.id = @person
            UNION
            SELECT membership.county_key, membership.household_id FROM membership
            JOIN person ON person.county_key = membership.county_key AND person.id = membership.person_id
            WHERE person.number_verified AND {database.AnyOfBytes("person.number_hash", "@hashes")}
            ORDER BY 1, 2
            """, ("@county", CountyKey), ("@person", person));
        database.AddList(command, "@hashes", [.. numbers.SelectMany(database.Secrets.Hashes)]);
        return command.ToList(reader => new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1)));
    });

    /// <summary>A member; or somebody who was one, without a relation.</summary>
    private CandidateMember? PersonOf(Registry registry, DbConnection connection, IReadOnlyList<Candidate> households, Finding finding)
    {
        if (finding.PersonId is not { } id)
            return null;
        return households.Where(household => household.Key.CountyKey == CountyKey).SelectMany(household => household.Members).FirstOrDefault(member => member.PersonId == id)
            ?? AsOf.Now.Read(registry.Database, connection, Person.Table, CountyKey, "id = @id", command => command.Add("@id", id)).Select(Person.From)
                .Select(person => new CandidateMember(id, person.Name, person.Sex, person.BirthDate, null, [])).FirstOrDefault();
    }
}
