using k8s.Models;

namespace OrleansScheduler.Resources.Core.Nodes;

/// <summary>What a node says of itself when its agent says nothing.</summary>
internal static class NodeDefaults
{
    public static void Apply(V1Node node)
    {
        node.Spec ??= new V1NodeSpec();
        node.Status ??= new V1NodeStatus();
        ApplyAddressRanges(node.Spec);
        if (node.Status.Allocatable is null && node.Status.Capacity is { } capacity)
        {
            node.Status.Allocatable = new Dictionary<string, ResourceQuantity>(capacity);
        }

        node.Status.DaemonEndpoints ??= new V1NodeDaemonEndpoints();
        node.Status.DaemonEndpoints.KubeletEndpoint ??= new V1DaemonEndpoint { Port = 0 };
        ApplyInfo(node.Status.NodeInfo ??= new V1NodeSystemInfo());
    }

    // The single range is the older spelling of a list of one; where they differ it wins.
    private static void ApplyAddressRanges(V1NodeSpec spec)
    {
        if (!string.IsNullOrEmpty(spec.PodCIDR) && (spec.PodCIDRs is not { Count: > 0 } || spec.PodCIDRs[0] != spec.PodCIDR))
        {
            spec.PodCIDRs = [spec.PodCIDR];
        }
        else if (spec.PodCIDRs is { Count: > 0 })
        {
            spec.PodCIDR = spec.PodCIDRs[0];
        }
    }

    // These are always on the wire, empty where unknown.
    private static void ApplyInfo(V1NodeSystemInfo info)
    {
        info.Architecture ??= "";
        info.BootID ??= "";
        info.ContainerRuntimeVersion ??= "";
        info.KernelVersion ??= "";
        info.KubeProxyVersion ??= "";
        info.KubeletVersion ??= "";
        info.MachineID ??= "";
        info.OperatingSystem ??= "";
        info.OsImage ??= "";
        info.SystemUUID ??= "";
    }
}
