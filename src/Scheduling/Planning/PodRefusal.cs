using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A pod that fits nowhere as things are.</summary>
public sealed record PodRefusal
{
    public required PodDemand Pod { get; init; }

    /// <summary>The text of its FailedScheduling event.</summary>
    public required string Message { get; init; }

    /// <summary>True when no node was looked at, because pods it is to be placed with are not there yet.</summary>
    public bool IsPremature { get; init; }

    /// <summary>What may change that.</summary>
    public required ClusterChanges UnblockedBy { get; init; }

    /// <summary>True when a change of a node can help only by making that very node fit.</summary>
    public bool IsNodeLocal { get; init; }

    /// <summary>The pods that have to leave a node for it, null when there are none or that does not help.</summary>
    public PreemptionCandidate? Preemption { get; init; }

    /// <summary>The node on which room is being made for the pod, null when there is none.</summary>
    public string? NominatedNodeName { get; init; }

    /// <summary>Less important pods for which that room was being made before.</summary>
    public IReadOnlyList<PodDemand> Displaced { get; init; } = [];
}
