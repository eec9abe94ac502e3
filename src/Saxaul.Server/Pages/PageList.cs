using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>Every address there is, with the right that it takes. In which areas the right holds is checked by the act that the page calls.</summary>
internal static class PageList
{
    public static void Map(IEndpointRouteBuilder site)
    {
        Page<Areas.First>(site, "/", Right.ReadHouseholds);
        Page<Areas.Area>(site, "/areas/{code}", Right.ReadHouseholds);
        Page<Areas.Counted>(site, "/areas/{code}/households", Right.ReadHouseholds);
        Page<Households.Household>(site, "/households/{id}", Right.ReadHouseholds);
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
        site.MapPost("/sign-out", (IFormCollection _, HttpContext context) => SignIn.Choose.Out(context)).WithMetadata(new RightNeeded(null));
        site.MapPost("/language", Language.Choose).WithMetadata(new RightNeeded(null));
    }

    private static void Page<T>(IEndpointRouteBuilder site, string address, Right right) where T : IComponent =>
        site.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => new RazorComponentResult<T>(context.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value)))
            .WithMetadata(new RightNeeded(right));
}

/// <summary>The right that an address takes; null for what shows nothing of the registry. An address without this is refused.</summary>
internal sealed record RightNeeded(Right? Right);
