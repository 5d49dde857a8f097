using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.Sdk.Queues;

namespace OrleansScheduler.Sdk.Tests.Queues;

public sealed class WorkQueueTests
{
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_TwiceBeforeTaken_WaitsOnce()
    {
        var queue = new WorkQueue<string>(new(), time);
        queue.Add("a");
        queue.Add("a");

        Assert.Equal("a", await queue.TakeAsync(Token));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task Add_WhileWorkedOn_ComesAgainOnlyAfterDone()
    {
        var queue = new WorkQueue<string>(new(), time);
        queue.Add("a");
        await queue.TakeAsync(Token);
        queue.Add("a");
        Assert.Equal(0, queue.Count);

        queue.Done("a");

        Assert.Equal("a", await queue.TakeAsync(Token));
    }

    [Fact]
    public void AddRateLimited_FailsAgain_WaitsTwiceAsLong()
    {
        var queue = new WorkQueue<string>(new() { BackoffMin = TimeSpan.FromSeconds(1) }, time);
        queue.AddRateLimited("a");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, queue.Count);

        queue.AddRateLimited("b");
        queue.AddRateLimited("b");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, queue.Count);
    }
}
