using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Intake;

public class ImportsAtOnceTests
{
    /// <summary>A list without household numbers: nothing but the registry itself keeps its households apart.</summary>
    [Theory, EachDatabase]
    public async Task Two_who_hand_in_the_same_households_at_once_register_each_once(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var rows = Enumerable.Range(1, 120).Select(person => IntakeExample.Row("", $"某人{person}", person)).ToList();
        using var together = new Barrier(2);
        await Task.WhenAll(new[] { "甲", "乙" }.Select(office => Task.Run(() =>
        {
            together.SignalAndWait(TestContext.Current.CancellationToken);
            Assert.Null(example.Import($"652902-库车市-{office}.csv", IntakeExample.Roster(office == "甲" ? rows : rows.Append(IntakeExample.Row("", "另一人", 121)))).Files[0].Refused);
        })));

        Assert.Equal(121, example.Now(Saxaul.Households.Household.Table, version => version.Id).Count);
        Assert.Equal(121, example.Now(Saxaul.Households.Person.Table, version => version.Id).Count);
        Assert.True(example.IsWhole());
    }
}
