using k8s.Models;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// Whether a node is heard of. Times are monotonic, so a clock that is set does not silence anyone; a node seen for
/// the first time gets a whole grace period.
/// </summary>
internal sealed class NodeHealth(NodeOptions options, NodePulse pulse)
{
    private TimeSpan? _heard;
    private DateTime? _reported;
    private bool _hasReported;

    /// <summary>A status with a new heartbeat counts as well as a lease.</summary>
    public void Observe(V1Node node, TimeSpan now)
    {
        var ready = NodeConditions.Find(node, NodeConditions.Ready);
        _hasReported = ready is not null;
        if (_heard is null || (ready?.LastHeartbeatTime != _reported && ready?.Status != NodeConditions.Unknown))
        {
            _heard = now;
        }

        _reported = ready?.LastHeartbeatTime;
    }

    public bool IsSilent(TimeSpan now) => SilentIn(now) < TimeSpan.Zero;

    /// <summary>How long until the node is silent, if nothing is heard meanwhile; null when it was never seen.</summary>
    public TimeSpan? SilentIn(TimeSpan now) =>
        Heard(now) + (_hasReported ? options.MonitorGracePeriod : options.StartupGracePeriod) - now;

    // A renewed lease counts as well as a status.
    private TimeSpan? Heard(TimeSpan now) =>
        pulse.Age is { } age && (_heard is not { } heard || now - age > heard) ? now - age : _heard;
}
