using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>
/// Reads one queue by long polling: a signal is handed over the moment it is posted. It never throws, because Orleans
/// backs a queue off for many seconds after a receiver's exception.
/// </summary>
internal sealed class RevisionLogReceiver(QueueId id, SignalQueues queues, TimeSpan longestPoll) : IQueueAdapterReceiver
{
    private readonly CancellationTokenSource _shutdown = new();

    public Task Initialize(TimeSpan timeout) => Initialize(timeout, CancellationToken.None);

    public Task Initialize(TimeSpan timeout, CancellationToken cancellationToken)
    {
        queues.Open(id);
        return Task.CompletedTask;
    }

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        queues[id].TakeAsync(longestPoll, _shutdown.Token);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        return await queues[id].TakeAsync(longestPoll, either.Token);
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout) => Shutdown(timeout, CancellationToken.None);

    public async Task Shutdown(TimeSpan timeout, CancellationToken cancellationToken)
    {
        queues[id].Close();
        await _shutdown.CancelAsync();
    }
}
