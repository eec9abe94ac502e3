using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

/// <summary>A department's list that speaks of villages.</summary>
public class VillageListTests
{
    private static string Faults(params IEnumerable<string> rows) => string.Join('\n', rows.Prepend("县,乡镇,行政村,故障")) + "\n";

    private static string Fault(string fault, string village = "守努特村") => $"库车市,牙哈镇,{village},{fault}";

    [Theory, EachDatabase]
    public void A_village_named_twice_with_one_fault_has_one_and_the_next_file_is_applied_too(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "买买提", 1)));
        var result = example.Import(new ImportOptions(),
            ("水利局-2020年3月-饮水故障村.csv", Faults(Fault("停水"), Fault("停水"), Fault("水泵损坏"))), ("医保局-2020年3月.csv", Costs($"某人,{Number(1)},,,2020-03-06,7000")));

        Assert.All(result.Files, report => Assert.Null(report.Refused));
        Assert.Equal(["停水", "水泵损坏"], example.Now(example.Registry.Register("water_faults").Table, version => (string)version.Values[1]!).Order(System.StringComparer.Ordinal));
        Assert.Equal(["1 medical", "1 water"], example.Warnings());

        // A corrected list says it twice again, and one of the faults no more.
        example.Import("水利局-2020年3月-饮水故障村-更正.csv", Faults(Fault("停水"), Fault("停水")));
        Assert.Equal(["停水"], example.Now(example.Registry.Register("water_faults").Table, version => (string)version.Values[1]!));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_village_s_empty_cell_is_asked_about_once_and_closes_when_the_list_comes_back_put_right(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "买买提", 1)));
        example.Import("水利局-2020年3月-饮水故障村.csv", Faults(Fault(""), Fault("停水", "玉奇玉吉买村")));
        var asked = Assert.Single(example.Findings(FindingKind.UnreadableValue));
        Assert.NotNull(asked.AreaId);

        example.Import("水利局-2020年3月-饮水故障村-再报.csv", Faults(Fault(""), Fault("缺水", "玉奇玉吉买村")));
        Assert.Equal(asked, Assert.Single(example.Findings(FindingKind.UnreadableValue)));

        example.Import("水利局-2020年3月-饮水故障村-更正.csv", Faults(Fault("停水")));
        Assert.Empty(example.Findings(FindingKind.UnreadableValue));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Questions_and_leads_of_an_earlier_list_belong_to_nobody_when_it_is_replaced(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "买买提", 1), Row("2", "买买提", 2)));
        example.Import("水利局-2020年3月-饮水故障村.csv", Faults(Fault("")));
        example.Import("医保局-2020年3月.csv", Costs("买买提,,牙哈镇,守努特村,2020-03-06,7000", "陌生人,,,,2020-03-07,50000"));
        Assert.Single(example.Findings(FindingKind.MatchForReview));

        example.Import("医保局-2020年3月-更正.csv", Costs($"买买提,{Number(1)},牙哈镇,守努特村,2020-03-06,7000"));
        Assert.Equal(["1 medical"], example.Warnings());
        Assert.Empty(example.Findings(FindingKind.MatchForReview));
        Assert.Single(example.Findings(FindingKind.UnreadableValue));
        Assert.True(example.IsWhole());
    }
}
