using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>
/// The signals of one stream queue that wait for its receiver: at most one per stream, the newest, so a burst on one
/// object costs one delivery and memory is bounded by the number of streams.
/// </summary>
internal sealed class SignalQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private Dictionary<StreamId, RevisionSignal> _waiting = [];
    private bool _isOpen;

    /// <summary>True while this silo owns the queue.</summary>
    public bool IsOpen => Volatile.Read(ref _isOpen);

    public void Open() => Volatile.Write(ref _isOpen, true);

    public void Close()
    {
        lock (_gate)
        {
            _isOpen = false;
            _waiting = [];
            Wake();
        }
    }

    /// <summary>Drops the signal when another silo owns the queue: that one's own feed sees the same write.</summary>
    public void Post(StreamId stream, RevisionSignal signal)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return;
            }

            _waiting[stream] = signal;
            Wake();
        }
    }

    /// <summary>
    /// Everything that waits, as soon as there is something; empty after <paramref name="longest"/>, when the queue
    /// closes, and on cancellation, because an exception here would stop the queue's reader for seconds.
    /// </summary>
    public async Task<IList<IBatchContainer>> TakeAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task arrival = _arrived.WaitAsync(longest, cancellationToken);
        await arrival.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return [];
            }

            var taken = _waiting;
            _waiting = [];
            return [.. taken.Select(entry => new RevisionBatch(entry.Key, entry.Value))];
        }
    }

    public void Dispose() => _arrived.Dispose();

    private void Wake()
    {
        if (_arrived.CurrentCount == 0)
        {
            _arrived.Release();
        }
    }
}
