using System;
using System.Linq;
using System.Text;
using System.Threading;
using Saxaul.Areas;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake;

public sealed class StopImportTests
{
    private static readonly Actor Official = Actor.Operator("official");

    [Theory, EachDatabase]
    public void A_stopped_import_keeps_whole_files_takes_nothing_of_the_one_it_was_at_and_can_be_run_again(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n652902,库车市,county,6529\n652902105,牙哈镇,township,652902\n652902105201,守努特村委会,village,652902105\n")), 2020)
            .Run(test.Registry, Official);
        string[] files = [test.Write("一.csv", Roster(1, 3)), test.Write("二.csv", Roster(1_000, 1_200))];
        using var stop = new CancellationTokenSource();
        var options = new ImportOptions { On = new DateOnly(2020, 4, 1), Stop = stop.Token };

        Assert.Throws<OperationCanceledException>(() => new Import(test.Registry, Official, options).Run(files, new StopAtSecond(stop)));

        var again = new Import(test.Registry, Official, options with { Stop = default }).Run(files).Files;
        Assert.Equal([true, false], again.Select(file => file.Already));
        Assert.Equal([3, 1_200], again.Select(file => file.Households));
        Assert.Equal(1_200, again[1].Changed);
    }

    private static string Roster(int first, int count)
    {
        var rows = new StringBuilder("县,乡镇,行政村,户编号,姓名,与户主关系,性别\n");
        for (var i = 0; i < count; i++)
            rows.Append("库车市,牙哈镇,守努特村,65").Append((first + i).ToString("00000000", System.Globalization.CultureInfo.InvariantCulture)).Append(",卡德尔,户主,男\n");
        return rows.ToString();
    }

    private sealed class StopAtSecond(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Index == 1)
                stop.Cancel();
        }
    }
}
