using k8s.Models;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Watching;

/// <summary>What an event about a pod refers to.</summary>
internal static class PodReferences
{
    public static V1ObjectReference Of(V1Pod pod) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        NamespaceProperty = pod.Metadata.NamespaceProperty,
        Name = pod.Metadata.Name,
        Uid = pod.Metadata.Uid,
        ResourceVersion = pod.Metadata.ResourceVersion,
    };

    public static V1ObjectReference Of(PodDemand pod) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        NamespaceProperty = pod.Key.Namespace,
        Name = pod.Key.Name,
        Uid = pod.Uid,
    };
}
