using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Affinity;

/// <summary>Pods that want to be near or far from others, and others that want to be near or far from the pod.</summary>
internal sealed class InterPodAffinity(ClusterSnapshot snapshot, AffinityOptions options) : IFilterPlugin, IScorePlugin
{
    public bool IsNodeLocal => false;

    public bool ReadsPods => true;

    public string Name => nameof(InterPodAffinity);

    public ClusterChanges UnblockedBy =>
        ClusterChanges.NodeAdded | ClusterChanges.NodeLabels | ClusterChanges.PodGone | ClusterChanges.PodPlaced
        | ClusterChanges.PodLabels;

    public long Version => snapshot.Crowds.Epoch;

    PodFilter IFilterPlugin.Prepare(PodDemand pod) => new RequiredTerms(pod, snapshot);

    PodScorer IScorePlugin.Prepare(PodDemand pod) => new PreferredTerms(pod, options, snapshot);
}
