namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>What preemption can do for a pod that fits nowhere.</summary>
public sealed record PreemptionOutcome
{
    /// <summary>The node to make room on, null when none helps.</summary>
    public PreemptionCandidate? Chosen { get; init; }

    /// <summary>Every node where preemption would work, if that was asked for.</summary>
    public IReadOnlyList<PreemptionCandidate> Candidates { get; init; } = [];

    /// <summary>Why the pod may not preempt at all, null when it may.</summary>
    public string? Ineligible { get; init; }

    /// <summary>True when the pod waits for pods that are leaving for it already.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>Why nodes are of no help, with the number of nodes.</summary>
    internal IReadOnlyList<(string Reason, int Nodes)> Reasons { get; init; } = [];
}
