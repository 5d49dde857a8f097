using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>The volumes of a pod that limit where it can be: claims, and disks only one node or pod may use.</summary>
internal sealed record PodVolumes(IReadOnlyList<PodClaim> Claims, IReadOnlyList<SharedDisk> Disks)
{
    public static PodVolumes None { get; } = new([], []);

    public bool IsEmpty => Claims.Count == 0 && Disks.Count == 0;

    public static PodVolumes Of(V1Pod pod)
    {
        var volumes = pod.Spec.Volumes ?? [];
        var found = new PodVolumes(
            [.. volumes.Select(volume => PodClaim.Of(pod, volume)).OfType<PodClaim>()],
            [.. volumes.Select(SharedDisk.Of).OfType<SharedDisk>()]);
        return found.IsEmpty ? None : found;
    }
}
