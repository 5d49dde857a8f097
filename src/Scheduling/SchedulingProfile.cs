using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Plugins.Affinity;
using OrleansScheduler.Scheduling.Plugins.Resources;
using OrleansScheduler.Scheduling.Plugins.Spread;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;

namespace OrleansScheduler.Scheduling;

/// <summary>The settings of a scheduler: weights of the plugins and their arguments, kube-scheduler's unless set otherwise.</summary>
public sealed record SchedulingProfile
{
    /// <summary>kube-scheduler 1.36 without configuration.</summary>
    public static SchedulingProfile Default { get; } = new();

    /// <summary>What a score counts by the name of its plugin; plugins that are not named do not score.</summary>
    public IReadOnlyDictionary<string, int> Weights { get; init; } = new Dictionary<string, int>
    {
        [nameof(TaintToleration)] = 3,
        [nameof(NodeAffinity)] = 2,
        [nameof(NodeResourcesFit)] = 1,
        [nameof(PodTopologySpread)] = 2,
        [nameof(InterPodAffinity)] = 2,
        [nameof(NodeResourcesBalancedAllocation)] = 1,
        [nameof(ImageLocality)] = 1,
    };

    /// <summary>Which of the schedulers of one name it is for.</summary>
    public SchedulerShard Shard { get; init; } = SchedulerShard.Whole;

    internal ResourceScoring Scoring { get; init; } = new();

    internal IReadOnlyList<string> BalancedResources { get; init; } = [ResourceAmounts.Cpu, ResourceAmounts.Memory];

    internal SpreadDefaults SpreadDefaults { get; init; } = SpreadDefaults.System;

    internal AffinityOptions Affinity { get; init; } = new();

    internal AddedNodeAffinity AddedAffinity { get; init; } = AddedNodeAffinity.None;
}
