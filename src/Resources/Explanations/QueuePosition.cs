namespace OrleansScheduler.Resources.Explanations;

/// <summary>Where a pod stands with its scheduler.</summary>
public sealed record QueuePosition
{
    /// <summary>
    /// <c>Placed</c>, <c>Active</c> (its turn comes), <c>InFlight</c> (being tried), <c>Backoff</c> (tried again after a pause),
    /// <c>Unschedulable</c> (waits for a change in the cluster), <c>Gated</c>, <c>Terminating</c>, <c>Finished</c>,
    /// <c>Foreign</c> (its scheduler does not run here), <c>Unknown</c> (not seen by its scheduler yet).
    /// </summary>
    public required string State { get; init; }

    /// <summary>1 for the next pod to be tried; null when the pod is not in line.</summary>
    public int? Position { get; init; }

    /// <summary>How many pods the scheduler has waiting in all.</summary>
    public int? Waiting { get; init; }

    /// <summary>Tries that found no node.</summary>
    public int? Attempts { get; init; }

    /// <summary>Tries that found a node and lost it to another pod, since the last that found none.</summary>
    public int? Conflicts { get; init; }

    /// <summary>Until the end of the back-off.</summary>
    public double? RetryInSeconds { get; init; }

    /// <summary>The changes in the cluster that lead to another try.</summary>
    public IReadOnlyList<string>? WaitsFor { get; init; }
}
