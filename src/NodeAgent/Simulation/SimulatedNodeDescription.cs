using System.Globalization;
using k8s.Models;
using OrleansScheduler.NodeAgent.Nodes;

namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>The Node objects of a simulation.</summary>
internal sealed class SimulatedNodeDescription(SimulationOptions options)
{
    public V1Node Node(SimulatedNode node, DateTimeOffset now) => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Metadata = new() { Name = node.Name, Labels = Labels(node) },
        Spec = new()
        {
            Taints = options.IsTainted
                ? [new() { Key = SimulationOptions.Label, Value = options.Name, Effect = "NoSchedule" }]
                : null,
        },
        Status = Status(node, now),
    };

    public V1NodeStatus Status(SimulatedNode node, DateTimeOffset now)
    {
        var capacity = options.Capacity.ToDictionary(amount => amount.Key, amount => new ResourceQuantity(amount.Value));
        return new()
        {
            Capacity = capacity,
            Allocatable = capacity,
            Conditions = NodeDescription.Conditions(now, null),
            Addresses =
            [
                new() { Type = "InternalIP", Address = "127.0.0.1" },
                new() { Type = "Hostname", Address = node.Name },
            ],
            NodeInfo = new()
            {
                MachineID = node.Name,
                SystemUUID = node.Name,
                BootID = node.Name,
                KernelVersion = "simulated",
                OsImage = "simulated",
                ContainerRuntimeVersion = "simulated://1",
                KubeletVersion = "v1.36.0+orleans-scheduler.simulated",
                KubeProxyVersion = "",
                OperatingSystem = "linux",
                Architecture = "amd64",
            },
        };
    }

    private Dictionary<string, string> Labels(SimulatedNode node) => new(options.Labels)
    {
        [SimulationOptions.Label] = options.Name,
        ["kubernetes.io/hostname"] = node.Name,
        ["kubernetes.io/os"] = "linux",
        ["kubernetes.io/arch"] = "amd64",
        ["topology.kubernetes.io/region"] = "simulated",
        ["topology.kubernetes.io/zone"] = string.Create(
            CultureInfo.InvariantCulture, $"zone-{node.Index % options.Zones}"),
    };
}
