using OrleansScheduler.ControlPlane.Streams;

namespace OrleansScheduler.ControlPlane.Tests.Streams;

public sealed class SignalQueueTests : IDisposable
{
    private static readonly StreamId Stream = StreamId.Create("job-controller", "ns/j");
    private readonly SignalQueue _queue = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task TakeAsync_ManyOfOneStream_IsTheNewestOnly()
    {
        _queue.Open();
        for (var revision = 1; revision <= 3; revision++)
        {
            _queue.Post(Stream, Signal(revision));
        }

        var taken = await _queue.TakeAsync(TimeSpan.FromSeconds(10), Token);

        var batch = Assert.Single(taken);
        Assert.Equal(3, ((RevisionBatch)batch).Signal.Revision);
        Assert.Empty(await _queue.TakeAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task TakeAsync_Waiting_GetsASignalTheMomentItIsPosted()
    {
        _queue.Open();
        var taking = _queue.TakeAsync(TimeSpan.FromMinutes(1), Token);
        Assert.False(taking.IsCompleted);

        _queue.Post(Stream, Signal(1));

        Assert.Single(await taking.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task TakeAsync_Cancelled_IsEmptyAndDoesNotThrow()
    {
        _queue.Open();
        using var stopping = new CancellationTokenSource();
        var taking = _queue.TakeAsync(TimeSpan.FromMinutes(1), stopping.Token);

        await stopping.CancelAsync();

        Assert.Empty(await taking);
    }

    [Fact]
    public async Task Post_QueueOfAnotherSilo_IsDropped()
    {
        _queue.Post(Stream, Signal(1));
        _queue.Open();

        Assert.Empty(await _queue.TakeAsync(TimeSpan.Zero, Token));
    }

    private static RevisionSignal Signal(long revision) => new("batch/jobs", "ns/j", revision, IsDeletion: false);
}
