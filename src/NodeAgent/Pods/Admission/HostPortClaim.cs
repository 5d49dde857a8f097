using k8s.Models;

namespace OrleansScheduler.NodeAgent.Pods.Admission;

/// <summary>A port of the node that a pod claims.</summary>
internal readonly record struct HostPortClaim(string Address, string Protocol, int Port)
{
    private const string AnyAddress = "0.0.0.0";

    /// <summary>The claims of containers and sidecars; plain init containers make none.</summary>
    public static IEnumerable<HostPortClaim> Of(V1Pod pod) =>
        (pod.Spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always")
            .Concat(pod.Spec.Containers)
            .SelectMany(container => container.Ports ?? [])
            .Where(port => port.HostPort is > 0)
            .Select(port => new HostPortClaim(
                string.IsNullOrEmpty(port.HostIP) ? AnyAddress : port.HostIP,
                string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol,
                port.HostPort ?? 0));

    public bool ConflictsWith(HostPortClaim other) =>
        Port == other.Port
        && Protocol == other.Protocol
        && (Address == other.Address || Address == AnyAddress || other.Address == AnyAddress);
}
