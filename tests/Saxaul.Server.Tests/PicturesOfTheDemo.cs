using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace Saxaul.Server.Tests;

/// <summary>The README's pictures, taken of a demo as anybody starts it. Runs when it is asked for: <c>./pictures</c>.</summary>
public sealed class PicturesOfTheDemo
{
    private const string Households = "6860";

    [Fact(Explicit = true)]
    public Task Are_taken() => Browsing.With(async browser =>
    {
        var folder = Environment.GetEnvironmentVariable("SAXAUL_PICTURES") ?? throw new InvalidOperationException("SAXAUL_PICTURES says where the pictures go; ./pictures sets it.");
        Directory.CreateDirectory(folder);
        var demo = Directory.CreateTempSubdirectory("saxaul-pictures-");
        using var process = Start(demo.FullName);
        try
        {
            var address = await Opened(process);
            foreach (var language in new[] { "zh-CN", "en" })
                await Take(browser, address, language, Path.Combine(folder, language));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            demo.Delete(recursive: true);
        }
    });

    private static async Task Take(IBrowser browser, string address, string language, string name)
    {
        async Task<IPage> As(string user, int width, int height, ColorScheme colours)
        {
            var context = await browser.NewContextAsync(new BrowserNewContextOptions
            {
                BaseURL = address, Locale = language, ColorScheme = colours, ViewportSize = new ViewportSize { Width = width, Height = height }, DeviceScaleFactor = 1.5f,
            });
            var page = await context.NewPageAsync();
            await page.GotoAsync("/");
            await page.Locator($".users form:has(input[value={user}]) button").ClickAsync();
            return page;
        }

        Task Picture(IPage page, string what) => page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{name}-{what}.png" });

        var prefecture = await As("prefecture", 1280, 860, ColorScheme.Light);
        await Picture(prefecture, "area");
        await prefecture.Locator(".waiting a").First.ClickAsync();
        await Picture(prefecture, "warnings");
        await OpenFamily(prefecture);
        await Picture(prefecture, "household");
        await prefecture.Locator("a[href$='/card']").ClickAsync();
        await Picture(prefecture, "card");
        await prefecture.Context.CloseAsync();

        var phone = await As("team-1", 390, 780, ColorScheme.Dark);
        await phone.Locator("main a[href^='/areas/'][href*='households']").First.ClickAsync();
        await phone.Locator("tbody a[href^='/households/']").First.ClickAsync();
        await phone.Locator("a[href$='/events/departure']").ClickAsync();
        await Picture(phone, "phone");
        await phone.Context.CloseAsync();
    }

    /// <summary>The first household warned of with several members: a family shows more than somebody alone.</summary>
    private static async Task OpenFamily(IPage page)
    {
        var links = page.Locator("ul.warnings > li p > a");
        var addresses = new List<string>();
        for (var i = 0; i < await links.CountAsync(); i++)
            addresses.Add((await links.Nth(i).GetAttributeAsync("href"))!);
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            if (await page.Locator("section[aria-labelledby=members] tbody tr").CountAsync() >= 4)
                return;
        }
    }

    private static Process Start(string folder)
    {
        var built = Path.Combine(AppContext.BaseDirectory.Replace("Saxaul.Server.Tests", "Saxaul.Server", StringComparison.Ordinal), "Saxaul.Server.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [built, "demo", "--folder", Path.Combine(folder, "demo"), "--households", Households, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
    }

    /// <summary>The address that the demo prints when it can be opened.</summary>
    private static async Task<string> Opened(Process process)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("Open ", StringComparison.Ordinal))
                return line.Split(' ')[1];
        }
        throw new InvalidOperationException("The demo ended before it could be opened.");
    }
}
