using k8s.Models;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>What a Job's plan is made from.</summary>
public sealed record JobView
{
    public required V1Job Job { get; init; }

    /// <summary>Every pod the Job owns.</summary>
    public required IReadOnlyList<V1Pod> Pods { get; init; }

    public required DateTime Now { get; init; }

    /// <summary>True when <see cref="Pods"/> was read after <see cref="Job"/> and lacks nothing written before.</summary>
    public required bool IsMostRecent { get; init; }

    /// <summary>Pod names that met a stranger's pod.</summary>
    public IReadOnlySet<string> TakenNames { get; init; } = new HashSet<string>();
}
