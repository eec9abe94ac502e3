using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Server.Pages;
using Saxaul.Users;

namespace Saxaul.Server.Commands;

/// <summary>saxaul erase HOUSEHOLD: destroys the content about a household or one of its members; without --yes it only says what would go, and exits 1.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var household = new Argument<string>("household") { Description = "the office's number of the household, or the 32 digits at the end of its page's address" };
        var member = new Option<int?>("--member") { Description = "only this member, in the order of the household's card, 1 being the first" };
        var ground = new Option<string?>("--ground") { Description = "the law or rule that asks for it; never anything about the person" };
        var reason = new Option<string?>("--reason") { Description = "why now, for the journal, for example 'letter 17 of 2020-04-03'; never anything about the person" };
        var yes = new Option<bool>("--yes") { Description = "do it; it cannot be undone" };
        var area = new Option<string?>("--area") { Description = "the code of the county, when several know the number" };
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output" };
        var command = new Command("erase", "Destroy for good what is kept about a household or one of its members") { household, member, ground, reason, yes, area, json };
        command.SetAction(parsed =>
        {
            using var registry = CommandLine.OpenRegistry(parsed);
            var who = CommandLine.Who(parsed, registry);
            var key = new PickHousehold(parsed.GetRequiredValue(household), parsed.GetValue(area)).Run(registry, who);
            var done = parsed.GetValue(yes);
            var erase = new EraseContent(registry, who, parsed.GetValue(ground) ?? "", parsed.GetValue(reason) ?? "") { DryRun = !done };
            var report = parsed.GetValue(member) is { } number ? erase.Person(key.CountyKey, Member(registry, who, key, number)) : erase.Household(key.CountyKey, key.Id);
            if (done)
            {
                Say(report, StillNaming(registry, report));
                CommandLine.CatchUp(registry);
            }
            else
                Ask(report, ofHousehold: parsed.GetValue(member) is null, StillNaming(registry, report));
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { erased = done, persons = report.Persons, versions = report.Versions, files = report.Files.Count, overwritten = report.IsOverwritten, elsewhere = report.Elsewhere.Count, kept_beside = report.KeptBeside, still_naming = StillNaming(registry, report) }, ReportJson.Options));
            return done ? 0 : 1;
        });
        return command;
    }

    /// <summary>The member at this place of the card of today.</summary>
    private static long Member(Registry registry, Actor who, HouseholdKey key, int number)
    {
        var members = ReadHousehold.Of(registry, who, key, registry.Database.Time.Today()).Members;
        return members.ElementAtOrDefault(number - 1)?.PersonId ?? throw new ProblemException(Problem.NoSuchMember(members.Count));
    }

    /// <summary>By the 32 digits of their pages, for their numbers may be what names somebody.</summary>
    private static string[] StillNaming(Registry registry, ErasureReport report) => [.. report.StillNaming.Select(one => registry.Database.Secrets.PublicId(one.CountyKey, one.Id))];

    private static void Ask(ErasureReport would, bool ofHousehold, string[] stillNaming) => Console.Error.WriteLine($"""
        将永久清除：{(ofHousehold ? $"一户及只属于该户的 {would.Persons} 人" : "一名成员")}的全部内容，共 {would.Versions} 条记录；销毁 {would.Files.Count} 个保存的原文件（其中其他人的内容也随之销毁，台账不受影响）。清除后无法恢复，也不能撤销。{(stillNaming.Length == 0 ? "" : $"别人的姓名或户编号里还写着他们的名字，不会随之清除，请先更正这些户：{string.Join("、", stillNaming)}。")}尚未写入任何内容；确定要清除，请加 --yes。
        This would destroy for good: {(ofHousehold ? $"all content of one household and of the {would.Persons} {Texts.Word(would.Persons, "person", "persons")} who belonged to no other" : "all content of one member")}, {would.Versions} {Texts.Word(would.Versions, "record", "records")}; and {would.Files.Count} {Texts.Word(would.Files.Count, "kept file", "kept files")}, with whatever they hold of others (the registers keep that). It cannot be undone. {(stillNaming.Length == 0 ? "" : $"Names of others, or numbers of households, bear their name and stay: correct these households first: {string.Join(", ", stillNaming)}. ")}Nothing was written; to do it, add --yes.
        """);

    private static void Say(ErasureReport did, string[] stillNaming) => Console.Error.WriteLine($"""
        已清除 {did.Persons} 人、{did.Versions} 条记录，销毁 {did.Files.Count} 个保存的原文件。{(did.IsOverwritten ? "数据库文件已改写" + (stillNaming.Length == 0 ? "，不留残余。" : "。") : "有人正在读取较早的状态，数据库文件要等他们读完再改写：正在运行的 saxaul serve 一小时内自动完成，否则在下一次打开时完成。")}{(did.Elsewhere.Count == 0 ? "" : $"这一户迁县，另有 {did.Elsewhere.Count} 个县也有登记，您无权在那里清除，已在那里登记删除申请。")}{(did.KeptBeside.Count == 0 ? "" : $"恢复备份时换下的旧库还在数据库旁边，里面仍有这些内容：{string.Join("、", did.KeptBeside)}。不再需要时请删除。")}{(stillNaming.Length == 0 ? "" : $"别人的姓名或户编号里还写着他们的名字，请更正这些户：{string.Join("、", stillNaming)}。")}此前的备份仍有这些内容，请按规定处理。
        Erased: {did.Persons} {Texts.Word(did.Persons, "person", "persons")}, {did.Versions} {Texts.Word(did.Versions, "record", "records")}; {did.Files.Count} {Texts.Word(did.Files.Count, "kept file was", "kept files were")} destroyed. {(did.IsOverwritten ? "The database file was overwritten" + (stillNaming.Length == 0 ? "; no trace is left in it." : ".") : "Somebody reads an earlier state, so the database's files are overwritten when they have ended: within the hour by a saxaul serve that runs, else when it is next opened.")}{(did.Elsewhere.Count == 0 ? "" : $" The household moved county: {did.Elsewhere.Count} more {Texts.Word(did.Elsewhere.Count, "county keeps", "counties keep")} something of it where you may not erase; a request for deletion was recorded there.")}{(did.KeptBeside.Count == 0 ? "" : $" Registries that a restored backup replaced lie beside the database and still hold it: {string.Join(", ", did.KeptBeside)}. Delete them when they are no longer needed.")}{(stillNaming.Length == 0 ? "" : $" Names of others, or numbers of households, still bear their name: correct these households: {string.Join(", ", stillNaming)}.")} Earlier backups still hold the content: deal with them as your rules say.
        """);
}
