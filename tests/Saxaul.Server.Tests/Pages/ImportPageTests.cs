using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Server.Pages;
using Saxaul.Server.Pages.Practice;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Lists are handed over on pages: from the upload to the findings that go back, and to undoing it all.</summary>
public sealed class ImportPageTests
{
    private const string NewNumber = "99902219700314215X";

    private static readonly HashSet<Right> Both = [Right.ReadHouseholds, Right.WriteHouseholds, Right.HandInLists];

    /// <summary>Somebody whose rights hold in the one county of these tests.</summary>
    private static readonly Actor Kuqa = new("kuqa", Both, new HashSet<int> { 1 });

    private static readonly Actor Elsewhere = new("elsewhere", Both, new HashSet<int> { 2 });

    /// <summary>A newer list: one household's wages changed, one new whose village is misspelt, and a column that nobody knows.</summary>
    private static readonly string Roster = $"""
        县,乡镇,行政村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,自付医疗费用,寨子
        库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,15000,6200,东头
        ,,,6510000001,,古丽,配偶,女,999037196307227961,1963-07-22,,,东头
        库车市,牙哈镇,守努特村,6510000003,脱贫户,阿依木,户主,女,,1980-01-01,30000,,西头
        库车市,牙哈镇,守努特村窝,6510000007,脱贫户,热依汗,户主,女,{NewNumber},1970-03-14,9000,,西头
        """;

    private const string Costs = """
        姓名,身份证号,乡镇,村,结算日期,个人自付
        阿依木,,牙哈镇,守努特村,2020-03-05,7000
        外乡人,,牙哈镇,守努特村,2020-03-05,88000
        """;

