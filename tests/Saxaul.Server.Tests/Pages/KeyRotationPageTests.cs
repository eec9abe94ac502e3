using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Another process changes the key while pages are served: nobody who looks or writes notices.</summary>
public sealed class KeyRotationPageTests
{
    private static readonly Actor Operator = Actor.Operator("operator");

    [Fact]
    public async Task Pages_are_served_and_people_found_before_during_and_after_a_change_of_keys()
    {
        await using var served = await ServedRegistry.Start();
        var address = await served.HouseholdAddress("6510000001");
        using var ended = new CancellationTokenSource();
        var looked = 0;
        var looking = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                Assert.Contains("卡德尔·艾尔肯", (await served.Get(address)).Body!.TextContent, StringComparison.Ordinal);
                looked++;
            }
        }, TestContext.Current.CancellationToken);
        using (var other = Registry.Open(Path.Combine(served.Folder, "registry.db"), keyFile: Path.Combine(served.Folder, "registry.key")))
        {
            for (var round = 0; round < 3; round++)
            {
                var number = RotateKeys.Run(other, Operator, stop: TestContext.Current.CancellationToken);
                new ReencryptSecrets(other).Run(stop: TestContext.Current.CancellationToken);
                RetireKey.Run(other, Operator, number - 1, stop: TestContext.Current.CancellationToken);
            }
        }
        await ended.CancelAsync();
        await looking;

        Assert.NotEqual(0, looked);
        Assert.Equal([4], new ReencryptSecrets(served.Registry).UsesByKey().Where(key => key.Value > 0).Select(key => key.Key));
        Assert.Contains("卡德尔·艾尔肯", (await served.Get(address)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Verify.Run(served.Registry, Operator));
    }
}
