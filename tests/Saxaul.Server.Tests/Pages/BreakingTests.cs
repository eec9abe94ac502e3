using System;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Where lines break on a phone: a name, a day and a number with its unit stay whole, a place breaks behind its strokes, and no line begins with a dot.</summary>
public sealed class BreakingTests
{
    /// <summary>The lines of every block of words, and where they tear apart what belongs together.</summary>
    private const string Torn = """
        () => {
          const torn = [], range = document.createRange(), blocks = new Map();
          const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            let block = node.parentElement;
            if (!block.getClientRects().length || block.closest('.unseen, select, option'))
              continue;
            while (/^(inline|contents)$/.test(getComputedStyle(block).display))
              block = block.parentElement;
            blocks.set(block, [...(blocks.get(block) ?? []), node]);
          }
          for (const nodes of blocks.values()) {
            let text = '', last = null;
            const breaks = [];
            for (const node of nodes)
              for (let at = 0; at < node.data.length; at++) {
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = range.getClientRects()[0];
                if (box?.width && /\S/.test(node.data[at])) {
                  if (last && box.top >= last.bottom - 4 && box.left <= last.left)
                    breaks.push(text.length);
                  last = box;
                }
                text += node.data[at];
              }
            for (const at of breaks) {
              if (/[·・]/.test(text[at]))
                torn.push('a line begins with a dot');
              for (const [what, pattern] of [['a name', /\p{Lo}{1,8}[·・]\p{Lo}{1,8}/gu], ['a day', /\d{4}-\d\d-\d\d/g], ['an amount', /\d[\d,.]* (?:yuan|元|人|户)/g]])
                for (const found of text.matchAll(pattern))
                  if (found.index < at && at < found.index + found[0].length)
                    torn.push(what + ' is torn apart');
              for (const found of text.matchAll(/\p{Lo}{2,}(?:\/\p{Lo}{2,})+/gu))
                if (found.index < at && at < found.index + found[0].length && text[at - 1] !== '/')
                  torn.push('a place is torn apart');
            }
          }
          return torn;
        }
        """;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task What_belongs_together_stays_on_one_line_of_a_phone(string language) => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = language, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        var household = await served.HouseholdAddress("6510000001");
        foreach (var address in new[] { "/areas/652902", "/areas/652902/households", "/warnings?area=652902", "/findings?area=652902", "/emergency", "/imports", household, household + "/looks", household + "/requests", household + "/events/split", household + "/events/correct" })
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            var torn = await page.EvaluateAsync<string[]>(Torn);
            Assert.True(torn.Length == 0, $"{address.Replace(household, "/households/…", StringComparison.Ordinal)}: {string.Join(", ", torn)}");
        }
    });
}
