using System.Globalization;
using System.Threading;
using Microsoft.Extensions.Logging.Abstractions;
using Saxaul.Server.Pages;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

public sealed class LongWorksTests
{
    [Fact]
    public void What_ended_long_ago_is_forgotten_and_what_goes_on_is_not()
    {
        using var works = new LongWorks(NullLogger.Instance);
        using var free = new ManualResetEventSlim();
        for (var i = 0; i < 300; i++)
            works.Begin(i.ToString(CultureInfo.InvariantCulture), WorkKind.Compare, _ => { });
        using var done = new ManualResetEventSlim();
        works.Begin("long", WorkKind.Apply, _ =>
        {
            done.Set();
            free.Wait();
        });
        done.Wait(TestContext.Current.CancellationToken);
        works.Begin("next", WorkKind.Compare, _ => { });
        Assert.Null(works.Of("0"));
        Assert.NotNull(works.Of("299"));
        Assert.True(works.Of("long")!.IsUnderWay);
        free.Set();
    }
}
