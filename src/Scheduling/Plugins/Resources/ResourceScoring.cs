using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>Which nodes NodeResourcesFit prefers.</summary>
internal sealed record ResourceScoring
{
    public ResourceScoringType Type { get; init; } = ResourceScoringType.LeastAllocated;

    /// <summary>The resources that count, each with its weight.</summary>
    public IReadOnlyList<ResourceWeight> Resources { get; init; } =
        [new(ResourceAmounts.Cpu, 1), new(ResourceAmounts.Memory, 1)];

    /// <summary>For <see cref="ResourceScoringType.RequestedToCapacityRatio"/>: the score at a utilisation, by utilisation.</summary>
    public IReadOnlyList<UtilizationPoint> Shape { get; init; } = [];
}
