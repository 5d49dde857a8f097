using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>Keeps the older and the newer spelling of a pod's address equal.</summary>
internal static class PodStatusDefaults
{
    public static void Apply(V1PodStatus status)
    {
        if (!string.IsNullOrEmpty(status.PodIP))
        {
            // A writer that only knows the single address is right about it.
            if (status.PodIPs is not { Count: > 0 } addresses || addresses[0].Ip != status.PodIP)
            {
                status.PodIPs = [new V1PodIP { Ip = status.PodIP }];
            }
        }
        else if (status.PodIPs is { Count: > 0 } addresses)
        {
            status.PodIP = addresses[0].Ip;
        }

        foreach (var container in AllStatuses(status))
        {
            container.State ??= new V1ContainerState();
            container.LastState ??= new V1ContainerState();
        }
    }

    private static IEnumerable<V1ContainerStatus> AllStatuses(V1PodStatus status) =>
        (status.InitContainerStatuses ?? [])
            .Concat(status.ContainerStatuses ?? [])
            .Concat(status.EphemeralContainerStatuses ?? []);
}
