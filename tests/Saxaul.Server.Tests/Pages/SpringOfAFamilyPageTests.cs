using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Data.Sqlite;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>
/// The spring of one family as it is typed and seen on the pages (the same in the domain: SpringOfAFamilyTests): five people and 26,000 yuan; a baby on 10 March, the
/// grandmother dead on 20 March and entered on 5 April, the daughter married away on 25 March with wages of 9,000.
/// </summary>
public sealed partial class SpringOfAFamilyPageTests
{
    private static readonly Actor Official = Actor.Operator("official");

    private const string Areas = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        """;

    private const string Roster = """
        县,乡镇,行政村,户编号,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出
        库车市,牙哈镇,守努特村,6510000001,艾山,户主,男,,1975-03-01,15000,14000,0,2000,5000
        ,,,6510000001,热娜,配偶,女,,1978-06-11,,,,,
        ,,,6510000001,祖母,之母,女,,1938-01-01,,,,,
        ,,,6510000001,阿丽娅,之女,女,,1999-05-06,,,,,
        ,,,6510000001,艾力,之子,男,,2001-05-06,,,,,
        库车市,牙哈镇,守努特村,6510000002,买买提,户主,男,,1990-01-01,20000,0,0,0,0
        """;

    /// <summary>What the household's page says of each day, as it was known that evening and as it is known on 10 April.</summary>
    private const string Story = """
        day        | known | members | net income a head
        2020-03-09 | then  |       5 | not under the line
        2020-03-09 | now   |       5 | not under the line
        2020-03-10 | then  |       6 | 4333.33 under the line
        2020-03-10 | now   |       6 | 4333.33 under the line
        2020-03-20 | then  |       6 | 4333.33 under the line
        2020-03-20 | now   |       5 | not under the line
        2020-03-24 | then  |       6 | 4333.33 under the line
        2020-03-24 | now   |       5 | not under the line
        2020-03-25 | then  |       5 | 3400 under the line
        2020-03-25 | now   |       4 | 4250 under the line
        2020-04-04 | then  |       5 | 3400 under the line
        2020-04-04 | now   |       4 | 4250 under the line
        2020-04-05 | then  |       4 | 4250 under the line
        2020-04-05 | now   |       4 | 4250 under the line
        """;

    [Fact]
    public async Task The_familys_page_tells_every_day_as_known_then_and_as_known_now()
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-test-");
        string Write(string name, string text)
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), text);
            return Path.Combine(folder.FullName, name);
        }
        var clock = new Calendar { Now = At(2, 1) };
        using (var registry = Registry.Open(Path.Combine(folder.FullName, "registry.db"), clock, keyFile: Path.Combine(folder.FullName, "registry.key")))
        {
            new ImportAreas(AreaList.Read(Write("areas.csv", Areas)), 2020).Run(registry, Official);
            new Import(registry, Official, new ImportOptions { On = new DateOnly(2020, 2, 1) }).Run([Write("652902-库车市-户信息.csv", Roster)]);
            // Screened once; from then on the pages keep the warnings of every day in step.
            var facts = new FactStore(registry);
            new Screen(registry, Official, facts, Policy.Load(registry, facts.Shape, "acceptance"), new DateOnly(2020, 2, 1)).All();
            await using var served = await ServedRegistry.Start(Official, over: registry);
            var family = (await served.HouseholdAddress("6510000001")).Split('?')[0];

            // Whoever comes first on a day makes the clock strike.
            async Task Morning(int month, int day)
            {
                clock.Now = At(month, day);
                await served.Get(family);
                await served.Idle();
            }

            await Morning(3, 10);
            await Enter(served, family, "birth", ("sex", "female"), ("day", "2020-03-10"));

            await Morning(3, 25);
            var leaving = await served.Get(family + "/events/departure");
            var wages = leaving.QuerySelectorAll("select").First(select => select.GetAttribute("aria-label") == "工资性收入").GetAttribute("name")!;
            await Enter(served, family, "departure", ("person", Who(leaving, "阿丽娅")), ("where", "registered"), ("household", "6510000002"), ("relation", "spouse"), (wages, "part"), (wages.Replace("goes", "part", StringComparison.Ordinal), "9000"), ("day", "2020-03-25"));

            await Morning(4, 5);
            var done = await Enter(served, family, "death", ("person", Who(await served.Get(family + "/events/death"), "祖母")), ("day", "2020-03-20"));
            Assert.Contains("2020-03-20", done.QuerySelector(".done")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("2020-04-05", done.QuerySelector(".done")!.TextContent, StringComparison.Ordinal);

            await Morning(4, 10);
            Assert.Equal(Story, await Told(served, family, new(2020, 3, 9), new(2020, 3, 10), new(2020, 3, 20), new(2020, 3, 24), new(2020, 3, 25), new(2020, 4, 4), new(2020, 4, 5)));
        }
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Who(IHtmlDocument page, string name) => page.QuerySelectorAll<IHtmlOptionElement>("select[name=person] option").First(option => option.TextContent.Contains(name, StringComparison.Ordinal)).Value;

    private static async Task<IHtmlDocument> Enter(ServedRegistry served, string family, string name, params (string, string)[] typed)
    {
        using var answer = await served.Send((IHtmlFormElement)(await served.Get($"{family}/events/{name}")).QuerySelector("form.answers")!, typed);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await served.Get(answer.Headers.Location!.ToString());
    }

    private static async Task<string> Told(ServedRegistry served, string family, params DateOnly[] days)
    {
        var lines = "day        | known | members | net income a head";
        foreach (var day in days)
        {
            foreach (var known in new[] { "then", "now" })
            {
                var page = await served.Get($"{family}?on={day:yyyy-MM-dd}{(known == "then" ? $"&known={day:yyyy-MM-dd}T23:00" : "")}");
                var reason = page.QuerySelectorAll("section[aria-labelledby=warnings] li p").Select(text => PerHead().Match(text.TextContent)).FirstOrDefault(match => match.Success);
                var line = reason is null ? "not under the line" : reason.Groups[1].Value.Replace(",", "", StringComparison.Ordinal) + " under the line";
                lines += $"\n{day:yyyy-MM-dd} | {known,-5} | {page.QuerySelectorAll("section[aria-labelledby=members] tbody tr").Length,7} | {line}";
            }
        }
        return lines;
    }

    [GeneratedRegex("人均纯收入 ([0-9,.]+) 元")]
    private static partial Regex PerHead();

    private static DateTimeOffset At(int month, int day) => new(2020, month, day, 12, 0, 0, Instant.Shanghai);

    private sealed class Calendar : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}
