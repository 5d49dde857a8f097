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
    NodeGone = 16,

    /// <summary>A placed pod is gone, has finished, or asks for less.</summary>
    PodGone = 32,

    PodPlaced = 64,
    PodLabels = 128,

    /// <summary>Volumes, claims, classes, or what a node can attach.</summary>
    Volumes = 256,

    /// <summary>Any change of what a node is.</summary>
    Node = NodeAdded | NodeAllocatable | NodeLabels | NodeTaints | NodeGone,
}
