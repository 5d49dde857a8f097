namespace OrleansScheduler.Resources.Explanations;

/// <summary>Why a pod is where it is, or why it is nowhere: what the scheduler sees at this moment.</summary>
public sealed record PodExplanation
{
    public string ApiVersion { get; init; } = "scheduling.orleans-scheduler.dev/v1";

    public string Kind { get; init; } = "PodExplanation";

    public required ExplainedPod Metadata { get; init; }

    public required string SchedulerName { get; init; }

    /// <summary>The node the pod is on, null when it is on none. Nodes are then judged as if it were not there.</summary>
    public string? NodeName { get; init; }

    /// <summary>The node on which room is being made for the pod.</summary>
    public string? NominatedNodeName { get; init; }

    public required QueuePosition Queue { get; init; }

    /// <summary>Null for a pod of no gang.</summary>
    public GangState? Gang { get; init; }

    /// <summary>The text of the FailedScheduling event the pod would get now, null when it fits somewhere.</summary>
    public string? Message { get; init; }

    /// <summary>How many nodes there are.</summary>
    public required int NodeCount { get; init; }

    /// <summary>How many of them take the pod.</summary>
    public required int FittingCount { get; init; }

    /// <summary>The first reason of the other nodes, the most frequent first.</summary>
    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    /// <summary>The pod's own, then those that take the pod, the best first; then the others, the one nearest to taking it first.</summary>
    public required IReadOnlyList<NodeExplanation> Nodes { get; init; }
}
