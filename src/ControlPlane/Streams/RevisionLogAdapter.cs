using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>The read side of the revision log for Orleans streams; there is no write side but the store.</summary>
internal sealed class RevisionLogAdapter(string name, SignalQueues queues, RevisionLogStreamOptions options)
    : IQueueAdapter
{
    public string Name { get; } = name;

    // A stream only says "look": there is nothing to rewind to.
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) =>
        new RevisionLogReceiver(queueId, queues, options.PollLongest);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId,
        IEnumerable<T> events,
        StreamSequenceToken? token,
        Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("The revision log is written through the resource store only.");
}
