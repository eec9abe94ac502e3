using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Journal;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages.SignIn;

/// <summary>Signing in with a password on the pages, and what a session is worth.</summary>
public sealed class SignInTests
{
    private static readonly Actor Installer = Actor.Operator("installer");

    private static async Task<HttpResponseMessage> Ask(ServedOffice office, string address, string? cookies = null)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = office.Served.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_door_and_from_there_to_the_page_they_wanted()
    {
        await using var office = await ServedOffice.Start();
        foreach (var address in new[] { "/", "/areas/652902105201", "/search", "/imports", "/account" })
        {
            using var asked = await office.Served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
            Assert.Equal(address == "/" ? "/sign-in" : "/sign-in?to=" + Uri.EscapeDataString(address), asked.Headers.Location!.ToString());
        }
        await office.Served.Get("/help");
        Assert.Equal("/areas/652902105201?on=2020-04-01", await office.SignIn("gul", "/areas/652902105201?on=2020-04-01"));
        var page = await office.Served.Get("/areas/652902105201");
        Assert.Contains("在册", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("gul", page.QuerySelector("form.user")!.TextContent, StringComparison.Ordinal);
        // What they may do is their roles' affair.
        await office.Served.Get("/areas/652902105208", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\t/evil.example")]
    public async Task The_door_leads_nowhere_else(string to)
    {
        await using var office = await ServedOffice.Start();
        Assert.Equal("/", await office.SignIn("gul", to));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_sentence_and_the_name_stays_typed()
    {
        await using var office = await ServedOffice.Start();
        using var wrong = await office.Served.Send(await office.Door(), ("name", "gul"), ("password", "not this one"));
        using var unknown = await office.Served.Send(await office.Door(), ("name", "nobody"), ("password", "not this one"));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (wrong.StatusCode, unknown.StatusCode));
        var (first, second) = (await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(Problem.WrongNameOrPassword().Zh, first, StringComparison.Ordinal);
        Assert.Equal("gul", office.Served.Parse(first).QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);
        Assert.DoesNotContain("not this one", first, StringComparison.Ordinal);
        // Cookies, too, tell nothing.
        Assert.Equal(wrong.Headers.TryGetValues("Set-Cookie", out var ofWrong) ? ofWrong.Count() : 0, unknown.Headers.TryGetValues("Set-Cookie", out var ofUnknown) ? ofUnknown.Count() : 0);
        Assert.Contains(Problem.WrongNameOrPassword().Zh, second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_guesses_waits_and_is_told_how_long_while_the_user_goes_on_in_their_own_browser()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var mark = office.Served.Cookie("saxaul.device")!;
        await using var stranger = await ServedRegistry.Start(over: office.Registry, time: office.Clock);
        async Task<HttpResponseMessage> Guess() => await stranger.Send((IHtmlFormElement)(await stranger.Get("/sign-in")).QuerySelectorAll("main form[action='/sign-in']").Last(), ("name", "gul"), ("password", "a wrong guess"));
        for (var i = 0; i < 5; i++)
        {
            using var guessed = await Guess();
            Assert.Equal(HttpStatusCode.BadRequest, guessed.StatusCode);
        }
        using var slowed = await Guess();
        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.Contains("30 秒", await office.Refusal(slowed), StringComparison.Ordinal);

        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        Assert.Equal(mark, office.Served.Cookie("saxaul.device"));
        Assert.Equal("/", await office.SignIn("gul"));
    }

    [Fact]
    public async Task A_session_is_in_cookies_that_no_script_reads_and_that_no_other_site_sends_along()
    {
        await using var office = await ServedOffice.Start();
        using var answer = await office.Served.Send(await office.Door(), ("name", "gul"), ("password", ServedOffice.Password));
        var cookies = answer.Headers.GetValues("Set-Cookie").Where(cookie => cookie.StartsWith("saxaul.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["saxaul.session", "saxaul.device"], cookies.Select(cookie => cookie.Split('=')[0]));
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.DoesNotContain("gul", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_tls_cookies_are_sent_over_tls_only_and_the_public_name_is_answered()
    {
        await using var office = await ServedOffice.Start(new SignInSettings(new Uri("https://households.example.cn")));
        async Task<HttpResponseMessage> Public(HttpRequestMessage request)
        {
            request.Headers.Host = "households.example.cn";
            return await office.Served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        using var asking = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        using var door = await Public(asking);
        var form = office.Served.Parse(await door.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelectorAll("main form[action='/sign-in']").Last();
        using var sending = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([.. form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => new System.Collections.Generic.KeyValuePair<string, string>(input.Name!, input.Value)), new("name", "gul"), new("password", ServedOffice.Password)]),
        };
        sending.Headers.Add("Cookie", string.Join("; ", door.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var answer = await Public(sending);
        var cookies = answer.Headers.GetValues("Set-Cookie").Where(cookie => cookie.Contains("saxaul.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["__Host-saxaul.session", "__Host-saxaul.device"], cookies.Select(cookie => cookie.Split('=')[0]));
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Behind_tls_guessers_are_told_apart_by_the_address_that_the_web_server_saw_and_nobody_else_s_word()
    {
        await using var office = await ServedOffice.Start(new SignInSettings(new Uri("https://households.example.cn")));
        // Nobody gives a name that anybody has: only the address is counted.
        async Task<HttpStatusCode> Guess(int number, string from)
        {
            using var handler = new HttpClientHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { BaseAddress = office.Served.Client.BaseAddress };
            client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
            var form = office.Served.Parse(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken)).QuerySelectorAll("main form[action='/sign-in']").Last();
            var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => new System.Collections.Generic.KeyValuePair<string, string>(input.Name!, input.Value));
            using var content = new FormUrlEncodedContent([.. fields, new("name", $"name{number}"), new("password", "")]);
            using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), content, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        for (var i = 0; i < 30; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await Guess(i, $"198.51.100.{i}, 203.0.113.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Guess(30, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.BadRequest, await Guess(31, "203.0.113.8"));
        // One line has as many of the newer addresses as it likes.
        for (var i = 0; i < 30; i++)
            await Guess(i, $"2001:db8:1:2::{i + 1}");
        Assert.Equal(HttpStatusCode.TooManyRequests, await Guess(30, "2001:db8:1:2::ffff"));
        Assert.Equal(HttpStatusCode.BadRequest, await Guess(31, "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task A_session_that_was_taken_to_another_browser_opens_nothing_there_and_ends()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var session = office.Served.Cookie("saxaul.session")!;
        using var alone = await Ask(office, "/areas/652902105201", "saxaul.session=" + session);
        Assert.Equal(HttpStatusCode.Found, alone.StatusCode);
        // The user finds out and signs in again.
        await office.Served.Get("/areas/652902105201", HttpStatusCode.Found);
        await office.SignIn("gul");
        Assert.Contains("另一个浏览器", (await office.Served.Get("/account")).QuerySelector("section[aria-labelledby=log]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_somebody_put_there_beforehand_is_not_taken_over()
    {
        await using var office = await ServedOffice.Start();
        office.Served.SetCookie("saxaul.session", "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        office.Served.SetCookie("saxaul.device", "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB");
        await office.SignIn("gul");
        Assert.DoesNotContain("AAAAAAA", office.Served.Cookie("saxaul.session")!, StringComparison.Ordinal);
        Assert.DoesNotContain("BBBBBBB", office.Served.Cookie("saxaul.device")!, StringComparison.Ordinal);
        var before = office.Served.Cookie("saxaul.session");
        await office.SignIn("gul");
        Assert.NotEqual(before, office.Served.Cookie("saxaul.session"));
        using var old = await Ask(office, "/areas/652902105201", $"saxaul.session={before}; saxaul.device={office.Served.Cookie("saxaul.device")}");
        Assert.Equal(HttpStatusCode.Found, old.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var cookies = $"saxaul.session={office.Served.Cookie("saxaul.session")}; saxaul.device={office.Served.Cookie("saxaul.device")}";
        using (var open = await Ask(office, "/areas/652902105201", cookies))
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        Assert.Equal("/sign-in", left.Headers.Location!.ToString());
        using var closed = await Ask(office, "/areas/652902105201", cookies);
        Assert.Equal(HttpStatusCode.Found, closed.StatusCode);
    }

    [Fact]
    public async Task Colleagues_who_share_a_computer_change_places_with_a_password_and_each_form_is_one_users()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var guls = (IHtmlFormElement)(await office.Served.Get("/areas/652902105201")).QuerySelector("form.search")!;
        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        Assert.Equal("/", await office.SignIn("rena"));
        // A page of gul's that was still open is not sent as rena's.
        using var sent = await office.Served.Send(guls, ("words", "6510000001"));
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);

        using var alsoLeft = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        var door = await office.Served.Get("/sign-in");
        Assert.Equal(["rena", "gul", "其他人"], door.QuerySelectorAll("details.person > summary").Select(summary => summary.TextContent));
        using var back = await office.Served.Send((IHtmlFormElement)door.QuerySelectorAll("details.person form").ElementAt(1), ("password", ServedOffice.Password));
        Assert.Equal("/", back.Headers.Location!.ToString());
        Assert.Contains("gul", (await office.Served.Get("/help")).QuerySelector("form.user")!.TextContent, StringComparison.Ordinal);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await office.Served.Get("/sign-in")).QuerySelectorAll("details.person"));
    }

    [Fact]
    public async Task Who_says_that_the_computer_is_their_own_is_not_offered_to_others()
    {
        await using var office = await ServedOffice.Start();
        using var signedIn = await office.Served.Send(await office.Door(), ("name", "gul"), ("password", ServedOffice.Password), ("own", "yes"));
        using var left = await office.Served.Send((IHtmlFormElement)(await office.Served.Get("/help")).QuerySelector("form.user")!);
        Assert.DoesNotContain("gul", (await office.Served.Get("/sign-in")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_and_an_open_form_outlive_the_program()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var form = (IHtmlFormElement)(await office.Served.Get("/areas/652902105201")).QuerySelector("form.search")!;
        await office.Served.Restart();
        // A port of its own: the browser would send the cookies there all the same.
        using var found = await office.Served.Send(form, ("words", "6510000001"));
        Assert.Contains("/search", found.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_a_quiet_office_day_and_a_form_of_it_changes_nothing_and_says_so()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var form = (IHtmlFormElement)(await office.Served.Get("/areas/652902105201")).QuerySelector("form.search")!;
        office.Clock.Advance(TimeSpan.FromHours(8.1));
        using var refused = await office.Served.Send(form, ("words", "6510000001"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(Problem.NotSignedIn().Zh, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_stands_in_sees_nothing_more_from_the_day_on_which_that_ends()
    {
        await using var office = await ServedOffice.Start();
        new MakeUser("standin").Run(office.Registry, Installer);
        var today = office.Registry.Database.Time.Today();
        new GiveRole("standin", "village_team", ServedRegistry.Village, today, today.AddDays(1), "代班") { StandsInFor = "gul" }.Run(office.Registry, Installer);
        new AcceptInvitation("standin", office.Invite("standin"), ServedOffice.Password, new Browser(null, "elsewhere", "")).Run(office.Registry);
        office.Clock.Advance(TimeSpan.FromHours(13));
        await office.SignIn("standin");
        Assert.Contains("在册", (await office.Served.Get("/areas/652902105201")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // 22:00 and two hours: the same session, another day.
        office.Clock.Advance(TimeSpan.FromHours(2.5));
        var refused = await office.Served.Get("/areas/652902105201", HttpStatusCode.Forbidden);
        Assert.DoesNotContain("卡德尔", refused.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_role_yet_is_told_whom_to_ask_and_begins_once_it_is_given()
    {
        await using var office = await ServedOffice.Start();
        new MakeUser("new").Run(office.Registry, Installer);
        new AcceptInvitation("new", office.Invite("new"), ServedOffice.Password, new Browser(null, "elsewhere", "")).Run(office.Registry);
        await office.SignIn("new");
        foreach (var (language, title, who) in new[] { ("zh-CN", "您还没有角色", "系统管理员"), ("en", "You have no role yet", "Administrator") })
        {
            var page = (await office.Served.Get("/", language: language)).QuerySelector("main")!;
            Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
            Assert.Contains(who, page.QuerySelector(".sentence")!.TextContent, StringComparison.Ordinal);
        }
        await office.Served.Get("/areas/652902105201", HttpStatusCode.Forbidden);
        new GiveRole("new", "village_team", ServedRegistry.Village, office.Registry.Database.Time.Today(), null, "驻村").Run(office.Registry, Installer);
        await office.Served.Get("/areas/652902105201");
    }

    [Fact]
    public async Task A_role_that_is_taken_and_a_user_who_ends_stop_at_the_next_request()
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        var given = ListUsers.Of(office.Registry, Installer).Single(user => user.Name == "gul").Roles.Single().GrantId;
        new TakeRole(given, office.Registry.Database.Time.Today(), "调走").Run(office.Registry, Installer);
        await office.Served.Get("/areas/652902105201", HttpStatusCode.Forbidden);
        new EndUser("gul", "调走").Run(office.Registry, Installer);
        await office.Served.Get("/areas/652902105201", HttpStatusCode.Found);
    }

    [Fact]
    public async Task An_invited_user_sets_a_password_on_the_page_and_the_code_stands_in_no_address()
    {
        await using var office = await ServedOffice.Start();
        var code = office.Invite("rena");
        var form = (IHtmlFormElement)(await office.Served.Get("/sign-in/begin")).QuerySelector("main form")!;
        using (var differ = await office.Served.Send(form, ("name", "rena"), ("code", code), ("password", "snow on the far hills"), ("again", "snow on the near hills")))
        {
            Assert.Equal(Problem.PasswordsDiffer().Zh, await office.Refusal(differ));
            // The code is still good: its twenty signs are not typed anew, and a password is never sent back.
            var again = office.Served.Parse(await differ.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(["rena", code, "", ""], again.QuerySelectorAll<IHtmlInputElement>("main form.answers input:not([type=hidden])").Select(input => input.Value));
        }
        using (var poor = await office.Served.Send(form, ("name", "rena"), ("code", code), ("password", "password1234"), ("again", "password1234")))
            Assert.Equal(Problem.PasswordTooCommon().Zh, await office.Refusal(poor));
        using var begun = await office.Served.Send(form, ("name", "rena"), ("code", code), ("password", "snow on the far hills"), ("again", "snow on the far hills"));
        Assert.Equal("/", begun.Headers.Location!.ToString());
        Assert.Contains("rena", (await office.Served.Get("/areas/652902")).QuerySelector("form.user")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_there_are_users_the_pages_are_the_machines_own_and_from_the_first_on_nobody_elses()
    {
        await using var office = await ServedOffice.Start(withUsers: false);
        Assert.Null((await office.Served.Get("/areas/652902")).QuerySelector("form.user"));
        await office.Served.Get("/sign-in", HttpStatusCode.NotFound);
        office.MakeUsers();
        await office.Served.Get("/areas/652902", HttpStatusCode.Found);
        await office.Served.Get("/sign-in");
    }

    [Fact]
    public async Task Under_a_public_address_nobody_is_the_operator_even_without_users()
    {
        await using var office = await ServedOffice.Start(new SignInSettings(new Uri("https://households.example.cn")), withUsers: false);
        await office.Served.Get("/areas/652902", HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/begin")]
    [InlineData("/sign-out")]
    [InlineData("/sign-in/second")]
    [InlineData("/sign-in/passkey")]
    [InlineData("/account")]
    public async Task A_form_that_comes_from_elsewhere_signs_nobody_in_or_out(string address)
    {
        await using var office = await ServedOffice.Start();
        await office.SignIn("gul");
        using var content = new FormUrlEncodedContent(new System.Collections.Generic.Dictionary<string, string> { ["name"] = "rena", ["password"] = ServedOffice.Password, ["act"] = "app-begin" });
        using var refused = await office.Served.Client.PostAsync(new Uri(address, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("gul", (await office.Served.Get("/help")).QuerySelector("form.user")!.TextContent, StringComparison.Ordinal);
    }
}
