using k8s.Models;

namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary>Plain pods and nodes to begin with.</summary>
internal static class Pods
{
    public const string Namespace = "default";

    public static V1Pod Of(string name, string cpu, string memory, string app = "app", int priority = 0) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace, Uid = name, Labels = Labels(app) },
        Spec = new V1PodSpec
        {
            Priority = priority,
            Containers =
            [
                new V1Container
                {
                    Name = "main",
                    Image = "registry.example/app:1",
                    Resources = new V1ResourceRequirements
                    {
                        Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu), ["memory"] = new(memory) },
                    },
                },
            ],
        },
    };

    public static Dictionary<string, string> Labels(string app) => new() { ["app"] = app };

    /// <summary>Nodes of three sizes in ten zones.</summary>
    public static V1Node Node(int number)
    {
        var size = 16 << (number % 3);
        return new V1Node
        {
            Metadata = new V1ObjectMeta
            {
                Name = $"node-{number}",
                Labels = new Dictionary<string, string>
                {
                    ["kubernetes.io/hostname"] = $"node-{number}",
                    ["topology.kubernetes.io/zone"] = $"zone-{number % 10}",
                },
            },
            Status = new V1NodeStatus
            {
                Allocatable = new Dictionary<string, ResourceQuantity>
                {
                    ["cpu"] = new($"{size}"), ["memory"] = new($"{size * 4}Gi"), ["pods"] = new("110"),
                },
            },
        };
    }
}
