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
        Page<Events.Correct>(site, "/households/{id}/events/correct", Right.ProposeCorrections);
        Event<Events.CorrectField>(site, "correct-field", Right.ProposeCorrections);
        Page<Events.Bulk>(site, "/areas/{code}/bulk", Right.WriteHouseholds);
        site.MapPost("/areas/{code}/bulk", Events.Bulk.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Events.Corrections>(site, "/corrections", Right.ReadHouseholds);
        Page<Events.SecondLook>(site, "/corrections/{id}", Right.ReadHouseholds);
        site.MapGet("/corrections/{id}/evidence", Events.AnswerCorrection.Evidence).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        // Who proposed it takes it back there, too.
        site.MapPost("/corrections/{id}", Events.AnswerCorrection.Post).WithMetadata(new RightNeeded(Right.ConfirmCorrections, Right.ProposeCorrections));
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
        site.MapPost("/places/held", Places.Answer.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapPost("/warnings/answer", Warnings.Answer.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapPost("/findings/{id}", Findings.Answer.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapMethods("/sign-in", [HttpMethods.Get, HttpMethods.Head], (SignIn.Visitors visitors) => visitors switch
        {
            { Users.Count: > 0 } => (IResult)new RazorComponentResult<SignIn.DemoDoor>(),
            { SignIn: true } => new RazorComponentResult<SignIn.SignIn>(),
            _ => throw new ProblemException(Problem.NoSuchPage()),
        }).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-in", SignIn.Enter.WithPassword).WithMetadata(new RightNeeded(null));
        site.MapMethods("/sign-in/begin", [HttpMethods.Get, HttpMethods.Head], (SignIn.Visitors visitors) => visitors.SignIn ? new RazorComponentResult<SignIn.Begin>() : throw new ProblemException(Problem.NoSuchPage())).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-in/begin", SignIn.Enter.WithInvitation).WithMetadata(new RightNeeded(null));
        site.MapMethods("/sign-in/second", [HttpMethods.Get, HttpMethods.Head], (SignIn.Visitor visitor) => visitor.Needed == Saxaul.Users.SigningIn.StillNeeded.SecondFactor ? (IResult)new RazorComponentResult<SignIn.Second>() : Results.LocalRedirect("/")).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-in/second", SignIn.Enter.WithCode).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-in/passkey", SignIn.Enter.WithPasskey).WithMetadata(new RightNeeded(null));
        site.MapGet("/sign-in/office", SignIn.OfficeDoor.Lead).WithMetadata(new RightNeeded(null));
        site.MapGet(SignIn.OfficeDoor.BackAddress, SignIn.OfficeDoor.Back).WithMetadata(new RightNeeded(null));
        site.MapPost("/sign-out", SignIn.Enter.Out).WithMetadata(new RightNeeded(null));
        site.MapMethods("/account", [HttpMethods.Get, HttpMethods.Head], () => new RazorComponentResult<Account.Account>()).WithMetadata(new RightNeeded(null), new SignIn.OwnAccount());
        site.MapPost("/account", Account.Act.Post).WithMetadata(new RightNeeded(null), new SignIn.OwnAccount());
        Page<Emergency.EmergencyPage>(site, "/emergency", Right.OpenInEmergency, Right.ConfirmCorrections);
        site.MapPost("/emergency", Emergency.Open.Post).WithMetadata(new RightNeeded(Right.OpenInEmergency));
        site.MapPost("/emergency/seen", Emergency.Open.Seen).WithMetadata(new RightNeeded(Right.ConfirmCorrections));
        Page<Users.UsersPage>(site, "/users", Right.WriteUsers, Right.Verify);
        site.MapPost("/users", Users.Change.Post).WithMetadata(new RightNeeded(Right.WriteUsers));
        Page<Imports.Imports>(site, "/imports", Right.HandInLists);
        site.MapPost("/imports", Imports.Receive.Post).WithMetadata(new RightNeeded(Right.HandInLists), Imports.Receive.Size);
        Page<Imports.Upload>(site, "/imports/{id}", Right.HandInLists);
        site.MapPost("/imports/{id}", Imports.Act.Post).WithMetadata(new RightNeeded(Right.HandInLists));
        Page<Imports.BatchPage>(site, "/imports/batches/{id}", Right.ReadHouseholds, Right.HandInLists);
        site.MapPost("/imports/undo", Imports.Undo.Post).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        site.MapGet("/imports/batches/{id}/findings.{format}", Imports.Download.Findings).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapGet("/imports/files/{id}/findings.xlsx", Imports.Download.Marked).WithMetadata(new RightNeeded(Right.WriteHouseholds));
        Page<Requests.Requests>(site, "/requests", Right.ReadHouseholds);
        Page<Requests.Request>(site, "/requests/{id}", Right.ReadHouseholds);
        site.MapPost("/requests/{id}", Requests.Send.Answer).WithMetadata(new RightNeeded(Right.WriteHouseholds, Right.Erase));
        Page<Requests.Everything>(site, "/requests/{id}/everything", Right.ProposeCorrections);
        Page<Requests.OfHousehold>(site, "/households/{id}/requests", Right.ReadHouseholds);
        site.MapPost("/households/{id}/requests", Requests.Send.Enter).WithMetadata(new RightNeeded(Right.ProposeCorrections));
        Page<Requests.Comparison>(site, "/households/{id}/comparison", Right.ReadHouseholds);
        site.MapPost("/households/{id}/comparison", Requests.Send.Compare).WithMetadata(new RightNeeded(Right.ProposeCorrections));
        Page<Exports.Exports>(site, "/exports", Right.ReadHouseholds);
        Page<Practice.PracticePage>(site, Practice.PracticeOnly.Address, Right.ReadHouseholds);
        site.MapPost(Practice.PracticeOnly.Address, Practice.Choose.Post).WithMetadata(new RightNeeded(Right.ReadHouseholds));
        site.MapMethods("/help", [HttpMethods.Get, HttpMethods.Head], () => new RazorComponentResult<Help.Help>()).WithMetadata(new RightNeeded(null));
        site.MapMethods("/health/live", [HttpMethods.Get, HttpMethods.Head], Health.Live).WithMetadata(new RightNeeded(null));
        site.MapMethods("/health/ready", [HttpMethods.Get, HttpMethods.Head], Health.Ready).WithMetadata(new RightNeeded(null));
        site.MapPost("/language", Language.Choose).WithMetadata(new RightNeeded(null));
    }

    /// <summary>What happened in a family: the page that asks, and what it is sent.</summary>
    private static void Event<T>(IEndpointRouteBuilder site, string name, Right right = Right.WriteHouseholds) where T : Events.EventPage, Events.IEvent
    {
        var address = "/households/{id}/events/" + name;
        Page<T>(site, address, right);
        // Evidence may come with it; what is a little too large is said in the form.
        site.MapPost(address, Events.EventPage.Post<T>).WithMetadata(new RightNeeded(right), new RequestSizeLimitAttribute(WithEvidence));
    }

    private static void Page<T>(IEndpointRouteBuilder site, string address, Right right, Right? or = null) where T : IComponent =>
        site.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => new RazorComponentResult<T>(context.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value)))
            .WithMetadata(new RightNeeded(right, or));
}

/// <summary>The right that an address takes, or either of two; null for what shows nothing of the registry. An address without this is refused.</summary>
internal sealed record RightNeeded(Right? Right, Right? Or = null)
{
    /// <summary>Whether somebody has it anywhere; where, the page asks itself.</summary>
    public bool HeldBy(Actor actor) => Right is not { } right || actor.MaySomewhere(right) || Or is { } or && actor.MaySomewhere(or);
}
