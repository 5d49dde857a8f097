using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>What a pod gets beyond the defaults it shares with pod templates.</summary>
internal static class PodDefaults
{
    public static void Apply(V1Pod pod)
    {
        pod.Spec ??= new V1PodSpec();
        PodSpecDefaults.Apply(pod.Spec);
        pod.Spec.EnableServiceLinks ??= true;
        foreach (var container in Containers(pod.Spec))
        {
            ResourceDefaults.RequestWhatIsLimited(container.Resources);
        }

        PodResourceDefaults.Apply(pod.Spec);
        if (pod.Spec.HostNetwork is true)
        {
            PublishPortsOnHost(pod.Spec);
        }

        pod.Status ??= new V1PodStatus();
        PodStatusDefaults.Apply(pod.Status);
    }

    private static IEnumerable<V1Container> Containers(V1PodSpec spec) =>
        (spec.Containers ?? []).Concat(spec.InitContainers ?? []);

    private static void PublishPortsOnHost(V1PodSpec spec)
    {
        foreach (var port in Containers(spec).SelectMany(container => container.Ports ?? []))
        {
            if (port.HostPort is null or 0)
            {
                port.HostPort = port.ContainerPort;
            }
        }
    }
}
