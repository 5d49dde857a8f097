namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>What has happened in a simulation so far.</summary>
public sealed record SimulationReport
{
    /// <summary>Nodes that are registered and not lost.</summary>
    public int Nodes { get; init; }

    /// <summary>Pods, of the whole cluster, that wait for a node now.</summary>
    public int Pending { get; init; }

    /// <summary>Pods that were bound to simulated nodes.</summary>
    public long Bound { get; init; }

    /// <summary>Pods of those that the cluster was told to be Running.</summary>
    public long Started { get; init; }

    public long Succeeded { get; init; }

    public long Failed { get; init; }

    public long Deleted { get; init; }

    /// <summary>Pods that were bound to a node without room for them.</summary>
    public long Refused { get; init; }

    /// <summary>Requests about pods that failed and were sent again.</summary>
    public long Troubles { get; init; }

    public long Heartbeats { get; init; }

    public long HeartbeatsFailed { get; init; }

    /// <summary>From the pod's creation to its binding, both as the watch shows them; zero where each node has its own watch.</summary>
    public TimeSpan BindingMedian { get; init; }

    public TimeSpan BindingP99 { get; init; }

    /// <summary>From the binding, as the watch shows it, until the cluster has acknowledged that the pod is Running.</summary>
    public TimeSpan StartMedian { get; init; }

    public TimeSpan StartP99 { get; init; }
}
