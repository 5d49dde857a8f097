namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>What may happen in a cluster that makes a refused pod fit.</summary>
[Flags]
public enum ClusterChanges
{
    None = 0,
    NodeAdded = 1,
    NodeAllocatable = 2,
    NodeLabels = 4,
    NodeTaints = 8,
    PodGone = 16,

    /// <summary>Any change of what a node is.</summary>
    Node = NodeAdded | NodeAllocatable | NodeLabels | NodeTaints,
}
