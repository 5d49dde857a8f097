namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>The kubelet's fixed durations.</summary>
internal sealed record PodTimings
{
    /// <summary>How long the second restart of a container is held back; doubled with each further one.</summary>
    public TimeSpan RestartBackoffMin { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RestartBackoffMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A container that ran this long starts afresh.</summary>
    public TimeSpan RestartBackoffReset { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a pod is looked at without an occasion, and how long a failed preparation waits.</summary>
    public TimeSpan SyncPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old the contents of configMap, secret, downwardAPI and projected volumes may become.</summary>
    public TimeSpan VolumeRefresh { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan PublishTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan PublishRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan NextBackoff(TimeSpan current) =>
        current == TimeSpan.Zero ? RestartBackoffMin
        : current * 2 < RestartBackoffMax ? current * 2
        : RestartBackoffMax;
}
