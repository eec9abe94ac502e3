using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Xunit;

namespace Saxaul.Tests;

public sealed class RowQueueTests
{
    private const int Many = 20_000;

    private static RowQueue.Row Row(int number) => new(null, number, null, Out: false, null);

    [Fact]
    public void Rows_are_written_in_the_order_given_whichever_thread_writes_them()
    {
        var written = new List<int>();
        using var queue = new RowQueue(row => written.Add(row.CountyKey));
        for (var i = 0; i < Many; i++)
        {
            queue.Add(Row(i));
            if (i % 3333 == 0)
                queue.Settle();
        }
        queue.Settle();

        Assert.Equal(Enumerable.Range(0, Many), written);
    }

    [Fact]
    public void A_few_rows_are_written_by_whoever_gave_them()
    {
        var threads = new HashSet<int>();
        using var queue = new RowQueue(_ => threads.Add(Environment.CurrentManagedThreadId));
        queue.Add(Row(1));
        queue.Settle();

        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public void A_row_that_cannot_be_written_fails_whoever_gives_or_settles_next_and_nothing_follows_it()
    {
        var written = new List<int>();
        using var queue = new RowQueue(row =>
        {
            if (row.CountyKey == 700)
                throw new InvalidOperationException("no room");
            written.Add(row.CountyKey);
        });

        var failed = Assert.Throws<InvalidOperationException>(() =>
        {
            for (var i = 0; i < Many; i++)
                queue.Add(Row(i));
            queue.Settle();
        });
        Assert.Equal("no room", failed.Message);
        Assert.Equal(Enumerable.Range(0, 700), written);
        Assert.Throws<InvalidOperationException>(queue.Settle);
    }

    [Fact]
    public void What_is_asked_between_finds_nobody_writing()
    {
        var isWriting = false;
        using var queue = new RowQueue(_ =>
        {
            isWriting = true;
            isWriting = false;
        });
        for (var i = 0; i < Many; i++)
        {
            queue.Add(Row(i));
            if (i % 100 == 0)
                Assert.False(queue.Between(() => isWriting));
        }
    }
}
