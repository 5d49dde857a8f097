namespace OrleansScheduler.Scheduling.WhatIf;

/// <summary>What a scenario changes, beside what the scheduler would do anyway with the pods that wait now.</summary>
public sealed record WhatIfReport
{
    /// <summary>Pods that find another node.</summary>
    public required IReadOnlyList<PodMove> Moves { get; init; }

    /// <summary>Pods on no node now that find one by it, new ones included.</summary>
    public required IReadOnlyList<PodMove> Starts { get; init; }

    /// <summary>Pods that wait by it, and would not otherwise.</summary>
    public required IReadOnlyList<WaitingPod> Waits { get; init; }

    /// <summary>Pods that wait with it as without.</summary>
    public required IReadOnlyList<WaitingPod> StillWaits { get; init; }

    public required IReadOnlyList<Preempted> Preempted { get; init; }

    public required IReadOnlyList<LostPod> Lost { get; init; }

    /// <summary>Without the scenario, once pods that wait now have been tried.</summary>
    public required ClusterUsage Now { get; init; }

    public required ClusterUsage Then { get; init; }
}
