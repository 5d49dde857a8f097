using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>A node must have room for everything the pod asks for, and a place in its number of pods.</summary>
internal sealed class NodeResourcesFit(ClusterSnapshot snapshot, ResourceScoring scoring) : IFilterPlugin, IScorePlugin
{
    public string Name => nameof(NodeResourcesFit);

    public ClusterChanges UnblockedBy =>
        ClusterChanges.NodeAdded | ClusterChanges.NodeAllocatable | ClusterChanges.PodGone;

    PodFilter IFilterPlugin.Prepare(PodDemand pod) => new ResourceRoom(pod, snapshot);

    PodScorer IScorePlugin.Prepare(PodDemand pod) => new ResourceScorer(scoring, pod, snapshot);
}
