using OrleansScheduler.Resources.Explanations;

namespace OrleansScheduler.Scheduling.Explain;

/// <summary>What the engine makes of a pod as things are.</summary>
public sealed record PodVerdict
{
    /// <summary>The node the pod is on, null when it is on none.</summary>
    public string? NodeName { get; init; }

    /// <summary>The text of its FailedScheduling event, null when it fits somewhere.</summary>
    public required string? Message { get; init; }

    public required int NodeCount { get; init; }

    public required int FittingCount { get; init; }

    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    public required IReadOnlyList<NodeExplanation> Nodes { get; init; }
}
