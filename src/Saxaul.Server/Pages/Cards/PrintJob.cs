using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Cards;

/// <summary>
/// The cards of some households as one print job, sheet by sheet: a few households are read, rendered, sent and forgotten before the next, so that a village of hundreds takes no more memory
/// than one of ten. The right to read all of them is checked before the first byte.
/// </summary>
internal sealed class PrintJob(HttpContext context, Visit visit, bool wall)
{
    /// <summary>Over what is sensitive; of one household's own card it is off once somebody asked for it. Those of a village are printed covered.</summary>
    private Cover cover = Cover.Whole(visit.Language);

    /// <summary>Of many households: what each sheet bears.</summary>
    private Export? export;

    /// <summary>Households read together: the policies' figures of so many come in one handful of queries.</summary>
    private const int Together = 25;

    /// <summary>Where the sheets go in the frame.</summary>
    private const string Sheets = "<!--sheets-->";

    public static async Task OfHousehold(HttpContext context, string id, bool wall)
    {
        var visit = context.RequestServices.GetRequiredService<Visit>();
        var household = await visit.Readable(id);
        await visit.Counting.Card(household);
        var print = new PrintJob(context, visit, wall);
        if (wall)
            visit.Looking.Listed([household], LookPurpose.WallCard);
        else
            print.cover = visit.Looking.Open(household, LookPurpose.PrintedCard);
        await print.Send([household], "/households/" + id);
    }

    /// <summary>All of a village, or of the natural village that <c>natural</c> names by its <see cref="NaturalId"/>.</summary>
    public static async Task OfVillage(HttpContext context, string code)
    {
        var visit = context.RequestServices.GetRequiredService<Visit>();
        var keys = await visit.Read<IReadOnlyList<HouseholdKey>>(() =>
        {
            var (_, households, _) = new ReadBook(code, visit.Standpoint.On, visit.Standpoint.Known).Households(visit.Registry, visit.Facts, visit.Indicators, visit.Actor);
            return [.. households.Where(one => visit.Query("natural") is not { } natural || NaturalId(visit.Registry, one.NaturalVillage) == natural).Select(one => new HouseholdKey(one.CountyKey, one.Id))];
        });
        var wall = visit.Query("sheet") == "wall";
        await new PrintJob(context, visit, wall)
        {
            export = keys.Count == 0 ? null : await visit.Counting.Export(wall ? ExportKind.WallCards : ExportKind.Cards, [keys[0].CountyKey], code, keys.Count, visit.Query("for")),
        }.Send(keys, $"/areas/{code}/prints");
    }

    /// <summary>A natural village in an address, where no name stands.</summary>
    public static string NaturalId(Registry registry, string? name) => Convert.ToHexStringLower(registry.Database.Secrets.Tag("natural " + name))[..12];

    private async Task Send(IReadOnlyList<HouseholdKey> keys, string back)
    {
        if (keys.Count == 0)
            throw new ProblemException(Problem.NothingToPrint());
        var first = await Read([.. keys.Take(Together)]);
        var frame = (await Render<PrintFrame>(new()
        {
            [nameof(PrintFrame.Title)] = visit.Say(wall ? "wall.title" : "card.title"),
            [nameof(PrintFrame.Note)] = visit.Say("print.sheets", ("n", keys.Count)) + (wall || cover.IsOff || keys.Count > 1 ? "" : " " + visit.Say("covered.on_paper")),
            [nameof(PrintFrame.Back)] = visit.Standpoint.Link(back),
            [nameof(PrintFrame.ChildContent)] = (RenderFragment)(builder => builder.AddMarkupContent(0, Sheets)),
        })).Split(Sheets);

        if (export is not null)
            visit.Looking.Listed(keys, wall ? LookPurpose.WallCard : LookPurpose.PrintedCard, export);
        context.Response.ContentType = "text/html; charset=utf-8";
        await using var body = new StreamWriter(context.Response.Body, new UTF8Encoding(false));
        await body.WriteAsync(frame[0]);
        for (var from = 0; from < keys.Count; from += Together)
        {
            var sheets = from == 0 ? first : await Read([.. keys.Skip(from).Take(Together)]);
            for (var i = 0; i < sheets.Count; i++)
                await body.WriteAsync(await RenderSheet(sheets[i], from + i + 1, keys.Count));
            await body.FlushAsync(context.RequestAborted);
        }
        await body.WriteAsync(frame[1]);
    }

    private Task<string> RenderSheet(Sheet sheet, int number, int count)
    {
        var values = new Dictionary<string, object?> { ["Sheet"] = sheet, ["Number"] = number, ["Count"] = count };
        return wall ? Render<WallSheet>(values) : Render<CardSheet>(values);
    }

    private Task<List<Sheet>> Read(IReadOnlyList<HouseholdKey> keys) => visit.Read(() =>
    {
        var (on, known) = (visit.Standpoint.On, visit.Standpoint.Known);
        var figures = KeyFigures.Read(visit.Registry, visit.Actor, visit.Facts, visit.Policies, keys[0].CountyKey, [.. keys.Select(key => key.Id)], on, known);
        return keys.Select(key => new Sheet(ReadHousehold.Of(visit.Registry, visit.Actor, key, on, known), figures, cover, export?.Mark)
        {
            Comparison = ReadComparison.Of(visit.Registry, visit.Actor, key, on, known),
            // What waits is known now only: of an earlier moment it is not told.
            Waiting = known is null && !wall ? [.. ReadCorrections.OfHousehold(visit.Registry, visit.Actor, key).Where(one => one.IsOpen)] : [],
        }).ToList();
    });

    private async Task<string> Render<T>(Dictionary<string, object?> values) where T : IComponent
    {
        // A renderer keeps what it has rendered: each sheet has its own.
        await using var renderer = new HtmlRenderer(context.RequestServices, context.RequestServices.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(values))).ToHtmlString());
    }
}

/// <summary>What one sheet shows.</summary>
/// <param name="Figures">Of this household and those read with it.</param>
/// <param name="Cover">Over what is sensitive.</param>
/// <param name="Mark">Of the export that it is part of; null for a household's own.</param>
public sealed record Sheet(HouseholdCard Card, KeyFigures Figures, Cover Cover, string? Mark)
{
    /// <summary>On what ground departments' lists are compared with the household, or that they are not.</summary>
    public required ComparisonOf Comparison { get; init; }

    /// <summary>Corrections, and events with which a warning went, that a second person has not looked at yet: whoever reads the warnings has to know of them.</summary>
    public IReadOnlyList<ListedCorrection> Waiting { get; init; } = [];
}
