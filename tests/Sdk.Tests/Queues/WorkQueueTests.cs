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

    [Fact]
    public async Task Take_BeyondTheBurst_WaitsForTheRate()
    {
        var queue = new WorkQueue<int>(new() { RatePerSecond = 1, Burst = 2 }, time);
        Enumerable.Range(0, 3).ToList().ForEach(queue.Add);
        await queue.TakeAsync(Token);
        await queue.TakeAsync(Token);
        var third = queue.TakeAsync(Token);
        Assert.False(third.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, await third);
    }

    [Fact]
    public async Task Take_CancelledWhilePaced_LeavesTheKeyToOthers()
    {
        var queue = new WorkQueue<int>(new() { RatePerSecond = 1, Burst = 1 }, time);
        Enumerable.Range(0, 2).ToList().ForEach(queue.Add);
        await queue.TakeAsync(Token);
        using var impatient = new CancellationTokenSource();
        var cancelled = queue.TakeAsync(impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        var other = queue.TakeAsync(Token);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, await other);
    }

    [Fact]
    public async Task Run_WorkThatFails_ComesAgainAndIsForgottenOnSuccess()
    {
        var queue = new WorkQueue<string>(new() { BackoffMin = TimeSpan.Zero }, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var failures = new List<string>();
        var attempts = 0;
        queue.Add("a");

        var running = queue.RunAsync(
            2,
            (_, _) => ++attempts < 3 ? throw new InvalidOperationException($"attempt {attempts}") : stop.CancelAsync(),
            (key, failure) => failures.Add($"{key} {failure.Message}"),
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["a attempt 1", "a attempt 2"], failures);
        Assert.Equal(0, queue.FailuresOf("a"));
    }
}
