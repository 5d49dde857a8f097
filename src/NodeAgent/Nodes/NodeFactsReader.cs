using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Nodes;

/// <summary>Reads what the machine has; options override it.</summary>
internal static class NodeFactsReader
{
    private const int PodsMax = 110;

    public static NodeFacts Read(NodeAgentOptions options)
    {
        var capacity = new Dictionary<string, decimal>
        {
            ["cpu"] = Environment.ProcessorCount,
            ["memory"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            ["ephemeral-storage"] = new DriveInfo(Path.GetFullPath(options.DataDirectory)).TotalSize,
            ["pods"] = PodsMax,
        };
        foreach (var (name, quantity) in options.Capacity)
        {
            capacity[name] = new ResourceQuantity(quantity).ToDecimal();
        }

        return new NodeFacts
        {
            Name = options.NodeName,
            HostIP = options.Address,
            Capacity = capacity,
            BaseEnvironment = options.InheritedEnvironment
                .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
                .Where(variable => !string.IsNullOrEmpty(variable.Value))
                .ToDictionary(variable => variable.Name, variable => variable.Value ?? ""),
        };
    }
}
