namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>The last heartbeat of one node: when it came, and the time its sender put into it. Thread-safe.</summary>
internal sealed class NodePulse(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long? _cameAt;
    private DateTime? _renewTime;

    /// <summary>The time of the last heartbeat as its sender put it, null when there was none in this life.</summary>
    public DateTime? RenewTime
    {
        get
        {
            lock (_lock)
            {
                return _renewTime;
            }
        }
    }

    /// <summary>How long ago the last heartbeat came, null when there was none.</summary>
    public TimeSpan? Age
    {
        get
        {
            lock (_lock)
            {
                return _cameAt is { } cameAt ? time.GetElapsedTime(cameAt) : null;
            }
        }
    }

    public void Beat(DateTime renewTime)
    {
        lock (_lock)
        {
            _renewTime = renewTime;
            _cameAt = time.GetTimestamp();
        }
    }
}
