namespace OrleansScheduler.Resources.Explanations;

/// <summary>What the scheduler makes of one node.</summary>
public sealed record NodeExplanation
{
    public required string Name { get; init; }

    public required bool Fits { get; init; }

    /// <summary>The sum of <see cref="Scores"/>; null when the node does not fit or is the only one that does.</summary>
    public long? Score { get; init; }

    /// <summary>Weighted, per plugin that had a say.</summary>
    public IReadOnlyList<PluginScore>? Scores { get; init; }

    /// <summary>All that speaks against the node; the first is the reason Kubernetes gives.</summary>
    public IReadOnlyList<NodeObjection>? Objections { get; init; }

    /// <summary>What preemption would cost, null where it does not help.</summary>
    public PreemptionLoss? Preemption { get; init; }
}
