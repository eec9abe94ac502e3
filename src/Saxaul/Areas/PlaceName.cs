using System;
using System.Linq;
using System.Text.RegularExpressions;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>
/// The name of a place in four degrees of precision, each made from the one before: what two writings of one place have in common. 克孜勒村村民委员会,
/// 克孜勒村委会, 克孜勒村 and 克孜勒 differ in the first degree and agree in the last.
/// </summary>
internal sealed partial record PlaceName
{
    /// <summary>Without spaces, full-width signs and case.</summary>
    public string Exact { get; private init; } = "";

    /// <summary>Without the office that governs it: 村民委员会, 居委会, 街道办事处, 人民政府.</summary>
    public string WithoutOffice { get; private init; } = "";

    /// <summary>And without a doubled 村: statistical lists contain 玉奇玉吉买村村.</summary>
    public string Plain { get; private init; } = "";

    /// <summary>And without the word for what kind of place it is.</summary>
    public string Bare { get; private init; } = "";

    /// <summary>The kind that the name says: 县, 乡, 镇, 街道, 村, 社区, …; null when it does not say.</summary>
    public string? Kind { get; private init; }

    /// <summary>The characters that lists of the oasis region exchange most: one sound, several characters. Each is folded to the first of its line.</summary>
    private static readonly string[] OneSound =
    [
        "买麦迈", "力里利立丽", "克可科柯", "艾爱", "依伊衣", "提缇梯", "孜兹子", "吾乌吴", "库酷", "拉腊", "尔耳儿", "吉基", "其奇齐", "萨沙", "塔他", "亚牙", "恰卡",
        "博波", "墩敦", "坎堪", "热惹", "买埋", "都杜", "木穆", "普甫", "阔廓", "巴芭", "英因", "阳扬", "庄装", "河何", "红洪", "新兴", "团抟",
    ];

    private static readonly string[] Ethnicities =
    [
        "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水",
        "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克",
        "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺",
    ];

    /// <param name="level">County, township or village; the names of other levels have only their exact form.</param>
    /// <param name="text">As written.</param>
    public static PlaceName Of(AreaLevel level, string text)
    {
        var exact = WrittenText.Key(text);
        return level switch
        {
            AreaLevel.Village => Village(exact),
            AreaLevel.Township => Township(exact),
            AreaLevel.County => County(exact),
            _ => new PlaceName { Exact = exact, WithoutOffice = exact, Plain = exact, Bare = exact },
        };
    }

    /// <summary>The degree, from 0, in which two names agree; null when they do not. Kinds that contradict each other (村 and 社区) are never the same.</summary>
    public int? Agreement(PlaceName other) =>
        Exact == other.Exact ? 0
        : WithoutOffice == other.WithoutOffice ? 1
        : Plain == other.Plain ? 2
        : Bare == other.Bare && (Kind is null || other.Kind is null || Kind == other.Kind) ? 3
        : null;

