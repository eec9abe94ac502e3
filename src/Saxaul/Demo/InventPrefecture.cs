using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Saxaul.Areas;
using Saxaul.Database;

namespace Saxaul.Demo;

/// <summary>The files that an invented prefecture hands over.</summary>
/// <param name="Areas">Its area codes, which are real.</param>
/// <param name="Rosters">One csv a county: its households and their members.</param>
/// <param name="Lists">What three departments hand over for the month before.</param>
public sealed record InventedFiles(string Areas, IReadOnlyList<string> Rosters, IReadOnlyList<string> Lists);

/// <summary>
/// Invents a prefecture on real area codes and writes what its counties and departments would hand over: rosters with the slips that real ones have, and lists. The same
/// seed and day give the same files. Nobody in them exists; document numbers begin with 999, which no area uses.
/// </summary>
/// <param name="Folder">Where the files are written.</param>
/// <param name="On">The day of the registry; amounts speak of the twelve full months that ended a month before.</param>
/// <param name="Households">How many households, spread over the villages.</param>
public sealed record InventPrefecture(string Folder, DateOnly On, int Households = 68_600, ulong Seed = 2020)
{
    public const string AreaCode = "6529";
    private const string Areas = "areas-6529-2020.csv";

    private const string Headings =
        "县(市),乡(镇),行政村,户编号,户类型,是否易地搬迁户,联系电话,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,在校生状况,健康状况,残疾等级,是否参加医疗保险,劳动能力,务工所在地,务工月数,"
        + "工资性收入(元),生产经营性收入(元),财产性收入(元),转移性收入(元),生产经营性支出(元),上年人均纯收入(元),自付医疗费用(元),自付教育费用(元),因灾损失(元),住房鉴定等级,饮水是否安全,厕所类型";

    /// <summary>Villages whose name a clerk wrote otherwise: their households wait until somebody says which village is meant.</summary>
    private static readonly (string Is, string Written)[] Slips = [("力", "里"), ("买", "麦"), ("吉", "基")];

    private readonly ConcurrentDictionary<string, List<(InventedHousehold Household, ListedArea Village)>> metIn = [];
    private Dictionary<string, ListedArea> byCode = [];

    /// <summary>How many households a registry holds, those whose village nobody has said yet included.</summary>
    public static int HouseholdsIn(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        return connection.Command("SELECT COUNT(*) FROM household").ToList(reader => reader.GetInt32(0)).Single();
    }

    public InventedFiles Run()
    {
        PrivateFile.MakeFolder(Folder);
        var areas = Path.Combine(Folder, Areas);
        using (var codes = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Saxaul.Demo.{Areas}")!)
        using (var file = File.Create(areas))
            codes.CopyTo(file);
        var listed = AreaList.Read(areas);
        byCode = listed.ToDictionary(area => area.Code);
        // Registered households live in villages, not in towns' communities.
        var villages = listed.Where(area => area.Level == AreaLevel.Village && new[] { "村委会", "村民委员会", "村" }.Any(kind => area.Name.EndsWith(kind, StringComparison.Ordinal))).ToList();
        var counties = new List<(string Code, List<ListedArea> Villages, int First, int Last)>();
        var before = 0;
        foreach (var county in villages.GroupBy(village => village.Code[..6]))
        {
            // Shares of what is still to be given out, so that all together are exactly as many as were asked for.
            before += county.Count();
            counties.Add((county.Key, [.. county], counties.Count == 0 ? 0 : counties[^1].Last, (int)((long)Households * before / villages.Count)));
        }
        // Each county draws by lots of its own, so that they can be invented side by side and come out the same.
        var rosters = counties.AsParallel().AsOrdered().Select(county => Roster(new Chance(Seed ^ ulong.Parse(county.Code, CultureInfo.InvariantCulture) << 32), county.Code, county.Villages, county.First, county.Last)).ToList();
        var (chance, met) = (new Chance(Seed), counties.SelectMany(county => metIn[county.Code]).ToList());
        return new InventedFiles(areas, rosters, [Costs(chance, met), Losses(chance, met), Faults(chance, met)]);
    }

    /// <param name="first">How many households of other counties come before this one's.</param>
    /// <param name="last">The number of its last household.</param>
    private string Roster(Chance chance, string county, List<ListedArea> villages, int first, int last)
    {
        var (households, met) = (last - first, new List<(InventedHousehold, ListedArea)>());
        metIn[county] = met;
        var path = Path.Combine(Folder, $"{county}-{byCode[county].Name}-户信息.csv");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var from = new DateOnly(On.Year, On.Month, 1).AddMonths(-13);
        file.WriteLine($"{byCode[county].Name}户信息采集表（{Month(from)}至{Month(from.AddMonths(11))}）");
        file.WriteLine(Headings);
        var misspelt = villages.FirstOrDefault(village => Slips.Any(slip => village.Name.Contains(slip.Is, StringComparison.Ordinal)) && chance.In(0.3));
        for (var i = 0; i < households; i++)
        {
            var village = villages[(int)((long)i * villages.Count / households)];
            var household = InventedHousehold.Draw(chance, On, county, first + i + 1);
            if (chance.In(0.02))
                met.Add((household, village));
            var name = village == misspelt ? Misspell(village.Name) : village.Name;
            for (var row = 0; row < household.Members.Count; row++)
                Write(file, chance, household, household.Members[row], row == 0, name, village);
        }
        return path;
    }

    private void Write(StreamWriter file, Chance chance, InventedHousehold household, InventedMember member, bool first, string village, ListedArea area)
    {
        var number = chance.Weighted((member.Number, 0.9935), ("", 0.002), (member.Number[..17] + (member.Number[17] == '1' ? '2' : '1'), 0.0025), (Lost(member.Number), 0.002));
        string Household(string cell) => first ? cell : "";
        string[] cells =
        [
            Household(byCode[area.Code[..6]].Name), Household(byCode[area.Code[..9]].Name), Household(village), household.Number, Household(household.Kind),
            Household(household.Relocated ? "是" : "否"), Household(household.Phone), Household(Text(household.Members.Count)),
            chance.In(0.04) ? member.Name.Replace('·', chance.Of(['•', '.', '・'])) : member.Name, member.Relation,
            member.Male != chance.In(0.001) ? "男" : "女", number, member.Birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), member.School, member.Health, member.Disability,
            member.Insured ? "是" : "否", member.Ability, member.WorksIn, member.Months == 0 ? "" : Text(member.Months),
            Household(Amount(chance, household.Wages)), Household(Amount(chance, household.Business)), Household(Amount(chance, household.Property)), Household(Amount(chance, household.Transfer)),
            Household(Amount(chance, household.Cost)), Household(Text(household.LastYearPerHead)), Household(Amount(chance, household.Medical)), Household(Amount(chance, household.Schooling)),
            Household(Amount(chance, household.Disaster)), Household(household.House), Household(household.WaterSafe ? "是" : "否"), Household(household.Toilet),
        ];
        file.WriteLine(string.Join(',', cells));
    }