    /// <summary>A second county, with a key of its own.</summary>
    private static void AddCounty(ServedRegistry served)
    {
        var file = Path.Combine(served.Folder, "areas-2021.csv");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(served.Folder, "areas.csv")).TrimEnd() + "\n652929,柯坪县,county,6529\n652929100,柯坪镇,township,652929\n652929100201,库木里村委会,village,652929100\n");
        new ImportAreas(AreaList.Read(file), 2020).Run(served.Registry, Actor.Operator("official"));
    }

    private static async Task<HttpResponseMessage> Send(ServedRegistry served, params (string Name, byte[] Content)[] files)
    {
        var form = (IHtmlFormElement)(await served.Get("/imports")).QuerySelector("form.upload")!;
        using var content = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]"))
            content.Add(new StringContent(input.Value), input.Name!);
        content.Add(new StringContent("2020-05-01"), "on");
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            // As browsers write it: UTF-8 as it is.
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{name}\"");
            content.Add(part);
        }
        return await served.Client.PostAsync(new Uri("/imports", UriKind.Relative), content);
    }

    /// <summary>Uploads files and waits until they were compared.</summary>
    /// <returns>The upload's address.</returns>
    private static async Task<string> Upload(ServedRegistry served, params (string Name, string Text)[] files)
    {
        using var sent = await Send(served, [.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await served.Idle();
        return sent.Headers.Location!.ToString();
    }

    private static async Task Press(ServedRegistry served, string address, string act, params (string Name, string Value)[] typed)
    {
        var page = await served.Get(address);
        var form = page.QuerySelectorAll<IHtmlFormElement>("form[action^='/imports/']:has(input[name=act])").First(one => one.QuerySelector<IHtmlInputElement>("input[name=act]")!.Value == act);
        using var answered = await served.Send(form, typed);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        await served.Idle();
    }

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> Said(ServedRegistry served, string address, string language = "en") => Words((await served.Get(address, language: language)).QuerySelector("main")!);

    [Fact]
    public async Task From_the_upload_over_an_unknown_column_and_a_misspelt_village_to_what_is_imported_and_undone_again()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster), ("医保局-2020年3月.csv", Costs));

        var said = await Said(served, address);
        Assert.Contains("It can be imported. 3 households listed: 1 new, 2 changed, 0 as before. 1 of them is held for their village.", said, StringComparison.Ordinal);
        var changes = (await served.Get(address, language: "en")).QuerySelectorAll("section.file")[0];
        // Each amount with its period: the same amount twice would be no mistake.
        const string days = @"\d{4}-\d\d-\d\d–\d{4}-\d\d-\d\d";
        Assert.Matches(@$"^6510000001 卡德尔·艾尔肯\|Wages\|12,300 yuan the period before {days}\|15,000 yuan {days}$", string.Join('|', changes.QuerySelector("tbody tr")!.Children.Select(Words)));
        Assert.DoesNotContain("15,000", await Said(served, await served.HouseholdAddress("6510000001")), StringComparison.Ordinal);

        // The column: chosen on one day, after a restart still there.
        await served.Restart();
        var page = await served.Get(address);
        var select = page.QuerySelector<IHtmlSelectElement>("select[name=field]")!;
        Assert.Equal("寨子", page.QuerySelector<IHtmlInputElement>("input[name=heading]")!.Value);
        Assert.Contains(select.Options, option => option.Value == "natural_village");
        await Press(served, address, "answer", ("field", "natural_village"));
        Assert.Equal("natural_village", (await served.Get(address)).QuerySelector<IHtmlSelectElement>("select[name=field]")!.Value);

        // The place, with what it may be beside it.
        await served.Restart();
        page = await served.Get(address);
        Assert.Contains("守努特村窝", Words(page.QuerySelector("section[aria-labelledby=places]")!), StringComparison.Ordinal);
        await Press(served, address, "place");
        Assert.Contains("It is 守努特村委会", await Said(served, address), StringComparison.Ordinal);
        await Press(served, address, "answer");
        Assert.DoesNotContain("of them is held", await Said(served, address), StringComparison.Ordinal);

        await served.Restart();
        await Press(served, address, "apply");
        page = await served.Get(address);
        var batch = page.QuerySelector<IHtmlAnchorElement>("main a.button")!.GetAttribute("href")!;
        Assert.Contains("15,000", await Said(served, await served.HouseholdAddress("6510000001")), StringComparison.Ordinal);
        Assert.Contains("东头", await Said(served, await served.HouseholdAddress("6510000001")), StringComparison.Ordinal);
        Assert.Contains("6510000007", await Said(served, "/areas/652902/households?counted=households"), StringComparison.Ordinal);

        // The heading is remembered: the next list needs no answer.
        var next = await Upload(served, ("652902-库车市-户信息-6月.csv", Roster + "\n"));
        Assert.Null((await served.Get(next)).QuerySelector("select[name=field]"));

        await served.Restart();
        Assert.Contains(Words((await served.Get("/imports", language: "en")).QuerySelector("section[aria-labelledby=past]")!).Split("Batch "), text => text.Contains("户信息-5月.csv and 1 more", StringComparison.Ordinal));
        using (var undone = await served.Send((IHtmlFormElement)(await served.Get(batch)).QuerySelector("form[action='/imports/undo']")!, ("reason", "发错了")))
            Assert.Equal(batch, undone.Headers.Location!.ToString());
        await served.Idle();
        var undoing = await Said(served, batch);
        Assert.Contains("Undone on", undoing, StringComparison.Ordinal);
        Assert.DoesNotContain("0 places", undoing, StringComparison.Ordinal);
        Assert.DoesNotContain("15,000", await Said(served, await served.HouseholdAddress("6510000001")), StringComparison.Ordinal);
        Assert.DoesNotContain("6510000007", await Said(served, "/areas/652902/households?counted=households"), StringComparison.Ordinal);
        Assert.Null((await served.Get(batch)).QuerySelector("form[action='/imports/undo']"));
        // Neither list nor page of the upload says any more that it was imported.
        Assert.Equal("applied, and undone since", Words((await served.Get("/imports", language: "en")).QuerySelectorAll("section[aria-labelledby=waiting] tbody tr").Single(row => row.TextContent.Contains("5月", StringComparison.Ordinal)).QuerySelector("td")!));
        Assert.DoesNotContain("Imported;", await Said(served, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_household_whose_village_is_misspelt_stays_where_it_is_and_the_preview_says_so()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", """
            县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,工资性收入
            库车市,牙哈镇,守努特村,6510000001,脱贫户,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,12300
            库车市,牙哈镇,守奴特材窝,6510000003,脱贫户,1,阿依木,户主,女,,1980-01-01,30000
            """));
        Assert.Contains("有 1 户写的村名不在名录中（工作表“652902-库车市-户信息-5月”第 3 行）", (await served.Get(address)).QuerySelector("section.file")!.TextContent, StringComparison.Ordinal);
        await Press(served, address, "apply");
        Assert.Contains("守努特村委会", (await served.Get(await served.HouseholdAddress("6510000003"))).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>An office's first morning: nobody has typed a command that screens, and nobody may read that all is well.</summary>
    [Fact]
    public async Task A_county_that_was_never_screened_has_its_warnings_after_its_first_list()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var areas = Path.Combine(served.Folder, "areas.csv");
        File.WriteAllText(areas, "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n652902,库车市,county,6529\n652902105,牙哈镇,township,652902\n652902105201,守努特村委会,village,652902105\n");
        new ImportAreas(AreaList.Read(areas), 2020).Run(served.Registry, Actor.Operator("official"));

        await Press(served, await Upload(served, ("652902-库车市-户信息.csv", "县,乡镇,行政村,户编号,姓名,与户主关系,出生日期,住房鉴定等级\n库车市,牙哈镇,守努特村,6510000001,阿依木,户主,1980-01-01,D级\n")), "apply");

        Assert.NotEmpty((await served.Get("/warnings?area=652902")).QuerySelectorAll(".warnings > li"));
    }

    [Fact]
    public async Task A_preview_counts_what_would_change_of_covered_fields_and_names_nobody_with_it()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster.Replace("寨子", "健康状况", StringComparison.Ordinal).Replace("东头", "长期慢性病", StringComparison.Ordinal).Replace("西头", "健康", StringComparison.Ordinal)));
        var page = await served.Get(address, language: "en");
        Assert.Contains("Health", Words(page.QuerySelector("main details .pairs")!), StringComparison.Ordinal);
        Assert.Contains("only the total is shown", string.Join(" ", page.QuerySelectorAll("main details .aside").Select(Words)), StringComparison.Ordinal);
        var rows = Words(page.QuerySelector("main details table")!);
        Assert.Contains("Wages", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("Health", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("covered", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_departments_list_that_a_later_one_replaced_says_by_which_batch()
    {
        await using var served = await ServedRegistry.Start();
        async Task<string> Applied(string name, string costs)
        {
            var address = await Upload(served, (name, Costs.Replace("7000", costs, StringComparison.Ordinal)));
            await Press(served, address, "apply");
            return (await served.Get(address)).QuerySelector<IHtmlAnchorElement>("main a.button")!.GetAttribute("href")!;
        }

        var (first, second) = (await Applied("医保局-2020年3月.csv", "7000"), await Applied("医保局-2020年3月-更正.csv", "6900"));
        var number = (await served.Get(second)).QuerySelector("h1")!.TextContent.Split(' ')[1];
        Assert.Contains($"批次 {number} 取代了这个文件", (await served.Get(first)).QuerySelector(".advice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("取代了这个文件", await Said(served, second), StringComparison.Ordinal);
        Assert.Equal([$"已由批次 {number} 取代"], (await served.Get("/imports")).QuerySelectorAll("section[aria-labelledby=past] .tag").Select(tag => tag.TextContent));
    }

    [Fact]
    public async Task A_department_reads_which_cell_of_its_file_to_put_right_before_and_after_and_is_promised_no_undo()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("department");
        var address = await Upload(served, ("医保局-2020年3月.csv", "姓名,身份证号,住院日期,自付费用\n某人,,2020-03-05,12O0\n某人,,2020-03-06,1200\n"));
        var said = await Said(served, address);
        Assert.Contains("put right in the file before it is handed in againD2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("undone", said, StringComparison.Ordinal);
        await Press(served, address, "apply");
        var link = (await served.Get(address)).QuerySelector<IHtmlAnchorElement>("main a.button")!;
        Assert.DoesNotContain("撤销", link.TextContent, StringComparison.Ordinal);
        Assert.Contains("D2", await Said(served, link.GetAttribute("href")!), StringComparison.Ordinal);
        // Nobody of the county is in it: the county that it was sent to opens it all the same, and reads which cell to tell the department of.
        await served.Be("county");
        var batch = await Said(served, link.GetAttribute("href")!);
        Assert.Contains("put right in the file before it is handed in againD2", batch, StringComparison.Ordinal);
        Assert.Contains(link.GetAttribute("href")!, (await served.Get("/imports")).QuerySelectorAll<IHtmlAnchorElement>("section[aria-labelledby=past] a").Select(one => one.GetAttribute("href")));
    }

    /// <summary>Of the registry's three households the list names one as it is and one with other wages, leaves one out and brings a new one.</summary>
    [Fact]
    public async Task What_a_list_changes_is_counted_once_and_said_alike_before_it_is_applied_afterwards_and_when_it_comes_again()
    {
        await using var served = await ServedRegistry.Start();
        const string list = """
            县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,工资性收入
            库车市,牙哈镇,守努特村,6510000003,脱贫户,1,阿依木,户主,女,,1980-01-01,31000
            库车市,牙哈镇,守努特村,6510000008,脱贫户,1,热依汗,户主,女,,1970-03-14,20000
            """;
        const string counts = "2 households listed: 1 new, 1 changed, 0 as before. Besides, 1 household that is not listed any more will be asked about.";
        var address = await Upload(served, ("652902-库车市-5月.csv", list));
        Assert.Contains("It can be imported. " + counts + " Nothing has been written yet.", await Said(served, address), StringComparison.Ordinal);
        await Press(served, address, "apply");
        Assert.Contains("Imported; the warnings are in step. " + counts, await Said(served, address), StringComparison.Ordinal);
        Assert.Contains(counts, await Said(served, "/imports"), StringComparison.Ordinal);

        // The same list under another name, and the very same file.
        var again = await Upload(served, ("652902-库车市-6月.csv", list + "\n"));
        Assert.Contains("It can be imported. 2 households listed: 0 new, 0 changed, 2 as before. Nothing", await Said(served, again), StringComparison.Ordinal);
        await Press(served, again, "apply");
        Assert.Contains("2 households listed: 0 new, 0 changed, 2 as before.", await Said(served, again), StringComparison.Ordinal);
        var third = await Upload(served, ("652902-库车市-6月.csv", list + "\n"));
        Assert.Contains("There is nothing new to import. 1 file was imported before; nothing changes.", await Said(served, third), StringComparison.Ordinal);
        Assert.DoesNotContain((await served.Get(third)).QuerySelectorAll<IHtmlInputElement>("input[name=act]"), act => act.Value == "apply");
    }

    [Fact]
    public async Task The_list_of_uploads_says_of_which_nothing_can_be_imported_and_a_page_says_nothing_of_the_command_line()
    {
        await using var served = await ServedRegistry.Start();
        var list = string.Join('\n', Roster.Split('\n')[..3]);
        var refused = await Upload(served, ("通讯录.csv", "科室,电话\n办公室,12345\n"));
        await Upload(served, ("652902-库车市-5月.csv", list));
        Assert.DoesNotContain("--kind", await Said(served, refused), StringComparison.Ordinal);
        Assert.Equal(["已比对，待导入", "没有接受"], (await served.Get("/imports")).QuerySelectorAll("section[aria-labelledby=waiting] tbody tr td:nth-child(2)").Select(Words));
    }

    [Fact]
    public async Task An_upload_of_which_every_file_is_refused_says_that_nothing_was_imported_and_leaves_no_batch()
    {
        await using var served = await ServedRegistry.Start(Kuqa);
        AddCounty(served);
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster));
        await served.Restart(Elsewhere with { Name = Kuqa.Name });
        using (var page = await served.Get(address))
        using (var applied = await served.Send(Form(page, "apply")))
            await served.Idle();
        var said = await Said(served, address);
        Assert.Contains("Nothing was imported. 1 file is refused; why stands with each.", said, StringComparison.Ordinal);
        Assert.Contains("7001", said, StringComparison.Ordinal);
        Assert.Null((await served.Get(address)).QuerySelector(".done"));
        Assert.DoesNotContain("户信息-5月", Words((await served.Get("/imports")).QuerySelector("section[aria-labelledby=past]")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_go_back_as_a_list_and_in_the_senders_own_workbook()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster));
        await Press(served, address, "apply");
        var batch = (await served.Get(address)).QuerySelector<IHtmlAnchorElement>("main a.button")!.GetAttribute("href")!;

        var links = (await served.Get(batch)).QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(3, links.Count);
        var csv = await served.Client.GetStringAsync(new Uri(links.Single(link => link.EndsWith(".csv", StringComparison.Ordinal)), UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("村名不在名录中", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(ServedRegistry.Number[..17], csv, StringComparison.Ordinal);
        foreach (var link in links.Where(link => link.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            using var workbook = Workbook.Open(new MemoryStream(await served.Client.GetByteArrayAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken)), "findings.xlsx");
            Assert.Contains(workbook.Sheets, sheet => sheet.Name == "问题清单 Findings");
        }
    }

    [Fact]
    public async Task What_waits_is_nowhere_plain_on_the_disk_and_gone_when_it_is_discarded()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster), ("更多.csv", Roster));
        Assert.Contains("守努特村窝", await Said(served, address), StringComparison.Ordinal);

        // As long as somebody reads, the database's own files stay.
        using var connection = served.Registry.Database.OpenReader();
        var files = Directory.GetFiles(served.Folder, "registry.db*");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            Assert.DoesNotContain(NewNumber, Encoding.Latin1.GetString(content.ToArray()), StringComparison.Ordinal);
            Assert.False(content.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes("热依汗")) >= 0, "A name of the upload stands in the database as it is.");
        });
        await Press(served, address, "discard");
        await served.Get(address, HttpStatusCode.NotFound);
        Assert.All(["staged_upload", "staged_file", "staged_piece"], table =>
        {
            using var count = connection.CreateCommand();
            count.CommandText = $"SELECT COUNT(*) FROM {table}";
            Assert.Equal(0L, count.ExecuteScalar());
        });
    }

    [Fact]
    public async Task Each_file_is_refused_by_itself_and_the_others_are_taken()
    {
        await using var served = await ServedRegistry.Start();
        using var sent = await Send(served, ("通知.pdf", "%PDF-1.7"u8.ToArray()), ("户信息.csv", Encoding.UTF8.GetBytes(Roster)), ("户信息.csv", Encoding.UTF8.GetBytes(Roster.Replace("15000", "16000", StringComparison.Ordinal))), ("空.xlsx", []));
        await served.Idle();
        var address = sent.Headers.Location!.ToString();
        var files = (await served.Get(address, language: "en")).QuerySelectorAll("section.file").Select(Words).ToList();

        Assert.Equal(4, files.Count);
        Assert.Contains("really holds a PDF document", files[0], StringComparison.Ordinal);
        Assert.Contains("15,000 yuan", files[1], StringComparison.Ordinal);
        Assert.Contains("16,000 yuan", files[2], StringComparison.Ordinal);
        Assert.Contains("is empty", files[3], StringComparison.Ordinal);
        await Press(served, address, "apply");
        Assert.Contains("16,000", await Said(served, await served.HouseholdAddress("6510000001")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/户信息.csv", "户信息.csv")]
    [InlineData("C:\\办公\\户信息.csv", "户信息.csv")]
    [InlineData("户\u202Egnp.csv", "户\uFFFDgnp.csv")]
    [InlineData("<script>alert(1)</script>.csv", "script>.csv")]
    public async Task A_files_name_may_be_anything_and_is_shown_as_text(string name, string shown)
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, (name, Roster));
        var page = await served.Get(address);

        Assert.Equal(shown, page.QuerySelector("section.file h2 bdi")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task A_name_of_three_hundred_characters_is_shortened_with_its_ending_kept()
    {
        await using var served = await ServedRegistry.Start();
        var shown = (await served.Get(await Upload(served, (new string('表', 300) + ".csv", Roster)))).QuerySelector("section.file h2 bdi")!.TextContent;

        Assert.Equal(120, shown.Length);
        Assert.EndsWith("….csv", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_without_files_is_asked_for_again()
    {
        await using var served = await ServedRegistry.Start();
        using var sent = await Send(served);
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        // The form is there again with its sentence, and takes files at once.
        var again = served.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Problem.NothingUploaded().Zh, again.QuerySelector("#refused")!.TextContent.TrimStart('!'));
        Assert.NotNull(again.QuerySelector("form.upload input[type=file]"));
        Assert.Empty((await served.Get("/imports")).QuerySelectorAll("section[aria-labelledby=waiting]"));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_with_a_sentence_before_it_arrives()
    {
        await using var served = await ServedRegistry.Start();
        using var line = new TcpClient();
        var at = new Uri(served.Address);
        await line.ConnectAsync(at.Host, at.Port, TestContext.Current.CancellationToken);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /imports HTTP/1.1\r\nHost: {at.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 400000000\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = new char[20_000];
        var read = await reader.ReadBlockAsync(answer, TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 413", new string(answer, 0, read), StringComparison.Ordinal);
        Assert.Contains("不能超过 200 MB", new string(answer, 0, read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_comes_from_elsewhere_leaves_nothing()
    {
        await using var served = await ServedRegistry.Start();
        using var content = new MultipartFormDataContent { { new StringContent("no token of ours"), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(Roster)), "files", "a.csv" } };
        using var refused = await served.Client.PostAsync(new Uri("/imports", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(ReadStaged.All(served.Registry, Actor.Operator("official")));
    }

    [Fact]
    public async Task Whoever_may_only_read_can_hand_nothing_over()
    {
        await using var served = await ServedRegistry.Start(new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null));
        await served.Get("/imports", HttpStatusCode.Forbidden);
        using var content = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Roster)), "files", "a.csv" } };
        using var refused = await served.Client.PostAsync(new Uri("/imports", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_village_team_is_told_who_imports_and_what_it_sends_all_the_same_is_not_kept()
    {
        await using var served = await ServedRegistry.Start(Kuqa);
        var form = (IHtmlFormElement)(await served.Get("/imports")).QuerySelector("form.upload")!;
        await served.Restart(Kuqa.Within(1, 4));
        var page = await served.Get("/imports");
        Assert.Contains("全县范围有权限", Words(page.QuerySelector("p.advice")!), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form.upload"));

        using var content = new MultipartFormDataContent { { new StringContent((await served.Get("/")).QuerySelector<IHtmlInputElement>($"input[name={form.QuerySelector<IHtmlInputElement>("input[type=hidden]")!.Name}]")!.Value), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(Roster)), "files", "a.csv" } };
        using var refused = await served.Client.PostAsync(new Uri("/imports", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("7104", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(ReadStaged.All(served.Registry, Kuqa));
    }

    [Fact]
    public async Task Another_countys_list_is_refused_and_an_upload_of_another_county_is_not_to_be_seen()
    {
        await using var served = await ServedRegistry.Start(Kuqa);
        AddCounty(served);
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster));
        Assert.Contains("It can be imported", await Said(served, address), StringComparison.Ordinal);

        await served.Restart(Elsewhere);
        await served.Get(address, HttpStatusCode.NotFound);
        Assert.DoesNotContain("户信息-5月", await Said(served, "/imports"), StringComparison.Ordinal);
        var theirs = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster));
        Assert.Contains("7001", await Said(served, theirs), StringComparison.Ordinal);
        Assert.DoesNotContain(Words((await served.Get(theirs)).QuerySelector("main")!), "12,300", StringComparison.Ordinal);

        // A colleague of the county goes on with it.
        await served.Restart(Kuqa with { Name = "colleague" });
        await Press(served, address, "apply");
        var batch = (await served.Get(address)).QuerySelector<IHtmlAnchorElement>("main a.button")!.GetAttribute("href")!;
        await served.Restart(Elsewhere);
        await served.Get(batch, HttpStatusCode.NotFound);
        await served.Get(batch + "/findings.csv", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_of_one_county_imports_its_lists_with_large_costs_of_strangers_and_columns_of_their_own()
    {
        await using var served = await ServedRegistry.Start(Kuqa);
        AddCounty(served);
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster), ("医保局-2020年3月.csv", Costs));
        await Press(served, address, "answer", ("field", "natural_village"));
        await Press(served, address, "apply");
        var page = await served.Get(address);
        Assert.NotNull(page.QuerySelector("main a.button"));
        Assert.Empty(page.QuerySelectorAll("section.file .advice"));

        Assert.Equal([(1, "外乡人")], Leads.Of(served.Registry, Kuqa).Select(lead => (lead.CountyKey, lead.Lead.Name)));
        // Their county reads the heading so from now on; another one asks.
        Assert.Null((await served.Get(await Upload(served, ("b.csv", Roster + "\n")))).QuerySelector("select[name=field]"));
        await served.Restart(Elsewhere);
        Assert.NotNull((await served.Get(await Upload(served, ("c.csv", Roster + "\n\n")))).QuerySelector("select[name=field]"));
    }

    [Fact]
    public async Task Work_waits_its_turn_shows_how_far_it_is_and_can_be_stopped()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster));
        using var free = new ManualResetEventSlim();
        served.Services.GetRequiredService<PracticeDesk>().Real.Works.Begin("somebody else's", WorkKind.Undo, _ => free.Wait());

        var before = await served.Get(address);
        using (var begun = await served.Send(Form(before, "apply")))
            Assert.Equal(address, begun.Headers.Location!.ToString());
        using (var response = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal("2", response.Headers.GetValues("Refresh").Single());
            var page = served.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Contains("排队中", Words(page.QuerySelector("[role=status]")!), StringComparison.Ordinal);
            // What another window still asks of it meanwhile is refused on the page, long enough to be read.
            using (var refused = await served.Send(Form(before, "discard")))
            {
                Assert.Equal(Problem.UploadBusy().Zh, served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("#refused")!.TextContent);
                Assert.Equal("10", refused.Headers.GetValues("Refresh").Single());
            }
            using var stopped = await served.Send(Form(page, "stop"));
            Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        }
        free.Set();
        await served.Idle();
        Assert.DoesNotContain("6510000007", await Said(served, "/areas/652902/households?counted=households"), StringComparison.Ordinal);
        await Press(served, address, "apply");
        Assert.NotNull((await served.Get(address)).QuerySelector("main a.button"));
    }

    private static IHtmlFormElement Form(IHtmlDocument page, string act) =>
        page.QuerySelectorAll<IHtmlFormElement>("form[action^='/imports/']:has(input[name=act])").First(one => one.QuerySelector<IHtmlInputElement>("input[name=act]")!.Value == act);

    [Fact]
    public async Task An_import_that_the_end_of_the_program_cut_off_says_so_and_goes_on()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Upload(served, ("652902-库车市-户信息-5月.csv", Roster));
        // As a killed program leaves it.
        var upload = Assert.Single(ReadStaged.All(served.Registry, Actor.Operator("official")));
        Assert.Throws<OperationCanceledException>(() => new ApplyStaged(upload.Id).Run(served.Registry, Actor.Operator("official"), stop: new CancellationToken(canceled: true)));
        await served.Restart();

        Assert.Contains("was stopped on the way", await Said(served, address), StringComparison.Ordinal);
        await Press(served, address, "apply");
        Assert.DoesNotContain("was stopped on the way", await Said(served, address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_of_an_upload_or_batch_can_be_counted_or_guessed()
    {
        await using var served = await ServedRegistry.Start();
        foreach (var guessed in new[] { "/imports/1", "/imports/00112233445566778899aabbccddeeff", "/imports/batches/3", $"/imports/{served.Registry.Database.Secrets.PublicId(1, 1)}" })
            await served.Get(guessed, HttpStatusCode.NotFound);
    }
}
