using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Saxaul.Areas;
using Saxaul.Demo;
using Saxaul.Journal;
using Saxaul.Server.Pages.Practice;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>The web server over one registry, ready to run. What it serves and who may see it stands in <see cref="PageList"/>.</summary>
internal static class Site
{
    /// <summary>Lines that are open at the same time; whoever comes then waits for one to be free.</summary>
    private const int MostConnections = 1000;

    /// <param name="actor">Whoever opens a page while the registry has no users.</param>
    /// <param name="users">Of a demo: whom one chooses to be, instead.</param>
    /// <param name="listening">Where it listens; port 0 takes a free one.</param>
    /// <param name="signIn">How people come and sign in; at this machine, without a service of their office, when left out.</param>
    /// <param name="log">What it says on the console.</param>
    public static WebApplication Build(Registry registry, Actor actor, IReadOnlyList<LoopbackAddress> listening, IReadOnlyList<DemoUser>? users = null, SignInSettings? signIn = null, LogForm log = LogForm.Failures)
    {
        signIn ??= new SignInSettings();
        // An empty builder: no setting of the machine's environment makes it listen elsewhere or say more to its log.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Site).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            foreach (var address in listening)
                kestrel.Listen(address.Address, address.Port);
        });
        AddLog(builder.Logging, log);
        Add(builder.Services, registry, actor, users ?? [], signIn);
        Telemetry.Add(builder.Services, builder.Configuration, Telemetry.Settings());

        var site = builder.Build();
        // Where people really come from, what takes TLS off on this machine says, and nobody else: without it, nothing is believed.
        if (signIn.Public is not null)
            site.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 });
        site.UseMiddleware<RequestLog>();
        site.UseMiddleware<SafeAnswer>();
        site.UseHostFiltering();
        DoorParts.UsePublicAddress(site, signIn);
        site.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => (file.Context.Response.Headers.CacheControl, file.Context.Response.ContentType) = ("public, max-age=31536000, immutable", file.Context.Response.ContentType + "; charset=utf-8"),
        });
        site.UseRouting();
        site.UseRequestTimeouts();
        site.UseMiddleware<SizeLimit>();
        site.Use((_, next) =>
        {
            site.Services.GetRequiredService<DayClock>().Look();
            return next();
        });
        // Said here, where its failures become pages: the framework would put it before everything.
        if (signIn.Service is not null)
            site.UseAuthentication();
        // Who it is, before anything counts what they ask for.
        site.UseMiddleware<Door>();
        site.UseRateLimiter();
        site.UseMiddleware<PracticeOnly>();
        site.UseMiddleware<PageRights>();
        site.UseAntiforgery();
        var addresses = site.MapGroup("");
        RequestCost.Say(addresses);
        PageList.Map(addresses);
        site.Services.GetRequiredService<Queues>();
        site.Lifetime.ApplicationStarted.Register(() => site.Services.GetRequiredService<ReadingThreads>().Run(() => WarmUp(site.Services.GetRequiredService<PracticeDesk>().Real)));
        return site;
    }

    /// <summary>
    /// Only we write to the log, and what is written says what failed without anybody's data: the framework's own messages would print addresses and what an exception says. All of it goes to standard error.
    /// </summary>
    private static void AddLog(ILoggingBuilder logging, LogForm form)
    {
        if (form == LogForm.Json)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else
            logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Critical)
            .AddFilter(typeof(RequestLog).FullName, form == LogForm.Failures ? LogLevel.Warning : LogLevel.Information)
            // What keeps it from starting is thrown too, and then said once, in a sentence.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Reads today's facts, and everybody who can be searched for, before somebody waits for them. What is wrong with them is told to whoever asks.</summary>
    private static bool WarmUp(Desk desk)
    {
        try
        {
            List<int> counties = [.. Gazetteer.ReadCounties(desk.Registry.Database).Counties.Select(county => county.CountyKey)];
            desk.Facts.Get(counties, desk.Registry.Database.Time.Today());
            desk.People.WarmUp(counties);
            return true;
        }
        catch (ProblemException)
        {
            return false;
        }
    }

    private static void Add(IServiceCollection services, Registry registry, Actor actor, IReadOnlyList<DemoUser> users, SignInSettings signIn)
    {
        services.AddSingleton<ReadingThreads>().AddSingleton<WritingThreads>();
        services.AddSingleton(registry);
        services.AddSingleton(services => new PracticeDesk(registry, services.GetRequiredService<ILogger<LongWorks>>()));
        services.AddSingleton(_ => new Receipts(registry.Database.Time));
        services.AddSingleton(_ => new Households.Uncovered(registry.Database.Time));
        services.AddSingleton<DayClock>().AddHostedService(provider => provider.GetRequiredService<DayClock>());
        services.AddScoped(provider => provider.GetRequiredService<PracticeDesk>().For(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        // Whoever practises looks at real people all the same: that is kept where it counts. Made here, it would not be closed with the site.
        services.AddSingleton(_ => new LookLog(registry.Database));
        DoorParts.Add(services, registry, actor, users, signIn);
        services.AddScoped<Looking>().AddScoped<Counting>().AddScoped<Visit>();
        services.AddSingleton<Health>();
        services.AddHttpContextAccessor();
        services.AddRouting().AddRazorComponents();
        services.AddRateLimiter(RateLimits.Add);
        services.AddRequestTimeouts(times => times.DefaultPolicy = RequestCost.Time);
        // Razor would otherwise write every Chinese character as a numeric reference.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // A form of the copy to practise on must not be sent to the real registry, nor one of an earlier copy to a later.
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, PracticeMark>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie = new CookieBuilder { Name = "saxaul.form", SameSite = SameSiteMode.Strict, HttpOnly = true, IsEssential = true };
            forms.SuppressXFrameOptionsHeader = true;
        });
        // What is sent with a form waits in memory: the framework would lay files larger than this on the disk as they are. No form but that of evidence may be as large (PageList).
        services.Configure<FormOptions>(forms => forms.MemoryBufferThreshold = (int)PageList.WithEvidence);
        // A foreign name that is made to point at this machine must not read from it.
        services.AddHostFiltering(hosts =>
        {
            hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. signIn.Public is { } address ? [address.Host] : Array.Empty<string>()];
            // HTTP/1.0 may name none; pages need one to render, and every browser gives it.
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
    }
}
