using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Commands;

/// <summary>saxaul users: who signs in, how they begin to, and with which roles. The first administrator is made here.</summary>
internal static class UsersCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "one JSON array on standard output" };
        var all = new Option<bool>("--all") { Description = "users and roles that ended, too" };
        var command = new Command("users", "Show who signs in and with which roles; add users, give and take roles") { json, all, Add(), InviteOne(), Link(), Unlink(), Give(), Take(), End() };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var users = ListUsers.Of(registry, CommandLine.Who(parsed, registry), parsed.GetValue(all));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(users, ReportJson.Options));
                return 0;
            }
            if (users.Count == 0)
                Console.Error.WriteLine("还没有用户。先建第一位管理员：saxaul users add 登录名 --administrator\nThere are no users yet. Make the first administrator: saxaul users add NAME --administrator");
            foreach (var user in users)
            {
                Console.WriteLine(string.Join("  ", new[] { user.Name, user.FullName, Comes(user) }.Where(text => !string.IsNullOrEmpty(text))));
                foreach (var role in user.Roles)
                    Console.WriteLine(Line(registry, role));
            }
            return 0;
        });
        return command;
    }

    /// <summary>How somebody comes in, in words.</summary>
    private static string Comes(ListedUser user) => user.EndedOn is { } ended ? string.Create(CultureInfo.InvariantCulture, $"停用 ended {ended:yyyy-MM-dd}") : string.Join("  ", new[]
    {
        user.WaysIn.InvitedUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"邀请到 invited until {until.ToOffset(Instant.Shanghai):yyyy-MM-dd HH:mm}") : null,
        user.WaysIn.HasSignedIn ? null : "从未登录 never signed in",
        user.WaysIn.HasSecondFactor ? "第二道验证 second factor" : null,
        user.WaysIn.LinkedTo.Count > 0 ? "已连到 linked to " + string.Join(", ", user.WaysIn.LinkedTo) : null,
    }.OfType<string>());

    private static string Line(Registry registry, ListedRole role)
    {
        var of = registry.Lists.FirstOrDefault(list => list.List == role.Of)?.Labels is { } labels ? $"{labels.In("zh")} {labels.In("en")}" : role.Of;
        return string.Create(CultureInfo.InvariantCulture, $"  {role.GrantId,4}  {role.Role}  {role.Place ?? "全部 everywhere"}{(of is null ? "" : " " + of)}  {role.From:yyyy-MM-dd}{(role.Until == role.From ? "  当天收回 taken that day" : role.Until is { } until ? $" – {until.AddDays(-1):yyyy-MM-dd}" : "")}{(role.StandsInFor is { } colleague ? $"  代 for {colleague}" : "")}{(role.Rests ? "  不起作用 in force no more" : "")}");
    }

    private static Argument<string> Name() => new("name") { Description = "the sign-in name" };

    private static Command Add()
    {
        var name = Name();
        var fullName = new Option<string?>("--full-name") { Description = "who it is, for colleagues" };
        var administrator = new Option<bool>("--administrator") { Description = "looks after users, the machine and its copies, and sees no household" };
        var command = new Command("add", "Give somebody a name to sign in with") { name, fullName, administrator };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed, begins: true);
            // Read before the first one is there: whoever makes them has no name yet.
            var who = CommandLine.Who(parsed, registry);
            var user = parsed.GetRequiredValue(name);
            if (!parsed.GetValue(administrator) && !ListUsers.Any(registry))
                throw new ProblemException(Problem.AdministratorFirst());
            new MakeUser(user, parsed.GetValue(fullName)).Run(registry, who);
            if (parsed.GetValue(administrator))
                new GiveRole(user, "administrator", null, registry.Database.Time.Today(), null, "saxaul users add").Run(registry, who);
            Console.Error.WriteLine($"已建用户 {user}。从现在起每条命令要用 --as 说明是谁；用 saxaul users invite {user} --as 您的用户名 给本人一个邀请码，本人就能在页面上登录。\nMade the user {user}. From now on every command says with --as whose it is; with saxaul users invite {user} --as YOU they get a code and can sign in on the pages.");
            return 0;
        });
        return command;
    }

    private static Command InviteOne()
    {
        var name = Name();
        var lost = new Option<bool>("--second-factor-lost") { Description = "their telephone or key is lost too: they set up another" };
        var command = new Command("invite", "Give a user a code with which they set their own password, once, within 24 hours") { name, lost };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var code = new Invite(parsed.GetRequiredValue(name), parsed.GetValue(lost)).Run(registry, CommandLine.Who(parsed, registry));
            Console.WriteLine(code);
            Console.Error.WriteLine("请把这个邀请码当面或打电话告诉本人，只告诉本人：在登录页点“收到邀请码，或者忘了密码”，输入登录名、邀请码和自己的新密码。只能用一次，24 小时内有效；原来的密码和登录都已作废。\nTell this code to the person alone, face to face or by telephone: on the sign-in page they choose 'I was given an invitation code', and type their name, the code and a password of their own. It is good once, for 24 hours; their former password and sessions hold no more.");
            return 0;
        });
        return command;
    }

    private static Command Link()
    {
        var name = Name();
        var issuer = new Option<string>("--issuer") { Description = "the sign-in service's own address, as it writes it", Required = true };
        var subject = new Option<string>("--subject") { Description = "what the service calls the user, for good; never an e-mail address", Required = true };
        var command = new Command("link", "Let a user sign in by the office's own service") { name, issuer, subject };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            new LinkUser(parsed.GetRequiredValue(name), parsed.GetRequiredValue(issuer), parsed.GetRequiredValue(subject)).Run(registry, CommandLine.Who(parsed, registry));
            Console.Error.WriteLine("已连起来。 Linked.");
            return 0;
        });
        return command;
    }

    private static Command Unlink()
    {
        var name = Name();
        var command = new Command("unlink", "Take a user's links to the office's own sign-in service away, and end their sessions") { name };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            LinkUser.Undo(registry, CommandLine.Who(parsed, registry), parsed.GetRequiredValue(name));
            Console.Error.WriteLine("已解除。 Taken away.");
            return 0;
        });
        return command;
    }

    private static Command Give()
    {
        var (name, role) = (Name(), new Argument<string>("role") { Description = "a role's code: village_team, caseworker, township, county, department, …" });
        var area = new Option<string?>("--area") { Description = "the area's code, for a role that is given for one; the county's for a household or a list" };
        var household = new Option<string?>("--household") { Description = "the household's number, for a role that is given for one; again for the next household" };
        var list = new Option<string?>("--list") { Description = "the list that a department hands in, by its code" };
        var from = CommandLine.DayOption("--from", "the first day; today when left out");
        var until = CommandLine.DayOption("--until", "the last day; needed for standing in");
        var standsIn = new Option<string?>("--stands-in-for") { Description = "the colleague whose role it is" };
        var reason = new Option<string?>("--reason") { Description = "why, for the journal" };
        var command = new Command("give", "Give a user a role, in an area and for some days") { name, role, area, household, list, from, until, standsIn, reason };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var first = parsed.GetValue(from) ?? registry.Database.Time.Today();
            var id = new GiveRole(parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetValue(area), first, parsed.GetValue(until)?.AddDays(1), parsed.GetValue(reason) ?? "")
            {
                StandsInFor = parsed.GetValue(standsIn), Household = parsed.GetValue(household), List = parsed.GetValue(list),
            }.Run(registry, CommandLine.Who(parsed, registry));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"已授权，编号 {id}。 Given, as number {id}."));
            return 0;
        });
        return command;
    }

    private static Command Take()
    {
        var grant = new Argument<long>("grant") { Description = "the number that saxaul users shows before the role" };
        var on = CommandLine.DayOption("--on", "the first day without it; today when left out");
        var reason = new Option<string?>("--reason") { Description = "why, for the journal" };
        var command = new Command("take", "Take a role away") { grant, on, reason };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            new TakeRole(parsed.GetValue(grant), parsed.GetValue(on) ?? registry.Database.Time.Today(), parsed.GetValue(reason) ?? "").Run(registry, CommandLine.Who(parsed, registry));
            Console.Error.WriteLine("已收回。 Taken away.");
            return 0;
        });
        return command;
    }

    private static Command End()
    {
        var name = Name();
        var reason = new Option<string?>("--reason") { Description = "why, for the journal" };
        var command = new Command("end", "End a user: no roles and no signing in from today; the name is never given again") { name, reason };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            new EndUser(parsed.GetRequiredValue(name), parsed.GetValue(reason) ?? "").Run(registry, CommandLine.Who(parsed, registry));
            Console.Error.WriteLine("已停用。 Ended.");
            return 0;
        });
        return command;
    }
}
