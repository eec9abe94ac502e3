using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Saxaul.Server.Pages;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>An address of the pages, as it is asked for.</summary>
/// <param name="Method">GET or POST.</param>
internal sealed record AddressRight(string Method, string Address, RightNeeded Needed)
{
    /// <summary>For what the right has to hold: what the address names, or what its page lists.</summary>
    public Scope Scope { get; } = Address switch
    {
        _ when Address.StartsWith("/households/{", StringComparison.Ordinal) || Address.StartsWith("/corrections/{", StringComparison.Ordinal) || Address.StartsWith("/requests/{", StringComparison.Ordinal) || Address is "/warnings/answer" or "/emergency/seen" => Scope.Household,
        // A question about a row that nobody knows yet is the county's.
        "/findings/{id}" => Scope.Household,
        _ when Address.StartsWith("/areas/{", StringComparison.Ordinal) || Address is "/warnings" or "/findings" or "/corrections" or "/requests" or "/places/held" => Scope.Area,
        // A file speaks of a whole county.
        _ when Address.StartsWith("/imports", StringComparison.Ordinal) || Address is "/exports" => Scope.County,
        "/users" => Scope.Everywhere,
        _ => Scope.Reach,
    };

    /// <summary>Whether a role, where it is given, opens it.</summary>
    public bool OpensTo(Role role) => Needed.Right is not { } right || RightsTable.Reaches(role, right, Scope) || Needed.Or is { } or && RightsTable.Reaches(role, or, Scope);
}

/// <summary>Every page, act and command with the right that it takes, and which role has that: made from what the program itself asks, as a page of documentation.</summary>
internal sealed record RightsTable(IReadOnlyList<Role> Roles, IReadOnlyList<AddressRight> Addresses)
{
    /// <summary>From the village up, then whoever stands beside; roles that an office defined itself come last.</summary>
    private static readonly string[] Order = ["village_team", "caseworker", "township", "county", "prefecture", "department", "auditor", "administrator", "household"];

    /// <summary>What commands ask. A command that is not here asks what the one above it does.</summary>
    private static readonly Dictionary<string, (Right? Right, Scope Scope)> Commands = new(StringComparer.Ordinal)
    {
        ["areas"] = (Right.WriteAreas, Scope.Everywhere),
        ["import"] = (Right.HandInLists, Scope.County),
        ["undo"] = (Right.WriteHouseholds, Scope.County),
        ["lists"] = (null, Scope.Reach),
        ["screen"] = (Right.WriteHouseholds, Scope.County),
        ["warnings"] = (Right.ReadHouseholds, Scope.Area),
        ["indicators"] = (Right.ReadHouseholds, Scope.Area),
        ["serve"] = (null, Scope.Reach),
        ["demo"] = (null, Scope.Reach),
        ["users"] = (Right.WriteUsers, Scope.Everywhere),
        ["rights"] = (null, Scope.Reach),
        ["dmn"] = (null, Scope.Reach),
        ["definitions"] = (null, Scope.Reach),
        ["retention"] = (Right.Erase, Scope.County),
        ["keys"] = (Right.BackUp, Scope.Everywhere),
        ["erase"] = (Right.Erase, Scope.County),
        ["verify"] = (Right.Verify, Scope.Everywhere),
        ["backup"] = (Right.BackUp, Scope.Everywhere),
        ["restore"] = (Right.BackUp, Scope.Everywhere),
    };

