using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling;

/// <summary>
/// The plugins of a scheduler and their weights: kube-scheduler's default profile unless set otherwise. The plugins
/// of kube-scheduler that are missing here (spread, inter-pod affinity, volumes, claims) have no say on pods that do
/// not use them.
/// </summary>
public sealed class SchedulingProfile
{
    internal SchedulingProfile(
        ResourceScoring scoring, IReadOnlyList<string> balancedResources, IReadOnlyDictionary<string, long> weights)
    {
        IScorePlugin[] scorers =
        [
            new TaintToleration(),
            new NodeAffinity(),
            new NodeResourcesFit(scoring),
            new NodeResourcesBalancedAllocation(balancedResources),
            new ImageLocality(),
        ];
        Scorers = [.. scorers.Select(plugin => (plugin, weights.GetValueOrDefault(plugin.Name))).Where(x => x.Item2 > 0)];
    }

    /// <summary>kube-scheduler 1.36 without configuration.</summary>
    public static SchedulingProfile Default { get; } = new(
        new ResourceScoring(),
        [ResourceAmounts.Cpu, ResourceAmounts.Memory],
        new Dictionary<string, long>
        {
            [nameof(TaintToleration)] = 3,
            [nameof(NodeAffinity)] = 2,
            [nameof(NodeResourcesFit)] = 1,
            [nameof(NodeResourcesBalancedAllocation)] = 1,
            [nameof(ImageLocality)] = 1,
        });

    /// <summary>What a node must satisfy, in the order in which reasons are looked for.</summary>
    internal IReadOnlyList<IFilterPlugin> Filters { get; } = NodeAdmission.Filters;

    internal IReadOnlyList<(IScorePlugin Plugin, long Weight)> Scorers { get; }
}
