using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Screening;
using Saxaul.Server.Pages.Parts;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>What every page needs: who looks, in which language, from which day and moment, and at which registry.</summary>
internal sealed class Visit(Desk desk, ReadingThreads threads, WritingThreads writing, Receipts receipts, Looking looking, Counting counting, Actor actor, IHttpContextAccessor accessor)
{
    /// <summary>Of a value in an address that somebody can type from a sheet of paper; longer ones are opaque, and of this one visit.</summary>
    private const int LongestTyped = 20;

    private readonly HttpContext context = accessor.HttpContext!;
    private Standpoint? standpoint;
    private int lastPage = int.MaxValue;

    public Registry Registry => desk.Registry;

    /// <summary>The registry itself, also where somebody practises: what is limited by the day is counted there.</summary>
    public Registry Counted => counting.Real;

    public FactStore Facts => desk.Facts;

    public PeopleStore People => desk.People;

    public Policies Policies => desk.Policies;

    public IndicatorSet Indicators => desk.Indicators;

    public Desk Desk => desk;

    /// <summary>Long work on this registry, in the background.</summary>
    public LongWorks Works => desk.Works;

    public Actor Actor => actor;

    /// <summary>Whether this browser has chosen to practise, on a copy.</summary>
    public bool Practising => Practice.PracticeDesk.IsChosen(context);

    public string Language { get; } = Pages.Language.Of(accessor.HttpContext!);

    public DateOnly Today => Registry.Database.Time.Today();

    public Standpoint Standpoint => standpoint ??= Standpoint.Of(context.Request, Today);

    /// <summary>The page's own address, to come back to.</summary>
    public string Address => context.Request.Path + context.Request.QueryString;

    /// <summary>The page's address as it stands at the foot of its print: with the area, day and choices that somebody can type again.</summary>
    public string PaperAddress => context.Request.Path + QueryString.Create(context.Request.Query.Where(one => one.Value.ToString().Length <= LongestTyped));

    /// <summary>Who printed it, and when; only when where nobody is signed in.</summary>
    public string PrintedBy => Say(actor.Name == Actor.Nobody.Name ? "print.at" : "print.by", ("who", actor.Name), ("at", Registry.Database.Time.GetUtcNow()));

    /// <summary>An address of ours as it is typed elsewhere, with its host: for paper.</summary>
    public string WholeAddress(string path) => $"{context.Request.Scheme}://{context.Request.Host}{path}";

    public string Path => context.Request.Path;

