using OrleansScheduler.Resources;

namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>Where all pods are in the end.</summary>
internal sealed record RehearsalOutcome
{
    public required IReadOnlyDictionary<ObjectKey, string> NodeOf { get; init; }

    /// <summary>Those that fit nowhere, with the text of their FailedScheduling event.</summary>
    public required IReadOnlyDictionary<ObjectKey, string> Waiting { get; init; }

    public required IReadOnlyList<Preempted> Preempted { get; init; }

    public required ClusterUsage Usage { get; init; }
}
