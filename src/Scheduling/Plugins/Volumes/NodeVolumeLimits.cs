using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Volumes;

/// <summary>A node attaches no more volumes of a driver than the driver says it can.</summary>
internal sealed class NodeVolumeLimits(ClusterSnapshot snapshot) : IFilterPlugin
{
    private static readonly Refusal Exceeded =
        new(nameof(NodeVolumeLimits), true, ["node(s) exceed max volume count"]);

    public bool IsNodeLocal => false;

    public string Name => nameof(NodeVolumeLimits);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.PodGone | ClusterChanges.Volumes;

    public long Version => snapshot.Volumes.Version;

    public PodFilter? Prepare(PodDemand pod) => pod.Volumes.Claims.Count == 0 ? null : new Rule(pod, snapshot);

    private sealed class Rule(PodDemand pod, ClusterSnapshot snapshot) : PodFilter
    {
        private readonly HashSet<(string Driver, string Volume)> _wanted = [.. VolumesOf(pod, snapshot)];

        public override bool IsLocal => false;

        public override bool Admits(int slot)
        {
            if (_wanted.Count == 0)
            {
                return true;
            }

            var attached = snapshot.PlacedOn(slot).SelectMany(placed => VolumesOf(placed.Pod, snapshot)).ToHashSet();
            var node = snapshot.Identity(slot).Name;
            return _wanted.Except(attached)
                .CountBy(volume => volume.Driver, StringComparer.Ordinal)
                .All(added => snapshot.Volumes.AttachLimit(node, added.Key) is not { } limit
                    || attached.Count(volume => volume.Driver == added.Key) + added.Value <= limit);
        }

        public override Refusal Explain(int slot) => Exceeded;

        private static IEnumerable<(string Driver, string Volume)> VolumesOf(PodDemand pod, ClusterSnapshot snapshot) =>
            pod.Volumes.Claims
                .Select(claim => snapshot.Volumes.AttachmentOf(pod.Key.Namespace, claim.Name))
                .OfType<(string, string)>();
    }
}
