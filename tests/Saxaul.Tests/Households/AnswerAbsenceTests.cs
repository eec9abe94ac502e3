using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class AnswerAbsenceTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    /// <summary>A newer roster names everybody but 艾力.</summary>
    private static long Absent(ExampleCounties example)
    {
        var son = example.Person(example.Family, "艾力");
        example.Import("五月.csv", """
            县,乡镇,行政村,户编号,姓名,与户主关系,证件号码
            库车市,牙哈镇,守努特村,6510000001,卡德尔·艾尔肯,户主,999019196309248931
            库车市,牙哈镇,守努特村,6510000001,古丽,配偶,999037196307227961
            """, new DateOnly(2020, 5, 1));
        Assert.Equal(3, example.Size(example.Family, May));
        Assert.Contains("no_longer_listed", example.Findings());
        return son;
    }

    [Theory, EachDatabase]
    public void Who_is_still_here_stays(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = Absent(example);
        new AnswerAbsence(example.Family, son, AbsenceAnswer.StillHere).Run(example.Registry, ExampleCounties.Official);
        Assert.DoesNotContain("no_longer_listed", example.Findings());
        Assert.Equal(3, example.Size(example.Family, June));
        Assert.Equal(4036, Refused(() => new AnswerAbsence(example.Family, son, AbsenceAnswer.StillHere).Run(example.Registry, ExampleCounties.Official)));
    }

    [Theory, EachDatabase]
    public void Who_left_or_died_no_longer_counts_from_the_day_that_is_given(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = Absent(example);
        Assert.Equal(4037, Refused(() => new AnswerAbsence(example.Family, son, AbsenceAnswer.Left).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7001, Refused(() => new AnswerAbsence(example.Family, son, AbsenceAnswer.Left, May).Run(example.Registry, Actor.Nobody)));
        new AnswerAbsence(example.Family, son, AbsenceAnswer.Left, new DateOnly(2020, 4, 20)).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 2), (example.Size(example.Family, new DateOnly(2020, 4, 19)), example.Size(example.Family, new DateOnly(2020, 4, 20))));
        Assert.DoesNotContain("no_longer_listed", example.Findings());
    }

    [Theory, EachDatabase]
    public void Who_died_is_recorded_as_dead(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = Absent(example);
        new AnswerAbsence(example.Family, son, AbsenceAnswer.Died, new DateOnly(2020, 4, 20)).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(new DateOnly(2020, 4, 20), example.Read(example.Family, May).FormerMembers.Single().Person.DiedOn);
        Assert.DoesNotContain("no_longer_listed", example.Findings());
    }
}
