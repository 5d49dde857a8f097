using k8s.Models;

namespace OrleansScheduler.Scheduling.Tests;

/// <summary>Plain nodes and pods.</summary>
internal static class Samples
{
    public static V1Node Node(string name, string cpu = "4", string memory = "8Gi") => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name, Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name },
        },
        Status = new V1NodeStatus
        {
            Allocatable = new Dictionary<string, ResourceQuantity>
            {
                ["cpu"] = new(cpu), ["memory"] = new(memory), ["pods"] = new("110"),
            },
        },
    };

    public static V1Pod Pod(string name, string cpu = "100m", string memory = "100Mi", int priority = 0) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "default",
            Uid = $"uid-{name}",
            Labels = new Dictionary<string, string> { ["app"] = "sample" },
        },
        Spec = new V1PodSpec
        {
            Priority = priority,
            Containers =
            [
                new V1Container
                {
                    Name = "c",
                    Resources = new V1ResourceRequirements
                    {
                        Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu), ["memory"] = new(memory) },
                    },
                },
            ],
        },
    };
}
