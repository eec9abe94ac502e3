using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using OtpNet;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages.SignIn;

/// <summary>Signing in as people do, in a real browser and in both languages.</summary>
public sealed class SignInJourneyTests
{
    private const string MainForm = "main form[action='/sign-in']:visible";

    /// <summary>Passkeys go by a name.</summary>
    private static string Named(ServedOffice office) => office.Served.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private static async Task<IPage> Open(IBrowser browser, ServedOffice office, string language, bool script = true, ConcurrentQueue<string>? addresses = null)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Named(office), Locale = language, JavaScriptEnabled = script, ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        context.Request += (_, request) => addresses?.Enqueue(Uri.UnescapeDataString(request.Url));
        return await context.NewPageAsync();
    }

    private static async Task Type(IPage page, string name, string password = ServedOffice.Password)
    {
        await page.Locator(MainForm + " input[name=name]").FillAsync(name);
        await page.Locator(MainForm + " input[name=password]").FillAsync(password);
        await page.Locator(MainForm + " button").ClickAsync();
    }

    private static Task SignOut(IPage page) => page.Locator("form.user button").ClickAsync();

    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    [InlineData("en", false)]
    public Task With_an_invitation_then_a_password_with_script_and_without(string language, bool script) => Browsing.With(async browser =>
    {
        await using var office = await ServedOffice.Start();
        var addresses = new ConcurrentQueue<string>();
        var page = await Open(browser, office, language, script, addresses);
        var code = office.Invite("gul");
        await page.GotoAsync("/areas/652902105201");
        await page.Locator("a[href='/sign-in/begin']").ClickAsync();
        await page.Locator("input[name=name]").FillAsync("gul");
        await page.Locator("input[name=code]").FillAsync(code);
        await page.Locator("input[name=password]").FillAsync("snow on the far hills");
        await page.Locator("input[name=again]").FillAsync("snow on the far hills");
        await page.Locator("main form button").ClickAsync();
        await Assertions.Expect(page.Locator("form.user")).ToContainTextAsync("gul");

        // A colleague takes over, and gul comes back: one click and the password.
        await SignOut(page);
        await page.Locator("details.person > summary").Last.ClickAsync();
        await Type(page, "rena");
        await Assertions.Expect(page.Locator("form.user")).ToContainTextAsync("rena");
        await SignOut(page);
        await page.Locator("details.person > summary", new PageLocatorOptions { HasText = "gul" }).ClickAsync();
        await page.Locator(MainForm + " input[name=password]").FillAsync("snow on the far hills");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form.user")).ToContainTextAsync("gul");
        Assert.All(addresses, address => Assert.DoesNotMatch($"gul|rena|snow|{code}", address));
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task With_a_password_and_a_code_of_the_telephone_or_a_recovery_code(string language) => Browsing.With(async browser =>
    {
        await using var office = await ServedOffice.Start();
        var page = await Open(browser, office, language, script: false);
        await page.GotoAsync("/");
        await Type(page, "admin");
        // An administrator comes to nothing else before.
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account$"));
        await page.Locator("form:has(input[value=app-begin]) button").ClickAsync();
        await Assertions.Expect(page.Locator(".app svg.qr")).ToBeVisibleAsync();
        var app = new Totp(Base32Encoding.ToBytes((await page.Locator(".app code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.Locator("input[name=code]").FillAsync(app.ComputeTotp(office.Clock.GetUtcNow().UtcDateTime));
        await page.Locator(".app form button").ClickAsync();
        var recovery = await page.Locator(".codes code").AllInnerTextsAsync();
        Assert.Equal(10, recovery.Count);
        await page.Locator("a.button[href='/account']").ClickAsync();
        Assert.DoesNotContain(recovery[0], await page.InnerTextAsync("main"), StringComparison.Ordinal);

        foreach (var code in new Func<string>[] { () => app.ComputeTotp(office.Clock.GetUtcNow().UtcDateTime), () => recovery[0] })
        {
            office.Clock.Advance(TimeSpan.FromMinutes(1));
            await SignOut(page);
            await page.Locator("details.person > summary", new PageLocatorOptions { HasText = "admin" }).ClickAsync();
            await page.Locator(MainForm + " input[name=password]").FillAsync(ServedOffice.Password);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in/second"));
            await page.Locator("input[name=code]").FillAsync(code());
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("localhost:[0-9]+/$"));
        }
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task With_a_passkey_alone_and_after_the_password(string language) => Browsing.With(async browser =>
    {
        await using var office = await ServedOffice.Start();
        var page = await Open(browser, office, language);
        var messages = new ConcurrentQueue<string>();
        page.Console += (_, message) => messages.Enqueue(message.Text);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync("/");
        await Type(page, "gul");
        await page.Locator("form.user a").ClickAsync();
        await page.Locator("input[name=passkey]").FillAsync("我的电脑");
        await page.Locator("form[data-passkey=make] button").ClickAsync();
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await page.Locator("a.button[href='/account']").ClickAsync();
        await Assertions.Expect(page.Locator(".factors")).ToContainTextAsync("我的电脑");

        await SignOut(page);
        await page.Locator("form[data-passkey=get] button").ClickAsync();
        await Assertions.Expect(page.Locator("form.user")).ToContainTextAsync("gul");
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("second"));

        await SignOut(page);
        await page.Locator("details.person > summary", new PageLocatorOptions { HasText = "gul" }).ClickAsync();
        await page.Locator(MainForm + " input[name=password]").FillAsync(ServedOffice.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in/second"));
        await page.Locator("form[data-passkey=get] button").ClickAsync();
        await Assertions.Expect(page.Locator("form.user")).ToContainTextAsync("gul");

        // The key is taken away here; the telephone still offers it.
        await page.GotoAsync("/account");
        await page.Locator(".factors form:has(input[name=which]) button").ClickAsync();
        await SignOut(page);
        await page.Locator("form[data-passkey=get] button").ClickAsync();
        await Assertions.Expect(page.Locator("main .advice").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("form.user")).ToHaveCountAsync(0);
        Assert.DoesNotContain(messages, message => message.Contains("Content Security Policy", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task By_the_office_s_own_service_for_whom_the_administrator_linked(string language) => Browsing.With(async browser =>
    {
        await using var provider = await OfficeProvider.Start();
        await using var office = await ServedOffice.Start(new SignInSettings(Service: provider.Service));
        provider.Returns(Named(office));
        var page = await Open(browser, office, language, script: false);
        await page.GotoAsync("/areas/652902105201");
        await page.Locator("a[href^='/sign-in/office']").ClickAsync();
        // The service knows them; we do not yet, whatever their e-mail address.
        await Assertions.Expect(page.Locator("main .sentence")).ToHaveTextAsync(Problem.NotLinked().In(language));
        new LinkUser("gul", provider.Issuer, OfficeProvider.Subject).Run(office.Registry, ReadActor.Of(office.Registry, "admin", new DateOnly(2020, 4, 1))!);
        await page.GotoAsync("/areas/652902105201");
        await page.Locator("a[href^='/sign-in/office']").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Named(office) + "/areas/652902105201");
        await Assertions.Expect(page.Locator("form.user")).ToContainTextAsync("gul");
        // What comes back by itself, without our having asked, signs nobody in.
        await SignOut(page);
        await page.GotoAsync("/sign-in/office/back?code=made-up&state=made-up");
        await Assertions.Expect(page.Locator("main .sentence")).ToHaveTextAsync(Problem.OfficeSignInFailed().In(language));
        Assert.DoesNotContain("code_challenge_method=plain", provider.Asked, StringComparison.Ordinal);
        Assert.Contains("code_challenge_method=S256", provider.Asked, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task A_guesser_waits_while_the_user_goes_on_and_a_stolen_session_opens_nothing(string language) => Browsing.With(async browser =>
    {
        await using var office = await ServedOffice.Start();
        var users = await Open(browser, office, language, script: false);
        await users.GotoAsync("/");
        await Type(users, "gul");
        var guessers = await Open(browser, office, language, script: false);
        await guessers.GotoAsync("/sign-in");
        for (var i = 0; i < 6; i++)
            await Type(guessers, "gul", "a wrong guess");
        await Assertions.Expect(guessers.Locator("#refused")).ToContainTextAsync(language == "en" ? "30 seconds" : "30 秒");
        await users.GotoAsync("/areas/652902105201");
        await SignOut(users);
        await users.Locator("details.person > summary", new PageLocatorOptions { HasText = "gul" }).ClickAsync();
        await users.Locator(MainForm + " input[name=password]").FillAsync(ServedOffice.Password);
        await users.Keyboard.PressAsync("Enter");
        await Assertions.Expect(users.Locator("form.user")).ToContainTextAsync("gul");

        var session = (await users.Context.CookiesAsync()).Single(cookie => cookie.Name == "saxaul.session");
        await guessers.Context.AddCookiesAsync([new Cookie { Name = session.Name, Value = session.Value, Url = Named(office) }]);
        await guessers.GotoAsync("/areas/652902105201");
        await Assertions.Expect(guessers).ToHaveURLAsync(new Regex("/sign-in"));
        await users.GotoAsync("/areas/652902105201");
        await Assertions.Expect(users).ToHaveURLAsync(new Regex("/sign-in"));
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task Somebody_who_stood_in_finds_that_it_ended(string language) => Browsing.With(async browser =>
    {
        await using var office = await ServedOffice.Start();
        var (installer, today) = (Actor.Operator("installer"), new DateOnly(2020, 4, 1));
        new MakeUser("standin").Run(office.Registry, installer);
        new GiveRole("standin", "village_team", ServedRegistry.Village, today, today.AddDays(1), "代班") { StandsInFor = "gul" }.Run(office.Registry, installer);
        new AcceptInvitation("standin", office.Invite("standin"), ServedOffice.Password, new Browser(null, "elsewhere", "")).Run(office.Registry);
        office.Clock.Advance(TimeSpan.FromHours(13));
        var page = await Open(browser, office, language, script: false);
        await page.GotoAsync("/areas/652902105201");
        await Type(page, "standin");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(language == "en" ? "registered" : "在册");
        office.Clock.Advance(TimeSpan.FromHours(3));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main .sentence")).ToHaveTextAsync(Problem.NotAllowed(Right.ReadHouseholds).In(language));
    });
}
