using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OtpNet;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages.SignIn;

/// <summary>One's own sign-in: sessions, password, second factor.</summary>
public sealed class AccountTests
{
    private static async Task<IHtmlFormElement> Form(ServedOffice office, string act) =>
        (await office.Served.Get("/account")).QuerySelectorAll<IHtmlFormElement>("main form").First(form => form.QuerySelector<IHtmlInputElement>("[name=act]")?.Value == act);

    /// <summary>Sets up an app, from the page as it is shown.</summary>
    /// <returns>The app, and the recovery codes.</returns>
    private static async Task<(Totp App, string[] Recovery)> AddApp(ServedOffice office)
    {
        using (await office.Served.Send(await Form(office, "app-begin")))
        {
        }
        var shown = (await office.Served.Get("/account")).QuerySelector(".app code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var app = new Totp(Base32Encoding.ToBytes(shown));
        using var added = await office.Served.Send(await Form(office, "app"), ("code", CodeOf(office, app)));
        return (app, [.. office.Served.Parse(await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelectorAll(".codes code").Select(code => code.TextContent)]);
    }

    private static string CodeOf(ServedOffice office, Totp app) => app.ComputeTotp(office.Clock.GetUtcNow().UtcDateTime);

    private static async Task<IHtmlFormElement> Second(ServedOffice office) => (IHtmlFormElement)(await office.Served.Get("/sign-in/second")).QuerySelector("main form[action='/sign-in/second']")!;

    [Fact]
    public async Task Who_looks_after_users_sets_up_a_second_factor_before_anything_else()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("admin");
        foreach (var address in new[] { "/", "/areas/652902", "/imports" })
        {
            using var led = await office.Served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("/account", led.Headers.Location!.ToString());
        }
        var (app, recovery) = await AddApp(office);
        Assert.Equal(10, recovery.Length);
        Assert.Equal("您可以办的事", (await office.Served.Get("/")).QuerySelector("h1")!.TextContent);

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        await office.SignIn("admin");
        using (var led = await office.Served.Client.GetAsync(new Uri("/imports", UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Equal("/sign-in/second?to=%2Fimports", led.Headers.Location!.ToString());
        await office.Served.Get("/account", HttpStatusCode.Found);
        using (var wrong = await office.Served.Send(await Second(office), ("code", "000000")))
            Assert.Equal(Problem.SecondFactorWrong().Zh, await office.Refusal(wrong));
        var before = office.Served.Cookie("saxaul.session");
        using (var right = await office.Served.Send(await Second(office), ("code", CodeOf(office, app))))
            Assert.Equal("/", right.Headers.Location!.ToString());
        Assert.NotEqual(before, office.Served.Cookie("saxaul.session"));
        await office.Served.Get("/");
    }

    [Fact]
    public async Task An_administrator_invites_a_colleague_on_the_page_once_and_not_themselves_nor_at_a_computer_left_open()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("admin");
        await AddApp(office);
        var page = await office.Served.Get("/users");
        Assert.Null(Invitation(page, "admin"));
        using (var invited = await office.Served.Send(Invitation(page, "rena")!))
        {
            Assert.Equal(HttpStatusCode.OK, invited.StatusCode);
            Assert.True(invited.Headers.CacheControl!.NoStore);
            var code = office.Served.Parse(await invited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("main code")!.TextContent;
            Assert.NotNull(new AcceptInvitation("rena", code, "snow on the far hills", new Browser(null, "elsewhere", "")).Run(office.Registry));
        }
        using (var own = await office.Served.Send(Invitation(page, "rena")!, ("user", "admin")))
            Assert.Equal(Problem.OwnInvitation().Zh, await office.Refusal(own));
        office.Clock.Advance(TimeSpan.FromMinutes(16));
        using var late = await office.Served.Send(Invitation(await office.Served.Get("/users"), "rena")!);
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal(Problem.ProveAgain().Zh, await office.Refusal(late));

        static IHtmlFormElement? Invitation(IHtmlDocument page, string user) => page.QuerySelectorAll<IHtmlFormElement>("main form[action='/users']")
            .FirstOrDefault(form => form.QuerySelector("input[name=act][value=invite]") is not null && form.QuerySelector<IHtmlInputElement>("input[name=user]")!.Value == user);
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once_and_each_takes_the_place_of_the_app_once()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var (_, recovery) = await AddApp(office);
        var account = (await office.Served.Get("/account")).DocumentElement.TextContent;
        Assert.All(recovery, code => Assert.DoesNotContain(code, account, StringComparison.Ordinal));
        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        await office.SignIn("gul");
        using (var recovered = await office.Served.Send(await Second(office), ("code", recovery[0])))
            Assert.Equal("/", recovered.Headers.Location!.ToString());
        Assert.Contains("恢复码还剩 9 个", (await office.Served.Get("/account")).QuerySelector(".factors")!.TextContent, StringComparison.Ordinal);
        using var again = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        await office.SignIn("gul");
        using var refused = await office.Served.Send(await Second(office), ("code", recovery[0]));
        Assert.Equal(Problem.SecondFactorWrong().Zh, await office.Refusal(refused));
    }

    [Fact]
    public async Task Somebody_ends_a_session_elsewhere_and_never_anybody_elses()
    {
        await using var office = await ServedOffice.Start();
        await using var phone = await ServedRegistry.Start(over: office.Registry, time: office.Clock);
        using (await phone.Send((IHtmlFormElement)(await phone.Get("/sign-in")).QuerySelector("main form[action='/sign-in']")!, ("name", "gul"), ("password", ServedOffice.Password)))
            await phone.Get("/areas/652902105201");
        await office.SignIn("rena");
        using (await office.Served.Send(await Form(office, "password"), ("act", "end"), ("session", phone.Cookie("saxaul.session")!)))
            await phone.Get("/areas/652902105201");
        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);

        await office.SignIn("gul");
        while ((await office.Served.Get("/account")).QuerySelectorAll<IHtmlFormElement>("section[aria-labelledby=sessions] form").FirstOrDefault() is { } end)
        {
            using var ended = await office.Served.Send(end);
            Assert.Contains("那里已经退出", (await office.Served.Get(ended.Headers.Location!.ToString())).QuerySelector(".done")!.TextContent, StringComparison.Ordinal);
        }
        await phone.Get("/areas/652902105201", HttpStatusCode.Found);
        await office.Served.Get("/areas/652902105201");
    }

    [Fact]
    public async Task Everywhere_else_is_left_at_once()
    {
        await using var office = await ServedOffice.Start();
        foreach (var _ in "ab")
            new SignInWithPassword("gul", ServedOffice.Password, new Browser(null, "elsewhere", "")).Run(office.Registry);
        await office.SignIn("gul");
        var others = (IHtmlFormElement)(await office.Served.Get("/account")).QuerySelector("section[aria-labelledby=sessions] > form")!;
        using (await office.Served.Send(others))
            Assert.Single((await office.Served.Get("/account")).QuerySelectorAll("section[aria-labelledby=sessions] tbody tr"));
    }

    [Fact]
    public async Task A_changed_password_asks_for_the_present_one_and_keeps_this_browser_signed_in()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        using (var wrong = await office.Served.Send(await Form(office, "password"), ("current", "no"), ("password", "snow on the far hills"), ("again", "snow on the far hills")))
            Assert.Equal(Problem.CurrentPasswordWrong().Zh, await office.Refusal(wrong));
        using (var changed = await office.Served.Send(await Form(office, "password"), ("current", ServedOffice.Password), ("password", "snow on the far hills"), ("again", "snow on the far hills")))
            Assert.Contains("密码已改", (await office.Served.Get(changed.Headers.Location!.ToString())).QuerySelector(".done")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Problem.WrongNameOrPassword().Zh, await office.SignIn("gul"));
        Assert.Equal("/", await office.SignIn("gul", password: "snow on the far hills"));
    }

    [Fact]
    public async Task An_open_browser_that_somebody_left_changes_nothing_of_how_they_sign_in()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        office.Clock.Advance(TimeSpan.FromMinutes(20));
        using var refused = await office.Served.Send(await Form(office, "app-begin"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(Problem.ProveAgain().Zh, await office.Refusal(refused));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Everything_that_can_happen_has_its_words(string language)
    {
        foreach (var what in Enum.GetNames<SignInEvent>())
            Assert.NotEmpty(Server.Pages.Texts.Say("account.event." + what.ToLowerInvariant(), language));
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        Assert.NotEmpty((await office.Served.Get("/account", language: language)).QuerySelectorAll("section[aria-labelledby=log] li"));
    }
}
