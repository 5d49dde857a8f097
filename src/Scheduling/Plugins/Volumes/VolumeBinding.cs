using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Volumes;

/// <summary>
/// Bound claims need a node their volume can be used from; claims that wait for their first consumer need a node where
/// a free volume fits or one can be made; other unbound claims keep the pod from every node.
/// </summary>
internal sealed class VolumeBinding(ClusterSnapshot snapshot) : IFilterPlugin
{
    public bool IsNodeLocal => false;

    public string Name => nameof(VolumeBinding);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeLabels | ClusterChanges.Volumes;

    public long Version => snapshot.Volumes.Version;

    public PodFilter? Prepare(PodDemand pod) => pod.Volumes.Claims.Count == 0 ? null : new VolumeChoice(pod, snapshot);
}
