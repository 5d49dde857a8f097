using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>A PersistentVolumeClaim a pod uses; one made for the pod's own ephemeral volume bears both names.</summary>
internal sealed record PodClaim(string Name, bool IsEphemeral)
{
    public static PodClaim? Of(V1Pod pod, V1Volume volume) => volume switch
    {
        { PersistentVolumeClaim: { } claim } => new PodClaim(claim.ClaimName, false),
        { Ephemeral: not null } => new PodClaim($"{pod.Metadata.Name}-{volume.Name}", true),
        _ => null,
    };
}
