using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
    /// <param name="actor">Whoever opens a page.</param>
    /// <param name="users">Of a demo: whom one chooses to be, instead.</param>
    /// <param name="addresses">Where it listens; port 0 takes a free one.</param>
    public static WebApplication Build(Registry registry, Actor actor, IReadOnlyList<LoopbackAddress> addresses, IReadOnlyList<DemoUser>? users = null)
    {
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
            foreach (var address in addresses)
                kestrel.Listen(address.Address, address.Port);
        });
        // Ours say what failed without anybody's data; the framework's would print what an exception says.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Critical)
            // What keeps it from starting is thrown too, and then said once, in a sentence.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        Add(builder.Services, registry, actor, users ?? []);

        var site = builder.Build();
        site.UseMiddleware<SafeAnswer>();
        site.UseHostFiltering();
        site.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable" });
        site.UseRouting();
        site.UseMiddleware<SizeLimit>();
        site.Use((_, next) =>
        {
            site.Services.GetRequiredService<DayClock>().Look();
            return next();
        });
        site.UseMiddleware<PracticeOnly>();
        site.UseMiddleware<PageRights>();
        site.UseAntiforgery();
        PageList.Map(site);
        site.Lifetime.ApplicationStarted.Register(() => site.Services.GetRequiredService<ReadingThreads>().Run(() => WarmUp(site.Services.GetRequiredService<PracticeDesk>().Real)));
        return site;
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

    private static void Add(IServiceCollection services, Registry registry, Actor actor, IReadOnlyList<DemoUser> users)
    {
        services.AddSingleton<ReadingThreads>().AddSingleton<WritingThreads>();
        services.AddSingleton(_ => new PracticeDesk(registry));
        services.AddSingleton(_ => new Receipts(registry.Database.Time));
        services.AddSingleton<DayClock>().AddHostedService(provider => provider.GetRequiredService<DayClock>());
        services.AddScoped(provider => provider.GetRequiredService<PracticeDesk>().For(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        // Whoever practises looks at real people all the same: that is kept where it counts. Made here, it would not be closed with the site.
        services.AddSingleton(_ => new LookLog(registry.Database));
        services.AddSingleton(services => new Visitors(actor, users, services.GetRequiredService<IDataProtectionProvider>()));
        services.AddScoped(services => EmergencyAccess.With(services.GetRequiredService<Desk>().Registry, services.GetRequiredService<Visitors>().Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext!)));
        services.AddScoped<Visit>();
        services.AddHttpContextAccessor();
        services.AddRouting().AddRazorComponents();
        // Razor would otherwise write every Chinese character as a numeric reference.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // Keys of forms live as long as the process: nothing about them rests on the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
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
            hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
            // HTTP/1.0 may name none; pages need one to render, and every browser gives it.
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
    }
}
