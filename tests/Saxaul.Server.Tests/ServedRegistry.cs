using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Saxaul.Areas;
using Saxaul.Demo;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Screening;
using Saxaul.Server.Pages;
using Saxaul.Server.Pages.Practice;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Tests;
using Saxaul.Users;

namespace Saxaul.Server.Tests;

/// <summary>A registry of one county's invented households, served on a free port of this machine over real HTTP.</summary>
public sealed class ServedRegistry : IAsyncDisposable
{
    public const string Number = "999019196309248931", Township = "652902105", Village = "652902105201";
    private static readonly DateOnly Day = new(2020, 4, 1);
    private static readonly Actor Official = Actor.Operator("official");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saxaul-test-");
    private readonly bool isOwn;
    private readonly SignInSettings? signIn;
    private WebApplication site;
    private readonly HtmlParser parser = new();
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };

    private const string Areas = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        """;

    private const string Roster = """
        县,乡镇,行政村,户编号,户类型,是否易地搬迁户,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,联系电话,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出,自付医疗费用,自付教育费用,因灾损失,住房鉴定等级,饮水是否安全,是否参加医疗保险
        库车市,牙哈镇,守努特村,6510000001,脱贫户,是,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,19900001234,"12,300",,,0.2万,0,6200元,,,A级,是,是
        ,,,6510000001,,,,古丽,配偶,女,999037196307227961,1963.7.22,,,,,,,,,,,,是
        库车市,牙哈镇,守努特村,6510000003,脱贫户,否,1,阿依木,户主,女,,1980-01-01,,30000,,,,,,,,A级,是,是
        库车市,牙哈镇,玉奇玉吉麦村,6510000002,脱贫户,否,1,买买提,户主,男,,,,30000,,,,,,,,D级,是,是
        """;

    /// <param name="actor">Who opens the pages; the operator when left out.</param>
    /// <param name="empty">Without areas and households.</param>
    /// <param name="demo">One chooses whom to be.</param>
    /// <param name="over">Another's registry, to look at it as somebody else; null for one of its own.</param>
    /// <param name="time">The clock; the machine's when left out.</param>
    /// <param name="roster">Another roster than these households.</param>
    /// <param name="signIn">How people come and sign in.</param>
    /// <param name="log">What it says on the console.</param>
    /// <param name="users">Whom one may choose to be, instead of the demo's users.</param>
    /// <param name="moreAreas">Besides those of the county.</param>
    private ServedRegistry(Actor? actor, bool empty, bool demo, Registry? over, TimeProvider? time, string roster, SignInSettings? signIn, LogForm log, IReadOnlyList<DemoUser>? users, string moreAreas)
    {
        this.signIn = signIn;
        isOwn = over is null;
        Registry = over ?? Registry.Open(File("registry.db"), time, keyFile: File("registry.key"));
        if (!empty && isOwn)
        {
            System.IO.File.WriteAllText(File("areas.csv"), $"{Areas}\n{moreAreas}");
            System.IO.File.WriteAllText(File("652902-库车市-户信息.csv"), roster);
            new ImportAreas(AreaList.Read(File("areas.csv")), 2020).Run(Registry, Official);
            new Import(Registry, Official, new ImportOptions { On = Day }).Run([File("652902-库车市-户信息.csv")]);
            var facts = new FactStore(Registry);
            new Screen(Registry, Official, facts, Policy.Load(Registry, facts.Shape, "acceptance"), Day).All();
        }
        site = Site.Build(Registry, actor ?? Official, LoopbackAddress.Parse("http://127.0.0.1:0"), users ?? (demo ? DemoUsers.Of(Registry) : null), signIn, log);
        Client = new HttpClient(new Refusals(handler, parser), disposeHandler: false);
    }

    /// <summary>Pages that say what was refused or failed are kept with the run's output.</summary>
    private sealed class Refusals(HttpMessageHandler handler, HtmlParser parser) : DelegatingHandler(handler)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (RunOutput.IsKept && (int)answer.StatusCode >= 400 && answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                var page = parser.ParseDocument(await answer.Content.ReadAsStringAsync(cancellationToken));
                // A form that came back still holds what was typed, for whoever typed it.
                if (page.QuerySelector("h1")?.TextContent is { } title && (title == Texts.Say("refused.title", "zh-CN") || title == Texts.Say("refused.title", "en")))
                    RunOutput.Keep("refusals", page.QuerySelector("main")!.TextContent);
            }
            return answer;
        }
    }

    /// <summary>The program ends and begins again, perhaps for somebody else: what it had in memory is gone.</summary>
    public async Task Restart(Actor? actor = null)
    {
        await site.StopAsync();
        await site.DisposeAsync();
        site = Site.Build(Registry, actor ?? Official, LoopbackAddress.Parse("http://127.0.0.1:0"), signIn: signIn);
        await site.StartAsync();
        await Idle();
        Client.Dispose();
        Client = new HttpClient(new Refusals(handler, parser), disposeHandler: false) { BaseAddress = new Uri(site.Urls.First()) };
    }

    /// <summary>Everything that was begun in the background is done.</summary>
    public async Task Idle()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Services.GetRequiredService<PracticeDesk>().Real.Works.Begin($"idle {Guid.NewGuid()}", WorkKind.Compare, _ => done.SetResult());
        await done.Task;
    }

    internal static async Task<ServedRegistry> Start(Actor? actor = null, bool empty = false, bool demo = false, Registry? over = null, TimeProvider? time = null, string roster = Roster, SignInSettings? signIn = null, LogForm log = LogForm.Failures, IReadOnlyList<DemoUser>? users = null, string moreAreas = "")
    {
        var served = new ServedRegistry(actor, empty, demo, over, time, roster, signIn, log, users, moreAreas);
        await served.site.StartAsync();
        await served.Idle();
        served.Client.BaseAddress = new Uri(served.site.Urls.First());
        return served;
    }

    public Registry Registry { get; }

    /// <summary>Keeps cookies and follows no redirection.</summary>
    public HttpClient Client { get; private set; }

    /// <summary>Where the registry lies.</summary>
    public string Folder => folder.FullName;

    public string Address => Client.BaseAddress!.ToString().TrimEnd('/');

    public IServiceProvider Services => site.Services;

    /// <summary>Answers in English until told otherwise, where a test reads words.</summary>
    public async Task<IHtmlDocument> Get(string address, HttpStatusCode expected = HttpStatusCode.OK, string language = "zh-CN")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Language", language);
        using var response = await Client.SendAsync(request);
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{address} answered {(int)response.StatusCode}.");
        return parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form as a browser would: what stands in its fields, and what somebody typed.</summary>
    public Task<HttpResponseMessage> Send(IHtmlFormElement form, params (string Name, string Value)[] typed)
    {
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").Where(input => input.Type is not ("radio" or "checkbox") || input.IsChecked).Select(input => (Name: input.Name!, input.Value))
            .Concat(form.QuerySelectorAll<IHtmlTextAreaElement>("textarea[name]").Select(area => (Name: area.Name!, area.Value)))
            .Concat(form.QuerySelectorAll<IHtmlSelectElement>("select[name]").Select(select => (Name: select.Name!, Value: select.Value ?? "")))
            .Where(field => typed.All(one => one.Name != field.Name)).Select(field => KeyValuePair.Create(field.Name, field.Value));
        return Client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new FormUrlEncodedContent([.. fields, .. typed.Select(one => KeyValuePair.Create(one.Name, one.Value))]));
    }

    public IHtmlDocument Parse(string html) => parser.ParseDocument(html);

    /// <summary>A cookie that somebody made up.</summary>
    public void SetCookie(string name, string value) => handler.CookieContainer.Add(Client.BaseAddress!, new Cookie(name, value));

    /// <summary>What the browser carries.</summary>
    public string? Cookie(string name) => handler.CookieContainer.GetCookies(Client.BaseAddress!).FirstOrDefault(cookie => cookie.Name == name)?.Value;

    /// <summary>Completes when every look so far is kept.</summary>
    public Task LooksWritten() => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<LookLog>(Services).Flush();

    /// <summary>Becomes one of the demo's users.</summary>
    public async Task Be(string user)
    {
        var form = (await Get("/sign-in")).QuerySelectorAll<IHtmlFormElement>(".users form").First(form => form.QuerySelector<IHtmlInputElement>("[name=user]")!.Value == user);
        using var answer = await Send(form);
    }

    /// <summary>The address of the page of the household that a page lists under its number.</summary>
    public async Task<string> HouseholdAddress(string number, string counted = "households") =>
        (await Get($"/areas/652902/households?counted={counted}")).QuerySelectorAll<IHtmlAnchorElement>("tbody a").First(link => link.TextContent == number).GetAttribute("href")!;

    private string File(string name) => Path.Combine(folder.FullName, name);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        handler.Dispose();
        await site.StopAsync();
        await site.DisposeAsync();
        if (isOwn)
            Registry.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