    /// <summary>The plain name with characters of one sound made one: only for suggestions.</summary>
    public string Sound() => string.Create(Plain.Length, Plain, static (span, name) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = OneSound.FirstOrDefault(line => line.Contains(name[i], StringComparison.Ordinal)) is { } line ? line[0] : name[i];
    });

    private static PlaceName Village(string exact)
    {
        var withoutOffice = exact;
        if (CommunityOffice().Match(exact) is { Success: true, Index: > 0 } community)
            withoutOffice = exact[..community.Index] + "社区";
        else if (VillageOffice().Match(exact) is { Success: true, Index: > 0 } office && !exact.EndsWith("管理委员会", StringComparison.Ordinal))
        {
            var before = exact[..office.Index];
            // 新村村委会 may be 新村's or 新村村's committee: keeping the doubled 村 keeps them apart as long as the list itself does.
            withoutOffice = office.Value.StartsWith('村') ? before + "村" : before.EndsWith('村') || before.EndsWith("社区", StringComparison.Ordinal) ? before : before + "村";
        }
        if (withoutOffice.EndsWith("嘎查村", StringComparison.Ordinal))
            withoutOffice = withoutOffice[..^1];
        var plain = withoutOffice;
        while (plain.Length > 2 && plain.EndsWith("村村", StringComparison.Ordinal))
            plain = plain[..^1];
        string? kind = null;
        var bare = plain;
        foreach (var (word, says) in new[] { ("社区", "社区"), ("嘎查", "村"), ("村", "村") })
        {
            if (plain.Length <= word.Length || !plain.EndsWith(word, StringComparison.Ordinal))
                continue;
            bare = plain[..^word.Length];
            kind = says;
            break;
        }
        return new PlaceName { Exact = exact, WithoutOffice = withoutOffice, Plain = plain, Bare = bare, Kind = kind };
    }

    private static PlaceName Township(string exact)
    {
        var withoutOffice = TownshipOffice().Match(exact) is { Success: true, Index: > 1 } office
            ? exact[..office.Index] + (office.Value.StartsWith("街道", StringComparison.Ordinal) ? "街道" : "")
            : exact;
        withoutOffice = withoutOffice.Replace("管理委员会", "管委会", StringComparison.Ordinal);
        var bare = withoutOffice;
        string? kind = null;
        foreach (var word in new[] { "街道", "苏木", "乡", "镇" })
        {
            if (bare.Length <= word.Length || !bare.EndsWith(word, StringComparison.Ordinal))
                continue;
            kind = word;
            bare = WithoutEthnicities(bare[..^word.Length]);
            break;
        }
        foreach (var word in new[] { "管委会", "片区" })
        {
            if (bare.Length > word.Length + 1 && bare.EndsWith(word, StringComparison.Ordinal))
                bare = bare[..^word.Length];
        }
        return new PlaceName { Exact = exact, WithoutOffice = withoutOffice, Plain = withoutOffice, Bare = bare, Kind = kind };
    }

    private static PlaceName County(string exact)
    {
        var bare = exact;
        string? kind = null;
        foreach (var word in new[] { "自治县", "自治旗", "县", "市", "区", "旗" })
        {
            // One character alone (沙 for 沙县) says too little.
            if (exact.Length <= word.Length + 1 || !exact.EndsWith(word, StringComparison.Ordinal))
                continue;
            kind = word[^1..];
            bare = exact[..^word.Length];
            if (word.Length > 1)
                bare = WithoutEthnicities(bare);
            break;
        }
        return new PlaceName { Exact = exact, WithoutOffice = exact, Plain = exact, Bare = bare, Kind = kind };
    }

    /// <summary>亚曼苏柯尔克孜族 is spoken of as 亚曼苏; several may follow one another, with 族, 各族 or without.</summary>
    private static string WithoutEthnicities(string name)
    {
        while (true)
        {
            var shorter = name;
            foreach (var word in new[] { "各族", "民族", "族" })
            {
                if (shorter.EndsWith(word, StringComparison.Ordinal))
                {
                    shorter = shorter[..^word.Length];
                    break;
                }
            }
            // Without 族 only long names count: 回, 白, 水, 土 end many ordinary names.
            var marked = shorter.Length < name.Length;
            var ethnicity = Ethnicities.Where(word => (marked || word.Length > 2) && shorter.Length > word.Length + 1 && shorter.EndsWith(word, StringComparison.Ordinal))
                .MaxBy(word => word.Length);
            if (ethnicity is null)
                return name;
            name = shorter[..^ethnicity.Length];
        }
    }

    [GeneratedRegex("(社区居民委员会|社区居民委会|社区居委会|社区委员会|社区村委会|居民委员会|居民委会|居委会|居委)$")]
    private static partial Regex CommunityOffice();

    [GeneratedRegex("(村民委员会|村民委会|村委会|村委|委员会|民委员会|民委会|委会)$")]
    private static partial Regex VillageOffice();

    [GeneratedRegex("(街道办事处|街道办|办事处|人民政府|政府)$")]
    private static partial Regex TownshipOffice();
}