    public static RightsTable Of(Registry registry, IEnumerable<EndpointDataSource> pages) => new(
        [.. registry.Roles.OrderBy(role => Array.IndexOf(Order, role.Code) is >= 0 and var at ? at : Order.Length).ThenBy(role => role.Code, StringComparer.Ordinal)],
        [.. pages.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => new AddressRight(
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.FirstOrDefault(method => method != HttpMethods.Head) ?? HttpMethods.Get, endpoint.RoutePattern.RawText!,
                endpoint.Metadata.GetMetadata<RightNeeded>() ?? throw new InvalidOperationException($"{endpoint.RoutePattern.RawText} says no right.")))
            .OrderBy(one => one.Address, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal)]);

    /// <summary>Whether a role has a right for something of this kind, where it is given.</summary>
    public static bool Reaches(Role role, Right right, Scope scope) => role.Rights.Contains(right) && scope switch
    {
        Scope.Reach => true,
        Scope.Household => role.GivenFor != GivenFor.List,
        Scope.Area => role.GivenFor is not (GivenFor.Household or GivenFor.List),
        Scope.County => role.GivenFor is GivenFor.Everywhere or GivenFor.County || role.GivenFor == GivenFor.List && right == Right.HandInLists,
        _ => role.GivenFor == GivenFor.Everywhere,
    };

    /// <exception cref="InvalidOperationException">A command has no line.</exception>
    public string ToMarkdown(Command root)
    {
        var text = new StringBuilder();
        text.Append("""
            # Rights: who may see and do what

            Made by `./saxaul rights > docs/rights.md` from what the program itself asks (`PageList`, `ActRight`, the commands) and from the roles in `programmes/users/roles`; not written by hand.
            A test compares it, and another one walks it: every address as every role where it is given, elsewhere, and as somebody without any.

            What no line allows is refused. A role is given in an area, for a household or for a list, on some days; • says that it has the right there, for what the second last column names:
            *everywhere* for every county; *the county* for the whole of every county that it is about (a department: for what it handed in itself); *the area* for a county, township or village and what lies in it;
            *the household* by the place it is in or by itself; *one's reach* for anything, where what is out of reach is left out.


            """.ReplaceLineEndings("\n"));
        Table(text, "Roles", ["role", "", "", "given for", "rights", "what for"], Roles.Select(role => new[]
        {
            $"`{role.Code}`", role.Labels.In("zh"), role.Labels.In("en"), role.GivenFor.ToString().ToLowerInvariant(), string.Join(", ", role.Rights.Order().Select(Words)), $"{role.Purpose.In("zh")}<br>{role.Purpose.In("en")}",
        }));
        string[] roles = [.. Roles.Select(role => role.Code.Replace('_', ' '))];
        Table(text, "Addresses", ["address", "right", "for", .. roles], Addresses.Select(one => Row($"{one.Method} `{one.Address}`",
            one.Needed.Right is { } right ? Words(right, one.Needed.Or) : null, one.Scope, one.OpensTo)));
        Table(text, "Acts", ["act", "right", "for", .. roles], ActRight.All.OrderBy(one => one.Act.Name, StringComparer.Ordinal)
            .Select(one => Row($"`{one.Act.Name}`", Words(one.Right, one.Or), one.Scope, role => Reaches(role, one.Right, one.Scope) || one.Or is { } or && Reaches(role, or, one.Scope))));
        Table(text, "Commands", ["command", "right", "for", .. roles], Leaves(root, "").Select(name => (Name: name, Asks: AskedBy(name)))
            .Select(one => Row($"`saxaul {one.Name}`", one.Asks.Right is { } right ? Words(right, Also(one.Name)) : null, one.Asks.Scope,
                role => one.Asks.Right is not { } needed || Reaches(role, needed, one.Asks.Scope) || Also(one.Name) is { } also && Reaches(role, also, one.Asks.Scope))));
        return text.ToString().TrimEnd('\n') + "\n";

        string[] Row(string what, string? right, Scope scope, Func<Role, bool> has) => [what, right ?? "none", right is null ? "" : Words(scope), .. Roles.Select(role => has(role) ? "•" : "")];
    }

    /// <summary>Commands that do something, by their whole name.</summary>
    private static IEnumerable<string> Leaves(Command command, string above) => command.Subcommands.OrderBy(one => one.Name, StringComparer.Ordinal).SelectMany(one =>
        (one.Action is null ? [] : new[] { above + one.Name }).Concat(Leaves(one, above + one.Name + " ")));

    private static (Right? Right, Scope Scope) AskedBy(string command) =>
        Commands.TryGetValue(command, out var asked) ? asked
        : command.LastIndexOf(' ') is > 0 and var at ? AskedBy(command[..at]) : throw new InvalidOperationException($"saxaul {command} says no right: add it to {nameof(RightsTable)}.");

    /// <summary>Another right that serves as well for a command, which lists what its act lists; null for none.</summary>
    private static Right? Also(string command) => command == "users" ? ActRight.All.First(one => one.Act == typeof(ListUsers)).Or : null;

    private static void Table(StringBuilder text, string title, string[] heads, IEnumerable<string[]> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(Enumerable.Repeat("---|", heads.Length))}\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        text.Append('\n');
    }

    /// <summary>WriteHouseholds as write households.</summary>
    private static string Words(Right right) => Spaced(right.ToString());

    private static string Words(Right right, Right? or) => or is { } other ? $"{Words(right)}, or {Words(other)}" : Words(right);

    private static string Words(Scope scope) => scope switch { Scope.Everywhere => "everywhere", Scope.Reach => "one's reach", _ => "the " + Spaced(scope.ToString()) };

    private static string Spaced(string name) => string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}
