using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// A person says whom a row of a department's list means: what it says is recorded for that household with the list's source and period, so that a corrected list
/// replaces it and undoing the list takes it back. Nobody of the registry: then nothing is kept, but of a large amount a lead. The answer holds for the same row of
/// a corrected list.
/// </summary>
/// <param name="CountyKey">Of the finding.</param>
/// <param name="FindingId">A <see cref="FindingKind.MatchForReview"/>.</param>
/// <param name="Household">One of the candidates, or another household that was found; null when the row means nobody of the registry.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record AnswerMatch(int CountyKey, long FindingId, HouseholdKey? Household, string? Reason = null)
{
    private const string Act = "answer match";

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>, <see cref="Problem.AnsweredHouseholdUnknown"/>, <see cref="Problem.NotToBeCompared"/>, <see cref="Problem.NotAllowed"/> in the finding's or the household's county.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.Require(Right.WriteHouseholds, CountyKey);
        if (Household is not null)
            actor.Require(Right.WriteHouseholds, Household.CountyKey);
        using var session = registry.Write(actor);
        foreach (var countyKey in new[] { CountyKey, Household?.CountyKey ?? CountyKey }.Order())
            session.HeightOf(countyKey);
        if (session.Find(Finding.Table, CountyKey, FindingId) is not { } version || Finding.From(version) is not { Kind: FindingKind.MatchForReview, Details: { } details } finding)
            throw new ProblemException(Problem.QuestionNotOpen());
        if (Household is not null && (session.Find(Households.Household.Table, Household.CountyKey, Household.Id) is not { } chosen || Households.Household.Table.IsErased(chosen)))
            throw new ProblemException(Problem.AnsweredHouseholdUnknown());

        if (Household is not null && ReadComparison.IsWithdrawn(session, Household))
            throw new ProblemException(Problem.NotToBeCompared());

        var question = MatchQuestion.Read(registry, details);
        var head = EntryHeads.At(session, CountyKey, [version.KnownFrom])[version.KnownFrom] with { Act = Act, HouseholdId = Household?.Id, AreaId = null, SourceRow = version.SourceRow, Reason = Reason };
        if (Household is not null)
            Record(session, registry, question, finding, head);
        Close(session, registry, question, version, finding, head);
        Remember(session, question);
        session.Commit();
    }

    private void Record(WriteSession session, Registry registry, MatchQuestion question, Finding finding, EntryHead head)
    {
        var list = registry.Lists.First(one => one.List == question.List);
        var register = MatchQuestion.Register(registry, question.List);
        var entry = session.Begin(Household!.CountyKey, head);
        object?[] values = [Household.Id, .. question.Values];
        if (list.Records!.Fields.Keys.FirstOrDefault(field => values[register.IndexOf(field)] is null) is { } unreadable)
        {
            entry.Add(Finding.Table, new Finding
            {
                Kind = FindingKind.UnreadableValue, HouseholdId = Household.Id, FileId = finding.FileId, Sheet = finding.Sheet, Field = list.Records.Fields[unreadable],
            }.ToValues(), head.SourceRow);
        }
        else
        {
            var standing = session.Read(register.Table, Household.CountyKey, $"{register.OwnerColumn} = @owner", command => command.Add("@owner", Household.Id));
            if (register.IndexOf(ListEntry.Line) is > 0 and var line)
                values[line] = 1 + standing.Where(one => Alike(register, one, values, but: ListEntry.Line)).Select(one => one.Values[line] as long? ?? 0).DefaultIfEmpty(0).Max();
            _ = standing.FirstOrDefault(one => !register.Many || register.IdentifiedBy.Count > 0 && Alike(register, one, values)) is { } known
                ? entry.Change(register.Table, known, values, head.SourceRow)
                : entry.Add(register.Table, values, head.SourceRow);
        }
        entry.Seal();
    }

    private static bool Alike(RegisterDefinition register, Journal.Version standing, object?[] values, string? but = null) =>
        register.IdentifiedBy.Where(field => field != but).All(field => Equals(standing.Values[register.IndexOf(field)], values[register.IndexOf(field)]));

    private void Close(WriteSession session, Registry registry, MatchQuestion question, Journal.Version version, Finding finding, EntryHead head)
    {
        var entry = session.Begin(CountyKey, Household?.CountyKey == CountyKey ? head : head with { HouseholdId = EntryHead.NoHousehold });
        entry.End(Finding.Table, version, session.Database.Time.Today());
        if (Household is null && LeadOf(session, registry, question, finding) is { } lead)
            entry.Add(Lead.Table, lead.ToValues(), head.SourceRow);
        entry.Seal();
    }

    private static Lead? LeadOf(WriteSession session, Registry registry, MatchQuestion question, Finding finding)
    {
        var list = registry.Lists.First(one => one.List == question.List);
        var register = MatchQuestion.Register(registry, question.List);
        var field = list.Records!.Fields.FirstOrDefault(one => one.Value == list.Lead?.Column).Key;
        if (field is null)
            return null;
        var source = question.Values[register.IndexOf("source") - 1] as string ?? list.Source;
        return new KeepLeads(session, list, source, question.Period).LeadOf(Name(finding), question.Place, question.Values[register.IndexOf(field) - 1] as long?);
    }

    /// <summary>The name alone; a document number has no place in a lead.</summary>
    private static string Name(Finding finding) => (finding.Written ?? "").Split(MatchQuestions.BeforeNumber)[0];

    private void Remember(WriteSession session, MatchQuestion question)
    {
        var countyKey = Household?.CountyKey ?? CountyKey;
        var known = session.Read(MatchAnswer.Table, countyKey, "list = @list AND row_key = @row", command =>
        {
            command.Add("@list", question.List);
            command.Add("@row", question.Row);
        }).SingleOrDefault();
        var answer = new MatchAnswer(question.List, question.Row, Household?.Id);
        var entry = session.Begin(countyKey, new EntryHead("remember match", session.Database.Time.Today()) { HouseholdId = EntryHead.NoHousehold, Reason = Reason });
        if (known is null)
            entry.Add(MatchAnswer.Table, answer.ToValues());
        else
            entry.Correct(MatchAnswer.Table, known, answer.ToValues());
        entry.Seal();
    }
}
