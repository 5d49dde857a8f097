using k8s.Models;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Volumes;

/// <summary>A volume labelled with zones or regions can be used in those only.</summary>
internal sealed class VolumeZone(ClusterSnapshot snapshot) : IFilterPlugin
{
    private const string Separator = "__";

    private static readonly (string Key, string Current)[] Labels =
    [
        ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
        ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
        ("topology.kubernetes.io/zone", "topology.kubernetes.io/zone"),
        ("topology.kubernetes.io/region", "topology.kubernetes.io/region"),
    ];

    private static readonly Refusal Elsewhere =
        new(nameof(VolumeZone), false, ["node(s) had no available volume zone"]);

    public bool IsNodeLocal => false;

    public string Name => nameof(VolumeZone);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeLabels | ClusterChanges.Volumes;

    public long Version => snapshot.Volumes.Version;

    public PodFilter? Prepare(PodDemand pod)
    {
        var limits = pod.Volumes.Claims
            .Select(claim => snapshot.Volumes.Claim(pod.Key.Namespace, claim.Name)?.Spec.VolumeName)
            .Select(snapshot.Volumes.Volume)
            .OfType<V1PersistentVolume>()
            .SelectMany(Limits)
            .ToArray();
        return limits.Length == 0 ? null : new Rule(limits, snapshot);
    }

    private static IEnumerable<(string Key, string Current, string[] Values)> Limits(V1PersistentVolume volume) =>
        from label in Labels
        where volume.Metadata.Labels?.ContainsKey(label.Key) is true
        select (label.Key, label.Current, volume.Metadata.Labels[label.Key].Split(Separator));

    private sealed class Rule((string Key, string Current, string[] Values)[] limits, ClusterSnapshot snapshot)
        : ShapeFilter(snapshot, Elsewhere, readsIdentity: false)
    {
        // A node that knows no zones at all is not limited by them.
        protected override bool Admits(in NodeIdentity node)
        {
            var identity = node;
            return !Array.Exists(Labels, label => identity.Label(label.Key) is not null)
                || Array.TrueForAll(limits, limit =>
                    (identity.Label(limit.Key) ?? identity.Label(limit.Current)) is { } value && limit.Values.Contains(value));
        }
    }
}
