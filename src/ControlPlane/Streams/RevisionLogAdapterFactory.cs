using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>The parts Orleans' persistent stream provider is made of.</summary>
internal sealed class RevisionLogAdapterFactory(
    string name, IStreamQueueMapper mapper, SignalQueues queues, RevisionLogStreamOptions options)
    : IQueueAdapterFactory, IQueueAdapterCache
{
    public Task<IQueueAdapter> CreateAdapter() =>
        Task.FromResult<IQueueAdapter>(new RevisionLogAdapter(name, queues, options));

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => mapper;

    public IQueueCache CreateQueueCache(QueueId queueId) => new NewestSignalCache();

    // A signal that cannot be delivered is dropped: the resync signals its key again.
    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());
}
