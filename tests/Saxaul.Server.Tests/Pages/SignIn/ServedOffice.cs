using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Time.Testing;
using Saxaul.Journal;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages.SignIn;

/// <summary>The served registry with users: admin looks after them, gul is of the village team, rena of the county. Each has the same long password, which they set themselves.</summary>
internal sealed class ServedOffice : IAsyncDisposable
{
    public const string Password = "wind over the poplars";
    private static readonly Actor Installer = Actor.Operator("installer");

    private ServedOffice(ServedRegistry served, FakeTimeProvider clock) => (Served, Clock) = (served, clock);

    public ServedRegistry Served { get; }

    public FakeTimeProvider Clock { get; }

    public Registry Registry => Served.Registry;

    public static async Task<ServedOffice> Start(SignInSettings? signIn = null, bool withUsers = true)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 4, 1, 9, 0, 0, Instant.Shanghai)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var office = new ServedOffice(await ServedRegistry.Start(time: clock, signIn: signIn), clock);
        if (withUsers)
            office.MakeUsers();
        return office;
    }

    public void MakeUsers()
    {
        foreach (var (name, role, area) in new[] { ("admin", "administrator", null), ("gul", "village_team", ServedRegistry.Village), ("rena", "county", "652902") })
        {
            new MakeUser(name).Run(Registry, Installer);
            new GiveRole(name, role, area, Registry.Database.Time.Today(), null, "分工").Run(Registry, Installer);
        }
        foreach (var name in new[] { "admin", "gul", "rena" })
            new AcceptInvitation(name, Invite(name), Password, new Browser(null, "elsewhere", "")).Run(Registry);
    }

    public string Invite(string name) => new Invite(name).Run(Registry, ReadActor.Of(Registry, "admin", Registry.Database.Time.Today())!);

    /// <summary>The form at the door.</summary>
    public async Task<IHtmlFormElement> Door(string to = "/") => (IHtmlFormElement)(await Served.Get("/sign-in" + (to == "/" ? "" : "?to=" + Uri.EscapeDataString(to)))).QuerySelectorAll("main form[action='/sign-in']").Last();

    /// <summary>Signs in, and comes to the page that was wanted.</summary>
    public async Task<string> SignIn(string name, string to = "/", string password = Password)
    {
        using var answer = await Served.Send(await Door(to), ("name", name), ("password", password));
        return answer.Headers.Location?.ToString() ?? await Refusal(answer);
    }

    /// <summary>What was said of a form that came back, or of a page that was refused.</summary>
    public async Task<string> Refusal(HttpResponseMessage answer)
    {
        var page = Served.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (page.QuerySelector("main .advice[role=alert]:not([hidden])") ?? page.QuerySelector("main .sentence"))!.TextContent.Trim().TrimStart('!');
    }

    public ValueTask DisposeAsync() => Served.DisposeAsync();
}
