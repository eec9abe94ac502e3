using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace Saxaul.Server.Tests;

/// <summary>A real browser, where there is one.</summary>
internal static class Browsing
{
    private const string Browser = "/usr/bin/chromium";

    public static async Task With(Func<IBrowser, Task> journey)
    {
        Assert.SkipUnless(File.Exists(Browser), "No Chromium: apt-get install chromium fonts-noto-cjk.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Browser,
            Args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        await journey(browser);
    }
}
