using Orleans.Streams;

namespace OrleansScheduler.ControlPlane.Streams;

/// <summary>One subscriber's place in a stream: which of its signals it has seen.</summary>
internal sealed class NewestSignalCursor(SignalSlot slot, Action release) : IQueueCacheCursor
{
    private long _seen;
    private IBatchContainer? _current;
    private bool _isDisposed;

    public IBatchContainer GetCurrent(out Exception exception)
    {
        // Orleans' contract: null for "no error" and for "no message".
        exception = null!;
        return _current!;
    }

    public bool MoveNext()
    {
        if (_seen == slot.Count)
        {
            return false;
        }

        _seen = slot.Count;
        _current = slot.Newest;
        return true;
    }

    public void Refresh(StreamSequenceToken token)
    {
    }

    public void RecordDeliveryFailure()
    {
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            release();
        }
    }
}
