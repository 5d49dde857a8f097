using System.Globalization;
using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Nodes;

/// <summary>Reads what the machine has; options override it.</summary>
internal static class NodeFactsReader
{
    private const int PodsMax = 110;

    public static NodeFacts Read(NodeAgentOptions options, Uri server)
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
            BaseEnvironment = BaseEnvironment(options, server),
        };
    }

    // Clients in containers find the API server by these variables, at the address that serves the agent.
    private static Dictionary<string, string> BaseEnvironment(NodeAgentOptions options, Uri server)
    {
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var variables = new Dictionary<string, string>
        {
            ["KUBERNETES_SERVICE_HOST"] = server.IdnHost,
            ["KUBERNETES_SERVICE_PORT"] = port,
            ["KUBERNETES_SERVICE_PORT_HTTPS"] = port,
        };
        foreach (var name in options.InheritedEnvironment)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
