using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Saxaul.Demo;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Facts;
using Saxaul.Server.Commands;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests;

/// <summary>
/// Walks docs/rights.md: every address as every role, where it is given, elsewhere, as somebody without a role and as somebody who has not said who they are; each answers exactly what the table says.
/// </summary>
public sealed class RightsWalkTests
{
    private const string MoreAreas = """
        652902203,哈尼喀塔木乡,township,652902
        652902203215,英买里村委会,village,652902203
        652924,沙雅县,county,6529
        652924100,沙雅镇,township,652924
        652924100200,城郊村委会,village,652924100
        """;

    private const string Costs = "姓名,身份证号,住院日期,自付费用\n阿依木,,2020-03-05,1500\n";

    private static readonly Actor Installer = Actor.Operator("installer");

    /// <summary>A user who has a role: where it is given, or elsewhere; no role for a user without any.</summary>
    private sealed record Walker(string Name, Role? Role, bool Elsewhere);

    /// <summary>What an address is asked for and sent.</summary>
    /// <param name="Given">The smallest area in which whoever has the role must be for it to be theirs.</param>
    private sealed record Sample(string Address, string? Body = null, GivenFor Given = GivenFor.Village);

    [Fact]
    public async Task The_table_of_rights_is_what_the_program_asks()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var made = Table(served).ToMarkdown(CommandLine.Root());
        Assert.True(made == await File.ReadAllTextAsync(Path.Combine(Repository(), "docs", "rights.md"), TestContext.Current.CancellationToken), "docs/rights.md is not what the program asks by now: ./saxaul rights > docs/rights.md");
    }

    [Fact]
    public async Task Every_address_answers_every_role_as_the_table_says_here_elsewhere_and_without_any()
    {
        await using var filled = await ServedRegistry.Start(moreAreas: MoreAreas);
        await EveryPage.Fill(filled);
        var walkers = Walkers(filled.Registry);
        var samples = Samples(filled);
        var roles = filled.Registry.Roles.ToDictionary(role => role.Code);
        await using var served = await ServedRegistry.Start(Actor.Nobody, over: filled.Registry, users: [.. walkers.Select(walker => new DemoUser(Of(filled.Registry, walker.Name), walker.Role ?? roles["household"], null))]);
        var table = Table(served);
        List<string> wrong = [.. table.Addresses.Where(one => !samples.ContainsKey(Key(one))).Select(one => $"{Key(one)}: no sample of it is walked; add one to {nameof(Samples)}")];

        foreach (var walker in walkers.Append(null))
        {
            using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
            using var client = new HttpClient(handler) { BaseAddress = served.Client.BaseAddress };
            var form = await Token(served, client);
            if (walker is not null)
                using (await Post(client, "/sign-in", $"{form}&user={Uri.EscapeDataString(walker.Name)}"))
                    form = await Token(served, client);
            // Signing in and out change who walks.
            // What anybody may send is counted by where people come from, which is one address here: two of them ask for it.
            foreach (var one in table.Addresses.Where(one => samples.ContainsKey(Key(one)) && (one.Needed.Right is not null || one.Method == "GET" && !OfSigningIn(one) || walker?.Role is null)).OrderBy(one => one.Address is "/sign-in" or "/sign-out"))
            {
                var sample = samples[Key(one)];
                using var answer = one.Method == "GET" ? await client.GetAsync(new Uri(sample.Address, UriKind.Relative), TestContext.Current.CancellationToken) : await Post(client, sample.Address, $"{form}&{sample.Body}");
                var (status, may) = ((int)answer.StatusCode, walker is null ? one.Needed.Right is null : May(one, walker, sample));
                var (isRight, expected) = (walker, may) switch
                {
                    (null, false) => (status == 302 && answer.Headers.Location!.ToString().StartsWith("/sign-in", StringComparison.Ordinal), "302 to the door"),
                    // Those who walk chose at the demo's door whom to be: what is about signing in is not there for them, and shows nothing to anybody. Who signs in is walked in the journeys of signing in.
                    _ when OfSigningIn(one) => (status is 200 or 302 or 303 or 400 or 404, "nothing of the registry"),
                    (_, false) => (status == 403 || status == 404 && Hides(one, walker!), Hides(one, walker!) ? "404" : "403"),
                    _ => (one.Method == "GET" ? status == 200 : status is 200 or 302 or 303 or 400, one.Method == "GET" ? "200" : "let through"),
                };
                if (!isRight)
                    wrong.Add($"{Key(one)} as {walker?.Name ?? "nobody yet"}: {status.ToString(CultureInfo.InvariantCulture)}, not {expected}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static bool May(AddressRight one, Walker walker, Sample sample)
    {
        // Where one begins is there for everybody: it says what they may do, or whom to ask for a role.
        if (one is { Method: "GET", Address: "/" })
            return true;
        if (one.Needed.Right is null)
            return true;
        if (walker.Role is not { } role || !one.OpensTo(role))
            return false;
        return one.Scope == Scope.Reach || Anywhere.Contains(Key(one)) || !walker.Elsewhere && (one.Scope != Scope.Area || role.GivenFor is not (GivenFor.Village or GivenFor.Township) || role.GivenFor <= sample.Given);
    }

    private static bool OfSigningIn(AddressRight one) => one.Needed.Right is null && (one.Address is "/account" || one.Address.StartsWith("/sign-in/", StringComparison.Ordinal));

    /// <summary>Lists of one's own: whoever has the right has them wherever they are.</summary>
    private static readonly string[] Anywhere = ["GET /imports", "POST /imports"];

    /// <summary>Whether somebody who has the right elsewhere is not even told that it is there.</summary>
    private static bool Hides(AddressRight one, Walker walker) =>
        one.Address.StartsWith("/imports/", StringComparison.Ordinal) && walker.Role is { } role && (role.Rights.Contains(one.Needed.Right!.Value) || one.Needed.Or is { } or && role.Rights.Contains(or));

    private static string Key(AddressRight one) => $"{one.Method} {one.Address}";

    private static RightsTable Table(ServedRegistry served) => RightsTable.Of(served.Registry, served.Services.GetRequiredService<IEnumerable<EndpointDataSource>>());

    /// <summary>A user of each role where the sample is, one elsewhere, and one without a role.</summary>
    private static List<Walker> Walkers(Registry registry)
    {
        var today = registry.Database.Time.Today();
        List<Walker> walkers = [];
        foreach (var role in registry.Roles)
        {
            var (here, there) = role.GivenFor switch
            {
                GivenFor.Village => ("652902105201", "652902105208"),
                GivenFor.Township => ("652902105", "652902203"),
                GivenFor.County or GivenFor.List => ("652902", "652924"),
                GivenFor.Household => ("652902", "652902"),
                _ => ((string?)null, (string?)null),
            };
            Add(role, $"{role.Code}.here", here, "6510000001", elsewhere: false);
            if (role.GivenFor != GivenFor.Everywhere)
                Add(role, $"{role.Code}.elsewhere", there, "6510000003", elsewhere: true);
        }
        new MakeUser("without").Run(registry, Installer);
        walkers.Add(new Walker("without", null, false));
        return walkers;

        void Add(Role role, string name, string? area, string household, bool elsewhere)
        {
            new MakeUser(name).Run(registry, Installer);
            new GiveRole(name, role.Code, area, today, null, "分工")
            {
                Household = role.GivenFor == GivenFor.Household ? household : null, List = role.GivenFor == GivenFor.List ? "medical_costs" : null,
            }.Run(registry, Installer);
            walkers.Add(new Walker(name, role, elsewhere));
        }
    }

    private static Actor Of(Registry registry, string name) => ReadActor.Of(registry, name, registry.Database.Time.Today())!;

    /// <summary>For every address one thing in the village, that is asked for and, where something is sent, a body that comes as far as the check of rights and no further.</summary>
    private static Dictionary<string, Sample> Samples(ServedRegistry served)
    {
        var (registry, secrets, official) = (served.Registry, served.Registry.Database.Secrets, Actor.Operator("official"));
        var family = new PickHousehold("6510000001").Run(registry, official);
        var household = "/households/" + secrets.PublicId(family.CountyKey, family.Id);
        var facts = new FactStore(registry);
        var proposed = new EnterCorrection(new CorrectHousehold(family, new Dictionary<string, string?> { ["natural_village"] = "三组" }, null, "写错了")).Run(registry, Of(registry, "household.here"), facts, new Policies(registry, facts), Uncounted.AtTheMachine);
        var correction = "/corrections/" + secrets.PublicId(family.CountyKey, proposed.Waiting!.Value);
        var evidence = "/corrections/" + secrets.PublicId(family.CountyKey, ReadCorrections.OfHousehold(registry, official, family).First(one => one.Correction.FileHash is not null).Id) + "/evidence";
        var born = ReadHousehold.Of(registry, official, family, registry.Database.Time.Today()).History.First(line => line.ByHand is not null && line.Act == "record birth").ByHand!.Value;
        var warning = new ListWarningsToLookAt("652902105201", null, false, null, 0, 9).Run(registry, official).Warnings.First(one => one.Household.Id == family.Id);
        var questionId = Asked(registry, official, family);
        var (upload, batch, file) = HandedIn(registry, Of(registry, "department.here"));
        var emergency = Opened(registry, family);
        var request = "/requests/" + secrets.PublicId(family.CountyKey, new EnterRequest(family, RequestKind.Access, AskedBy.Member, "想看看登记了什么", registry.Database.Time.Today()).Run(registry, official));
        const string village = "652902105201", township = "652902105";
        const string day = "day=2020-05-01";

        var samples = new Dictionary<string, Sample>
        {
            ["GET /"] = new("/"),
            ["GET /areas/{code}"] = new($"/areas/{village}"),
            ["GET /areas/{code}/households"] = new($"/areas/{village}/households?counted=households"),
            ["GET /areas/{code}/bulk"] = new($"/areas/{village}/bulk?counted=households"),
            ["POST /areas/{code}/bulk"] = new($"/areas/{village}/bulk", "field=natural_village&counted=households&value=1&step=preview"),
            ["GET /areas/{code}/prints"] = new($"/areas/{village}/prints"),
            ["GET /areas/{code}/book"] = new($"/areas/{village}/book"),
            ["GET /areas/{code}/cards"] = new($"/areas/{village}/cards"),
            ["GET /households/{id}"] = new(household),
            ["GET /households/{id}/card"] = new(household + "/card"),
            ["GET /households/{id}/wall"] = new(household + "/wall"),
            ["GET /households/{id}/events/correct"] = new(household + "/events/correct"),
            ["GET /households/{id}/events/correct-field"] = new(household + "/events/correct-field?of=household&field=phone"),
            ["POST /households/{id}/events/correct-field"] = new(household + "/events/correct-field", "of=household&field=phone"),
            ["GET /households/{id}/events/undo"] = new($"{household}/events/undo?batch={secrets.PublicId(family.CountyKey, born)}"),
            ["POST /households/{id}/events/undo"] = new(household + "/events/undo", $"batch={secrets.PublicId(family.CountyKey, born)}"),
            ["GET /corrections"] = new($"/corrections?area={village}"),
            ["GET /corrections/{id}"] = new(correction),
            ["GET /corrections/{id}/evidence"] = new(evidence),
            ["POST /corrections/{id}"] = new(correction, ""),
            ["GET /findings"] = new($"/findings?area={village}"),
            ["GET /findings/{id}"] = new("/findings/" + questionId),
            ["POST /findings/{id}"] = new("/findings/" + questionId, ""),
            ["GET /warnings"] = new($"/warnings?area={village}"),
            ["POST /warnings/answer"] = new("/warnings/answer", $"warning={secrets.PublicId(family.CountyKey, warning.Id)}&answer=Seen"),
            ["GET /places/held"] = new($"/places/held?area={township}", Given: GivenFor.Township),
            ["POST /places/held"] = new($"/places/held?area={township}", $"within={township}&written=x&code={township}", GivenFor.Township),
            ["GET /search"] = new("/search"),
            ["POST /search"] = new("/search", "words="),
            ["GET /imports"] = new("/imports"),
            ["POST /imports"] = new("/imports", ""),
            ["GET /imports/{id}"] = new("/imports/" + secrets.PublicId(0, upload)),
            ["POST /imports/{id}"] = new("/imports/" + secrets.PublicId(0, upload), "act=nothing"),
            ["GET /imports/batches/{id}"] = new("/imports/batches/" + secrets.PublicId(0, batch)),
            ["GET /imports/batches/{id}/findings.{format}"] = new($"/imports/batches/{secrets.PublicId(0, batch)}/findings.csv"),
            ["GET /imports/files/{id}/findings.xlsx"] = new($"/imports/files/{secrets.PublicId(0, file)}/findings.xlsx"),
            ["POST /imports/undo"] = new("/imports/undo", $"batch={secrets.PublicId(0, batch)}"),
            ["GET /practice"] = new("/practice"),
            ["POST /practice"] = new("/practice", "act=stop"),
            ["GET /emergency"] = new("/emergency"),
            ["POST /emergency"] = new("/emergency", "reason="),
            ["POST /emergency/seen"] = new("/emergency/seen", $"emergency={secrets.PublicId(family.CountyKey, emergency)}"),
            ["POST /households/{id}/uncover"] = new(household + "/uncover", ""),
            ["GET /households/{id}/looks"] = new(household + "/looks"),
            ["GET /households/{id}/requests"] = new(household + "/requests"),
            ["POST /households/{id}/requests"] = new(household + "/requests", "kind=Access"),
            ["GET /households/{id}/comparison"] = new(household + "/comparison"),
            ["POST /households/{id}/comparison"] = new(household + "/comparison", ""),
            ["GET /requests"] = new($"/requests?area={village}"),
            ["GET /requests/{id}"] = new(request),
            ["POST /requests/{id}"] = new(request, "state=Done"),
            ["GET /requests/{id}/everything"] = new(request + "/everything"),
            ["GET /exports"] = new("/exports?area=652902"),
            ["GET /users"] = new("/users"),
            ["POST /users"] = new("/users", "act=add&user=9"),
            ["GET /account"] = new("/account"),
            ["POST /account"] = new("/account", "act=nothing"),
            ["GET /sign-in/begin"] = new("/sign-in/begin"),
            ["POST /sign-in/begin"] = new("/sign-in/begin", "name=without&code=1"),
            ["GET /sign-in/second"] = new("/sign-in/second"),
            ["POST /sign-in/second"] = new("/sign-in/second", "code=1"),
            ["POST /sign-in/passkey"] = new("/sign-in/passkey", ""),
            ["GET /sign-in/office"] = new("/sign-in/office"),
            ["GET /sign-in/office/back"] = new("/sign-in/office/back"),
            ["GET /health/live"] = new("/health/live"),
            ["GET /health/ready"] = new("/health/ready"),
            ["GET /help"] = new("/help"),
            ["POST /language"] = new("/language", "to=en&back=/"),
            ["GET /sign-in"] = new("/sign-in"),
            ["POST /sign-in"] = new("/sign-in", "user=without"),
            ["POST /sign-out"] = new("/sign-out", ""),
        };
        foreach (var name in new[] { "birth", "death", "arrival", "departure", "split", "merge", "head", "away", "move", "county", "living", "document" })
        {
            samples["GET /households/{id}/events/" + name] = new($"{household}/events/{name}");
            samples["POST /households/{id}/events/" + name] = new($"{household}/events/{name}", day);
        }
        return samples;
    }

    /// <summary>A question about the household: a list says otherwise than what a person put right.</summary>
    private static string Asked(Registry registry, Actor official, HouseholdKey family)
    {
        new CorrectHousehold(family, new Dictionary<string, string?> { ["natural_village"] = "东头" }, null, "走访").Run(registry, official);
        var folder = Directory.CreateTempSubdirectory("saxaul-walk-");
        var path = Path.Combine(folder.FullName, "652902-库车市-户信息-5月.csv");
        File.WriteAllText(path, $"县,乡镇,行政村,户编号,姓名,与户主关系,性别,证件号码,自然村\n库车市,牙哈镇,守努特村,6510000001,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},西头\n");
        new Import(registry, official, new ImportOptions { On = new DateOnly(2020, 5, 1) }).Run([path]);
        folder.Delete(recursive: true);
        var finding = ReadHousehold.Of(registry, official, family, registry.Database.Time.Today()).Findings.First(one => one.Finding.Kind == FindingKind.PutRightByHand);
        return registry.Database.Secrets.PublicId(family.CountyKey, finding.Id);
    }

    /// <summary>What somebody opened in an emergency who has no role here.</summary>
    private static long Opened(Registry registry, HouseholdKey family)
    {
        new MakeUser("passer-by").Run(registry, Installer);
        new GiveRole("passer-by", "village_team", "652924100200", registry.Database.Time.Today(), null, "分工").Run(registry, Installer);
        new OpenInEmergency("652902", "6510000001", "家里着火").Run(registry, Of(registry, "passer-by"));
        return ReadEmergencies.Of(registry, Installer, family)[0].Id;
    }

    /// <summary>An upload that waits and a list that was applied, both a department's own.</summary>
    private static (long Upload, long Batch, long File) HandedIn(Registry registry, Actor department)
    {
        using var staging = new StageFiles(registry, department);
        staging.Begin("医保局-2020年2月自付费用.csv");
        staging.Write(System.Text.Encoding.UTF8.GetBytes(Costs));
        var upload = staging.Finish(new DateOnly(2020, 5, 1));
        new CompareStaged(upload).Run(registry, department, stop: TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("saxaul-walk-");
        var path = Path.Combine(folder.FullName, "医保局-2020年1月自付费用.csv");
        File.WriteAllText(path, Costs);
        var applied = new Import(registry, department, new ImportOptions { On = new DateOnly(2020, 5, 1) }).Run([path]);
        folder.Delete(recursive: true);
        return (upload, applied.BatchId!.Value, applied.Files[0].FileId!.Value);
    }

    /// <summary>The token of a form that is on every page, as a field.</summary>
    private static async Task<string> Token(ServedRegistry served, HttpClient client)
    {
        var help = served.Parse(await client.GetStringAsync(new Uri("/help", UriKind.Relative), TestContext.Current.CancellationToken));
        var token = help.QuerySelector<IHtmlInputElement>("form.language input[type=hidden][name^=__]")!;
        return $"{token.Name}={Uri.EscapeDataString(token.Value)}";
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string address, string body) =>
        client.PostAsync(new Uri(address, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"), TestContext.Current.CancellationToken);

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Saxaul.slnx")))
            at = at.Parent;
        return at.FullName;
    }
}
