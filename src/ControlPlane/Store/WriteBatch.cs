using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The events that become one record, and who waits for it.</summary>
internal sealed class WriteBatch(int maxEvents, int maxBytes)
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WatchEvent> _events = [];

    public IReadOnlyList<WatchEvent> Events => _events;

    public long Bytes { get; private set; }

    public Task Committed => _committed.Task;

    public bool TryAdd(WatchEvent next)
    {
        var size = LogBatchCodec.Size(next);
        if (_events.Count == maxEvents || (_events.Count > 0 && Bytes + size > maxBytes))
        {
            return false;
        }

        _events.Add(next);
        Bytes += size;
        return true;
    }

    public void Commit() => _committed.TrySetResult();

    public void Fail(Exception failure)
    {
        _committed.TrySetException(failure);
        _ = _committed.Task.Exception; // seen: a caller that has given up is no unobserved error
    }
}
