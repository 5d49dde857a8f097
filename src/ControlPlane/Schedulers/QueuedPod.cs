using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>A pod that waits for a node, and what has become of it so far.</summary>
internal sealed class QueuedPod(PodDemand pod)
{
    public PodDemand Pod { get; set; } = pod;

    public QueueState State { get; set; }

    /// <summary>Where it stands among pods of its priority.</summary>
    public long Order { get; set; }

    /// <summary>Tries that found no node.</summary>
    public int Attempts { get; set; }

    /// <summary>Tries since its last real one that ended because the rest of its gang was not there.</summary>
    public int PrematureTries { get; set; }

    /// <summary>Tries that found one but lost it, since the last that did not.</summary>
    public int Conflicts { get; set; }

    /// <summary>When its back-off ends.</summary>
    public TimeSpan NotBefore { get; set; }

    /// <summary>When it is tried again even if nothing changes.</summary>
    public TimeSpan FlushAt { get; set; }

    /// <summary>What may make it fit.</summary>
    public ClusterChanges UnblockedBy { get; set; }

    /// <summary>True when a change of a node can help only by making that very node fit.</summary>
    public bool IsNodeLocal { get; set; }

    /// <summary>What happened while it was being tried, and may have come too late for that.</summary>
    public ClusterChanges Missed { get; set; }
}
