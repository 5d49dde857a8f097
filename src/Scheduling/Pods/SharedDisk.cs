using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>A disk named in a pod itself, which a node can mount for several pods only if all of them just read.</summary>
/// <param name="IsExclusive">True for disks that no two pods of a node may use even to read.</param>
internal sealed record SharedDisk(string Identity, bool IsReadOnly, bool IsExclusive, IReadOnlyList<string> Monitors)
{
    public static SharedDisk? Of(V1Volume volume) => volume switch
    {
        { GcePersistentDisk: { } disk } => new($"gce/{disk.PdName}", disk.ReadOnlyProperty ?? false, false, []),
        { AwsElasticBlockStore: { } disk } => new($"aws/{disk.VolumeID}", false, true, []),
        { Iscsi: { } disk } => new($"iscsi/{disk.Iqn}", disk.ReadOnlyProperty ?? false, false, []),
        { Rbd: { } disk } => new(
            $"rbd/{disk.Pool ?? "rbd"}/{disk.Image}", disk.ReadOnlyProperty ?? false, false, [.. disk.Monitors ?? []]),
        _ => null,
    };

    public bool ConflictsWith(SharedDisk other) =>
        Identity == other.Identity
        && (Monitors.Count == 0 || Monitors.Intersect(other.Monitors).Any())
        && (IsExclusive || !(IsReadOnly && other.IsReadOnly));
}
