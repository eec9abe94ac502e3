using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Demo;

/// <summary>An invented user of the demo, whom anybody there may be.</summary>
/// <param name="Role">In words.</param>
/// <param name="Place">The area in which they work; null for all.</param>
/// <param name="Does">What they may do, in a sentence.</param>
public sealed record DemoUser(Actor Actor, Labels Role, string? Place, Labels Does);

/// <summary>A user of each role, in the village, township and county with most households: two of the village, since some things take a second person.</summary>
public static class DemoUsers
{
    private static readonly HashSet<Right> Reads = [Right.ReadHouseholds], Writes = [Right.ReadHouseholds, Right.WriteHouseholds];

    private static readonly Labels Team = new() { ["zh"] = "驻村工作队", ["en"] = "Village team" };

    public static IReadOnlyList<DemoUser> Of(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        var fullest = connection.Command("SELECT county_key, village_id FROM household WHERE village_id IS NOT NULL GROUP BY county_key, village_id ORDER BY COUNT(*) DESC, county_key, village_id LIMIT 1")
            .ToList(reader => (CountyKey: reader.GetInt32(0), Id: reader.GetInt64(1)));
        if (fullest.Count == 0)
            return [];
        var village = Gazetteer.Read(registry.Database, [fullest[0].CountyKey]).Find(fullest[0].CountyKey, fullest[0].Id)!;
        var (township, county) = (village.At(AreaLevel.Township)!, village.At(AreaLevel.County)!);
        return
        [
            new(Within("team-1", village), Team, village.Path, new Labels { ["zh"] = "登记本村各户的变化，查看和打印本村的卡和册", ["en"] = "Records what happens in its village, sees and prints its cards and book" }),
            new(Within("team-2", village), Team, village.Path, new Labels { ["zh"] = "同一个村的同事：会消除预警的更正要由第二个人核对", ["en"] = "A colleague in the same village: a correction that clears a warning takes a second person" }),
            new(Within("township", township), new Labels { ["zh"] = "乡镇干部", ["en"] = "Township office" }, township.Path,
                new Labels { ["zh"] = "管理全乡各村，说明待定村写的是哪个村", ["en"] = "Looks after all villages of the township and says which village a written name means" }),
            new(new Actor("county", Writes, new HashSet<int> { county.CountyKey }), new Labels { ["zh"] = "县里的办公室", ["en"] = "County office" }, county.Name,
                new Labels { ["zh"] = "导入名册和部门数据，处理数据问题", ["en"] = "Hands in rosters and departments' lists, settles findings" }),
            new(new Actor("prefecture", Writes, null), new Labels { ["zh"] = "地区的办公室", ["en"] = "Prefecture office" }, county.Parent?.Name,
                new Labels { ["zh"] = "看全地区的合计，每个数都能点开到户；户跨县搬迁也在这里办", ["en"] = "Sees totals of the whole prefecture, each opening down to its households; also moves households between counties" }),
            new(new Actor("auditor", Reads, null), new Labels { ["zh"] = "审计人员", ["en"] = "Auditor" }, null, new Labels { ["zh"] = "什么都能看，什么都不能改；看过哪一户会留下记录", ["en"] = "May look at everything and change nothing; each look is kept" }),
            new(new Actor("administrator", new HashSet<Right> { Right.BackUp, Right.WriteAreas }, null), new Labels { ["zh"] = "系统管理员", ["en"] = "Administrator" }, null,
                new Labels { ["zh"] = "管机器和备份，看不到任何一户", ["en"] = "Looks after the machine and its copies, and sees no household" }),
        ];
    }

    private static Actor Within(string name, Place place) =>
        new Actor(name, Writes, null).Within(place.CountyKey, place.Id);
}
