using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Saxaul.Households;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>Every address there is, with the right that it takes. In which areas the right holds is checked by the act that the page calls.</summary>
internal static class PageList
{
    /// <summary>Of a form that brings evidence, in bytes: the file, and what else is filled in.</summary>
    public const long WithEvidence = EvidenceFile.Most + (2 << 20);

    public static void Map(IEndpointRouteBuilder site)
    {
        Page<Areas.First>(site, "/", Right.ReadHouseholds);
        Page<Areas.Area>(site, "/areas/{code}", Right.ReadHouseholds);
        Page<Areas.Counted>(site, "/areas/{code}/households", Right.ReadHouseholds);
        Page<Households.Household>(site, "/households/{id}", Right.ReadHouseholds);
        site.MapPost("/households/{id}/uncover", Households.Uncover.Post).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        Page<Households.Looks>(site, "/households/{id}/looks", Right.ReadHouseholds);
        Event<Events.Birth>(site, "birth");
        Event<Events.Death>(site, "death");
        Event<Events.Arrival>(site, "arrival");
        Event<Events.Departure>(site, "departure");
        Event<Events.Split>(site, "split");
        Event<Events.Merge>(site, "merge");
        Event<Events.Head>(site, "head");
        Event<Events.Away>(site, "away");
        Event<Events.Move>(site, "move");
        Event<Events.County>(site, "county");
        Event<Events.Living>(site, "living");
        Event<Events.Document>(site, "document");
        Event<Events.Undo>(site, "undo");
        Page<Events.Correct>(site, "/households/{id}/events/correct", Right.WriteHouseholds);
        Event<Events.CorrectField>(site, "correct-field");
        Page<Events.Bulk>(site, "/areas/{code}/bulk", Right.WriteHouseholds);
        site.MapPost("/areas/{code}/bulk", Events.Bulk.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Events.Corrections>(site, "/corrections", Right.ReadHouseholds);
        Page<Events.SecondLook>(site, "/corrections/{id}", Right.ReadHouseholds);
        site.MapGet("/corrections/{id}/evidence", Events.AnswerCorrection.Evidence).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapPost("/corrections/{id}", Events.AnswerCorrection.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Cards.Prints>(site, "/areas/{code}/prints", Right.ReadHouseholds);
        Page<Cards.Book>(site, "/areas/{code}/book", Right.ReadHouseholds);
        site.MapGet("/areas/{code}/cards", (HttpContext context, string code) => Cards.PrintJob.OfVillage(context, code)).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapGet("/households/{id}/card", (HttpContext context, string id) => Cards.PrintJob.OfHousehold(context, id, wall: false)).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapGet("/households/{id}/wall", (HttpContext context, string id) => Cards.PrintJob.OfHousehold(context, id, wall: true)).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        Page<Findings.Findings>(site, "/findings", Right.ReadHouseholds);
        Page<Findings.Question>(site, "/findings/{id}", Right.ReadHouseholds);
        Page<Warnings.Warnings>(site, "/warnings", Right.ReadHouseholds);
        Page<Places.Held>(site, "/places/held", Right.ReadHouseholds);
        Page<People.Search>(site, "/search", Right.ReadHouseholds);
        site.MapPost("/search", People.Seek.Post).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapPost("/places/answer", Places.Answer.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapPost("/warnings/answer", Warnings.Answer.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapPost("/findings/answer", Findings.Answer.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapMethods("/sign-in", [HttpMethods.Get, HttpMethods.Head], (SignIn.Visitors visitors) =>
            visitors.Users.Count > 0 ? (IResult)new RazorComponentResult<SignIn.SignIn>() : throw new ProblemException(Problem.NoSuchPage())).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-in", SignIn.Choose.In).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-out", (IFormCollection _, HttpContext context, Actor actor, Households.Uncovered uncovered) => SignIn.Choose.Out(context, actor, uncovered)).WithMetadata(new RightNeeded(null));
        Page<Imports.Imports>(site, "/imports", Right.WriteHouseholds);
        site.MapPost("/imports", Imports.Receive.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds), Imports.Receive.Size);
        Page<Imports.Upload>(site, "/imports/{id}", Right.WriteHouseholds);
        site.MapPost("/imports/act", Imports.Act.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Imports.BatchPage>(site, "/imports/batches/{id}", Right.ReadHouseholds);
        site.MapPost("/imports/undo", Imports.Undo.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapGet("/imports/batches/{id}/findings.{format}", Imports.Download.Findings).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapGet("/imports/files/{id}/findings.xlsx", Imports.Download.Marked).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Requests.Requests>(site, "/requests", Right.ReadHouseholds);
        Page<Requests.Request>(site, "/requests/{id}", Right.ReadHouseholds);
        site.MapPost("/requests/{id}", Requests.Send.Answer).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        Page<Requests.Everything>(site, "/requests/{id}/everything", Right.ReadHouseholds);
        Page<Requests.OfHousehold>(site, "/households/{id}/requests", Right.ReadHouseholds);
        site.MapPost("/households/{id}/requests", Requests.Send.Enter).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Requests.Comparison>(site, "/households/{id}/comparison", Right.ReadHouseholds);
        site.MapPost("/households/{id}/comparison", Requests.Send.Compare).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Exports.Exports>(site, "/exports", Right.ReadHouseholds);
        Page<Practice.PracticePage>(site, Practice.PracticeOnly.Address, Right.ReadHouseholds);
        site.MapPost(Practice.PracticeOnly.Address, Practice.Choose.Post).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapMethods("/help", [HttpMethods.Get, HttpMethods.Head], () => new RazorComponentResult<Help.Help>()).WithMetadata(new RightNeeded(null));
        site.MapPost("/language", Language.Choose).WithMetadata(new RightNeeded(null));
    }

    /// <summary>What happened in a family: the page that asks, and what it is sent.</summary>
    private static void Event<T>(IEndpointRouteBuilder site, string name) where T : Events.EventPage, Events.IEvent
    {
        var address = "/households/{id}/events/" + name;
        Page<T>(site, address, Right.WriteHouseholds);
        // Evidence may come with it; what is a little too large is said in the form.
        site.MapPost(address, Events.EventPage.Post<T>).WithMetadata(new RightNeeded(Right.WriteHouseholds), new RequestSizeLimitAttribute(WithEvidence));
    }

    private static void Page<T>(IEndpointRouteBuilder site, string address, Right right) where T : IComponent =>
        site.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => new RazorComponentResult<T>(context.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value)))
            .WithMetadata(new RightNeeded(right));
}

/// <summary>The right that an address takes; null for what shows nothing of the registry. An address without this is refused.</summary>
internal sealed record RightNeeded(Right? Right);
