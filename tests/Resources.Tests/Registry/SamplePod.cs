using k8s.Models;

namespace OrleansScheduler.Resources.Tests.Registry;

/// <summary>The least a pod can be.</summary>
internal static class SamplePod
{
    public static V1Pod Named(ObjectKey key) => new()
    {
        Metadata = new V1ObjectMeta { Name = key.Name, NamespaceProperty = key.Namespace },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "c", Image = "registry.example/app:1" }] },
    };
}
