using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>
/// This silo's stream queues. Orleans shares them out among the silos; each silo's feed sees every committed write and
/// posts those whose queue it owns.
/// </summary>
internal sealed class SignalQueues : IDisposable
{
    private readonly IStreamQueueMapper _mapper;
    private readonly Dictionary<QueueId, SignalQueue> _queues;

    public SignalQueues(IStreamQueueMapper mapper)
    {
        _mapper = mapper;
        _queues = mapper.GetAllQueues().ToDictionary(id => id, _ => new SignalQueue());
    }

    /// <summary>Raised when this silo became owner of a queue: what was signalled before was perhaps lost.</summary>
    public event Action? Taken;

    public SignalQueue this[QueueId queue] => _queues[queue];

    public SignalQueue Open(QueueId id)
    {
        var queue = _queues[id];
        queue.Open();
        Taken?.Invoke();
        return queue;
    }

    public bool Owns(StreamId stream) => _queues[_mapper.GetQueueForStream(stream)].IsOpen;

    public void Post(StreamId stream, RevisionSignal signal) =>
        _queues[_mapper.GetQueueForStream(stream)].Post(stream, signal);

    public void Dispose()
    {
        foreach (var queue in _queues.Values)
        {
            queue.Dispose();
        }
    }
}
