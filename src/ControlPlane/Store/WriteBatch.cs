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

    /// <summary>Takes the events together or none of them; an empty batch takes any.</summary>
    public bool TryAdd(ReadOnlySpan<WatchEvent> together)
    {
        var size = 0L;
        foreach (var item in together)
        {
            size += LogBatchCodec.Size(item);
        }

        if (_events.Count > 0 && (_events.Count + together.Length > maxEvents || Bytes + size > maxBytes))
        {
            return false;
        }

        _events.AddRange(together);
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
