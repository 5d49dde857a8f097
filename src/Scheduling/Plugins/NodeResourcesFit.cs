using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A node must have room for everything the pod asks for, and a place in its number of pods.</summary>
internal sealed class NodeResourcesFit(ResourceScoring scoring) : IFilterPlugin, IScorePlugin
{
    /// <summary>The filter alone, which no setting changes.</summary>
    public static NodeResourcesFit Default { get; } = new(new ResourceScoring());

    public string Name => nameof(NodeResourcesFit);

    public ClusterChanges UnblockedBy =>
        ClusterChanges.NodeAdded | ClusterChanges.NodeAllocatable | ClusterChanges.PodGone;

    PodFilter IFilterPlugin.Prepare(PodDemand pod, ClusterSnapshot snapshot) => new ResourceRoom(pod, snapshot);

    PodScorer? IScorePlugin.Prepare(PodDemand pod, ClusterSnapshot snapshot) =>
        new ResourceScorer(scoring, pod, snapshot);
}
