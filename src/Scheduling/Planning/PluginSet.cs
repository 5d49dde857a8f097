using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Plugins.Affinity;
using OrleansScheduler.Scheduling.Plugins.Resources;
using OrleansScheduler.Scheduling.Plugins.Spread;
using OrleansScheduler.Scheduling.Plugins.Volumes;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>The plugins over one snapshot: the lists that decide what is asked, and in which order reasons are looked for.</summary>
internal sealed record PluginSet(
    IReadOnlyList<IFilterPlugin> Filters, IReadOnlyList<(IScorePlugin Plugin, int Weight)> Scorers)
{
    public static PluginSet Of(SchedulingProfile profile, ClusterSnapshot snapshot)
    {
        var taints = new TaintToleration(snapshot);
        var affinity = new NodeAffinity(snapshot, profile.AddedAffinity);
        var fit = new NodeResourcesFit(snapshot, profile.Scoring);
        var spread = new PodTopologySpread(snapshot, profile.SpreadDefaults);
        var interPod = new InterPodAffinity(snapshot, profile.Affinity);
        IScorePlugin[] scorers =
        [
            taints,
            affinity,
            fit,
            spread,
            interPod,
            new NodeResourcesBalancedAllocation(snapshot, profile.BalancedResources),
            new ImageLocality(snapshot),
        ];
        return new PluginSet(
            [
                new NodeUnschedulable(snapshot),
                new NodeName(snapshot),
                taints,
                affinity,
                new NodePorts(snapshot),
                fit,
                new VolumeRestrictions(snapshot),
                new NodeVolumeLimits(snapshot),
                new VolumeBinding(snapshot),
                new VolumeZone(snapshot),
                spread,
                interPod,
            ],
            [
                .. scorers.Select(plugin => (plugin, profile.Weights.GetValueOrDefault(plugin.Name))).Where(item => item.Item2 > 0),
                .. Slice(profile, snapshot),
            ]);
    }

    private static (IScorePlugin Plugin, int Weight)[] Slice(SchedulingProfile profile, ClusterSnapshot snapshot)
    {
        var slice = new NodeSlice(snapshot, profile.Shard);
        return profile.Shard.Count == 1 ? [] : [(slice, slice.Weight)];
    }

    /// <summary>The filters that need nothing but the node and its pods.</summary>
    public static IReadOnlyList<IFilterPlugin> NodeFilters(ClusterSnapshot snapshot) =>
    [
        new NodeUnschedulable(snapshot),
        new NodeName(snapshot),
        new TaintToleration(snapshot),
        new NodeAffinity(snapshot, AddedNodeAffinity.None),
        new NodePorts(snapshot),
        new NodeResourcesFit(snapshot, SchedulingProfile.Default.Scoring),
    ];

    /// <summary>Those that a node asks again when a pod arrives.</summary>
    public static IReadOnlyList<IFilterPlugin> ArrivalFilters(ClusterSnapshot snapshot) =>
    [
        new NodeResourcesFit(snapshot, SchedulingProfile.Default.Scoring),
        new NodeAffinity(snapshot, AddedNodeAffinity.None),
        new NodeName(snapshot),
        new NodePorts(snapshot),
        new TaintToleration(snapshot),
    ];
}