    public string? Query(string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The number of the page of a long list, from 1; not more than there are, once <see cref="ReadPage"/> has read it.</summary>
    public int PageNumber => Math.Min(lastPage, int.TryParse(Query("page"), out var number) && number is > 0 and < 1_000_000 ? number : 1);

    /// <summary>Reads the page of a long list that was asked for, or the last one when there are not so many.</summary>
    /// <param name="read">From how many rows to pass over.</param>
    /// <param name="count">Of all rows.</param>
    public T ReadPage<T>(Func<int, T> read, Func<T, int> count)
    {
        var asked = PageNumber;
        var found = read((asked - 1) * Pager.Size);
        lastPage = Math.Max(1, (count(found) + Pager.Size - 1) / Pager.Size);
        return asked <= lastPage ? found : read((lastPage - 1) * Pager.Size);
    }

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Texts.Say(key, Language, values);

    /// <summary>An address of ours that says what a form did.</summary>
    /// <param name="what">A <see cref="Pages.Receipt"/>, or what the page itself makes something of.</param>
    public string WithReceipt(string address, object what) => QueryHelpers.AddQueryString(Receipts.Without(address), Receipts.Parameter, receipts.Keep(actor, Registry.Database.Name, what));

    /// <summary>What the form that led here did; null when none did, or long ago.</summary>
    public T? Receipt<T>() where T : class => receipts.Find<T>(actor, Registry.Database.Name, Query(Receipts.Parameter));

    /// <summary>Names one after another, as a sentence lists them.</summary>
    public string List(IEnumerable<string> words) => string.Join(Language == Pages.Language.Chinese ? "、" : ", ", words);

    /// <summary>Statements one after another, which may have commas of their own.</summary>
    public string Clauses(IEnumerable<string> said) => string.Join(Language == Pages.Language.Chinese ? "；" : "; ", said);

    /// <summary>Who heads a household of a list; where nobody does since content was erased, that it was.</summary>
    public string HeadOf(Saxaul.Households.ListedHousehold household) =>
        household.Head ?? (household.ErasedOn is { } erased ? Say("member.erased", ("on", erased)) : Say("value.unknown"));

    /// <summary>Who heads a household, or headed it to its end; of who was erased, that they were.</summary>
    public string HeadOf(Saxaul.Households.HouseholdCard card) =>
        card.ErasedOn is not null ? Say("household.erased.title") : (card.Head ?? card.FormerMembers.LastOrDefault(member => card.IsOver && member.IsHead)) switch
        {
            { ErasedOn: { } erased } => Say("member.erased", ("on", erased)),
            { Person.Name: var name } => name,
            null => Say("household.no_head"),
        };

    /// <summary>A household by the office's number, or as one that has none.</summary>
    public string HouseholdTitle(string? number) => number is null ? Say("household.unnumbered") : $"{Say("household.title")} {number}";

    /// <summary>Where in a file something stands, as all pages say it; "" when nothing of it is known.</summary>
    public string Cell(string? file, string? sheet, string? column, int? row) => Texts.Cell(Language, file, sheet, column, row);

    /// <summary>The same behind the file's name.</summary>
    public string FileAndCell(string? file, string? sheet, string? column, int? row) => string.Join(Texts.Dot, new[] { file, Cell(file, sheet, column, row) }.Where(word => !string.IsNullOrEmpty(word)));

    /// <summary>The file and row that an entry was read from; of a file that was destroyed only that it was, since there is nothing to look up.</summary>
    public string FileOf(JournalLine line) => line.IsFileDestroyed ? Say("value.file_destroyed", ("file", line.File)) : FileAndCell(line.File, line.Sheet, null, line.Row);

    /// <summary>The days that an amount is of, from the first to the last; null when no day is recorded.</summary>
    public string? Period(CardEntry entry) => (entry.Value("period_from")?.Text(Language), entry.Value("period_to")?.Text(Language)) switch
    {
        (null, null) => null,
        ({ } from, null) => Say("value.since", ("from", from)),
        (null, { } to) => Say("value.until", ("to", to)),
        var (from, to) => $"{from}–{to}",
    };

    /// <summary>A rule by the name of what is counted by it; as it is called where nothing is.</summary>
    public string RuleLabel(string rule) => Indicators.All.FirstOrDefault(one => one.Rule == rule)?.Labels.In(Language) ?? rule;

    /// <summary>Lets the browser load the page again after so many seconds: progress without script.</summary>
    public void ReloadAfter(int seconds) => context.Response.Headers["Refresh"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads the database away from the threads that answer requests.</summary>
    public Task<T> Read<T>(Func<T> read) => threads.Run(read, context.RequestAborted);

    /// <summary>Changes the registry, away from those threads too, and brings the warnings in step with what was changed.</summary>
    public Task<T> Change<T>(Func<T> change) => writing.Run(() =>
    {
        var changed = change();
        desk.CatchUp(actor);
        return changed;
    }, context.RequestAborted);

    /// <summary>Tries a change that is not kept. It may wait for an import, as a change does: whoever only reads does not wait behind it.</summary>
    public Task<T> Try<T>(Func<T> attempt) => writing.Run(attempt, context.RequestAborted);

    /// <summary>What somebody filled into a form.</summary>
    public Filled Filled(IFormCollection form) => new(form, Registry.Database.Secrets);

    /// <summary>A household by the number that somebody typed into a form, where it can be mended.</summary>
    /// <param name="county">The code of the county in which it is; null for any.</param>
    /// <exception cref="ProblemException"><see cref="Problem.HouseholdNumberMissing"/>, <see cref="Problem.AnsweredHouseholdUnknown"/></exception>
    public HouseholdKey PickHousehold(string? number, string? county)
    {
        try
        {
            return new PickHousehold(number ?? throw new ProblemException(Problem.HouseholdNumberMissing()), county).Run(Registry, actor);
        }
        catch (ProblemException unknown) when (unknown.Problem.Is(Problem.HouseholdNotFound()))
        {
            throw new ProblemException(Problem.AnsweredHouseholdUnknown(), unknown);
        }
    }

    /// <summary>How households are opened, and what is covered of them.</summary>
    public Looking Looking => looking;

    /// <summary>What is limited by the day.</summary>
    public Counting Counting => counting;

    /// <summary>The household that an address names, for whoever may read it.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.HouseholdNotFound"/>; 7001, 7002.</exception>
    public async Task<HouseholdKey> Readable(string id)
    {
        if (!Registry.Database.Secrets.TryReadPublicId(id, out var county, out var number))
            throw new ProblemException(Problem.HouseholdNotFound());
        var household = new HouseholdKey(county, number);
        await Read(() =>
        {
            Reach.Require(Registry.Database, actor, Right.ReadHouseholds, household);
            return true;
        });
        return household;
    }

    /// <summary>Whether whoever looks may open a household's page.</summary>
    public bool MayRead(HouseholdKey household) => Reach.May(desk.Registry.Database, actor, Right.ReadHouseholds, household);

    /// <summary>Whether whoever looks may record anything about a household.</summary>
    public bool MayWrite(HouseholdKey household) => Reach.May(Registry.Database, actor, Right.WriteHouseholds, household);

    /// <summary>Whether whoever looks may say what is wrong in a household.</summary>
    public bool MayPropose(HouseholdKey household) => Reach.May(Registry.Database, actor, Right.ProposeCorrections, household);

    /// <summary>Whether whoever looks may be the second person for what somebody else entered of a household.</summary>
    public bool MayConfirm(HouseholdKey household) => Reach.May(Registry.Database, actor, Right.ConfirmCorrections, household);

    /// <summary>The right that the address takes which somebody opens (<see cref="PageList"/>).</summary>
    public Right Needed => context.GetEndpoint()!.Metadata.GetMetadata<RightNeeded>()!.Right!.Value;

    /// <summary>The areas of a county that whoever looks answers for: all of it, or some townships and villages; none for single households.</summary>
    public IReadOnlyList<Place> OwnAreas(int countyKey)
    {
        var gazetteer = Gazetteer.Read(Registry.Database, [countyKey]);
        return actor.May(Right.ReadHouseholds, countyKey) ? gazetteer.Counties : [.. actor.PlacesIn(Right.ReadHouseholds, countyKey).Select(id => gazetteer.Find(countyKey, id)).OfType<Place>()];
    }

    /// <summary>Where a household is registered, on the day of its card; for whoever answers only for where it lives, or for where it is by now, that.</summary>
    public Place AreaOf(HouseholdCard card)
    {
        var database = desk.Registry.Database;
        var reach = Reach.Of(database, actor, Right.ReadHouseholds, card.Key.CountyKey);
        var place = new[] { card.Place, card.LivingPlace }.Where(path => path.Count > 0).Select(path => path[^1]).FirstOrDefault(place => reach?.Contains(place.Key.Id) ?? true);
        if (place is not null)
            return FindArea.ToRead(database, actor, place.Code, card.On, card.Known);
        // Whoever may read it by itself, wherever it is, is told its own place, and opens none.
        var itself = actor.HouseholdsIn(Right.ReadHouseholds, card.Key.CountyKey).Contains(card.Key.Id);
        return itself && Gazetteer.Read(database, [card.Key.CountyKey], card.On, card.Known).Find(card.Place[^1].Key) is { } own ? own : OwnAreas(card.Key.CountyKey)[0];
    }

    /// <summary>The households that whoever looks may read one by one, without the places they are in.</summary>
    public IReadOnlyList<ListedHousehold> SingleHouseholds() =>
        ListedHousehold.Of(Registry, actor, [.. actor.Grants.SelectMany(grant => grant.Households).SelectMany(county => county.Value.Select(id => new HouseholdKey(county.Key, id))).Distinct()]);

    /// <summary>Whether whoever looks may open an area's page.</summary>
    public bool MayOpen(Place area)
    {
        if (area.Level <= AreaLevel.County)
            return FindArea.CountiesOf(area).All(county => actor.May(Right.ReadHouseholds, county));
        return Reach.Of(Registry.Database, actor, Right.ReadHouseholds, area.CountyKey)?.Contains(area.Id) ?? true;
    }

    /// <summary>The address of a household's page: opaque, so that it says nothing about anybody.</summary>
    public string HouseholdLink(int countyKey, long id) => Standpoint.Link("/households/" + Registry.Database.Secrets.PublicId(countyKey, id));
}