    /// <summary>Self-paid hospital costs of last month; one in six is of somebody whom no roster names.</summary>
    private string Costs(Chance chance, List<(InventedHousehold, ListedArea)> met)
    {
        var path = Path.Combine(Folder, $"医保局-{Month(On.AddMonths(-1))}自付费用.csv");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        file.WriteLine("姓名,身份证号,住院日期,总费用,自付费用");
        foreach (var (household, _) in met.Where((_, i) => i % 2 == 0))
        {
            var patient = chance.Of(household.Members);
            var paid = (int)chance.Around(2600, 0.9);
            var number = chance.In(0.16) ? Stranger(chance, patient) : patient.Number;
            file.WriteLine($"{patient.Name},{number},{Day(chance)},{paid * 4},{paid}");
        }
        return path;
    }

    /// <summary>Losses by last month's wind and hail, by head and village.</summary>
    private string Losses(Chance chance, List<(InventedHousehold, ListedArea)> met)
    {
        var path = Path.Combine(Folder, $"应急局-{Month(On.AddMonths(-1))}受灾农户.csv");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        file.WriteLine("户主,县,乡镇,村,受灾日期,灾害,损失金额");
        foreach (var (household, village) in met.Where((_, i) => i % 7 == 0))
        {
            file.WriteLine($"{household.Members[0].Name},{byCode[village.Code[..6]].Name},{byCode[village.Code[..9]].Name},{village.Name},{Day(chance)},{chance.Of(["风灾", "雹灾", "冻灾"])},{(int)chance.Around(3200, 0.6)}");
        }
        return path;
    }

    private string Faults(Chance chance, List<(InventedHousehold Household, ListedArea Village)> met)
    {
        var path = Path.Combine(Folder, $"水利局-{Month(On.AddMonths(-1))}饮水故障村.csv");
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        file.WriteLine("县,乡镇,村,故障");
        foreach (var village in met.Select(one => one.Village).Distinct().Where((_, i) => i % 170 == 5))
            file.WriteLine($"{byCode[village.Code[..6]].Name},{byCode[village.Code[..9]].Name},{village.Name},{chance.Of(["水泵故障", "管网冻裂", "水源浑浊"])}");
        return path;
    }

    private string Day(Chance chance) => new DateOnly(On.Year, On.Month, 1).AddMonths(-1).AddDays(chance.Between(0, 27)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月");

    private static string Stranger(Chance chance, InventedMember like)
    {
        var first17 = string.Create(CultureInfo.InvariantCulture, $"999990{like.Birth:yyyyMMdd}{chance.Between(0, 999):000}");
        return first17 + Intake.ResidentNumber.CheckDigit(first17);
    }

    private static string Misspell(string name)
    {
        var (right, wrong) = Slips.First(slip => name.Contains(slip.Is, StringComparison.Ordinal));
        return name.Replace("委会", "", StringComparison.Ordinal).Replace(right, wrong, StringComparison.Ordinal);
    }

    /// <summary>What a spreadsheet leaves of eighteen digits when it takes them for a number.</summary>
    private static string Lost(string number) => $"{number[0]}.{number[1..6]}E+17";

    private static string Amount(Chance chance, int yuan) => yuan == 0 ? "" : chance.In(0.015) ? $"\"{yuan.ToString("N0", CultureInfo.InvariantCulture)}元\"" : Text(yuan);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
