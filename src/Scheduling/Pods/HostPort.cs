using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>A port of the node's own addresses that a pod claims; the wildcard address is <c>0.0.0.0</c>.</summary>
public readonly record struct HostPort(string Address, string Protocol, int Port)
{
    private const string AnyAddress = "0.0.0.0";

    /// <summary>True when both cannot be on one node.</summary>
    public bool ConflictsWith(HostPort other) =>
        Port == other.Port
        && Protocol == other.Protocol
        && (Address == other.Address || Address == AnyAddress || other.Address == AnyAddress);

    /// <summary>The ports of containers and restartable init containers; plain init containers claim none.</summary>
    internal static IReadOnlyList<HostPort> Of(V1PodSpec spec) =>
    [
        .. (spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always")
            .Concat(spec.Containers ?? [])
            .SelectMany(container => container.Ports ?? [])
            .Where(port => port.HostPort is > 0)
            .Select(port => new HostPort(
                string.IsNullOrEmpty(port.HostIP) ? AnyAddress : port.HostIP,
                string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol,
                port.HostPort!.Value)),
    ];
}
