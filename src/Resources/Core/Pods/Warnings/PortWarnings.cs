using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Warnings;

/// <summary>Ports of a pod's containers that get in each other's way.</summary>
internal static class PortWarnings
{
    public static void Add(V1PodSpec spec, FieldPath path, List<string> warnings)
    {
        var seen = new List<(V1ContainerPort Port, FieldPath Path)>();
        foreach (var (port, portPath) in Ports(spec, path))
        {
            if (!string.IsNullOrEmpty(port.HostIP) && Host(port) == 0)
            {
                warnings.Add($"{portPath}: hostIP set without hostPort: {Text(port)}");
            }

            foreach (var (other, otherPath) in seen.Where(known => IsSame(known.Port, port)))
            {
                if (Overlap(port, other) is { } overlap)
                {
                    warnings.Add($"{portPath}: {overlap} port definition with {otherPath}");
                }
            }

            seen.Add((port, portPath));
        }
    }

    private static IEnumerable<(V1ContainerPort Port, FieldPath Path)> Ports(V1PodSpec spec, FieldPath path)
    {
        var init = (spec.InitContainers ?? []).Index()
            .Select(entry => (entry.Item.Ports, Path: path.Child("initContainers").Index(entry.Index)));
        var main = (spec.Containers ?? []).Index()
            .Select(entry => (entry.Item.Ports, Path: path.Child("containers").Index(entry.Index)));
        return init.Concat(main).SelectMany(container => (container.Ports ?? []).Index()
            .Select(port => (port.Item, container.Path.Child("ports").Index(port.Index))));
    }

    private static bool IsSame(V1ContainerPort port, V1ContainerPort other) =>
        port.ContainerPort == other.ContainerPort && port.Protocol == other.Protocol;

    private static string? Overlap(V1ContainerPort port, V1ContainerPort other)
    {
        var (address, otherAddress) = (port.HostIP ?? "", other.HostIP ?? "");
        return (Host(port), Host(other)) switch
        {
            var (host, otherHost) when host == otherHost && address == otherAddress => "duplicate",
            (0, _) or (_, 0) => "overlapping",
            var (host, otherHost) when host == otherHost && (address.Length == 0 || otherAddress.Length == 0) =>
                "dangerously ambiguous",
            _ => null,
        };
    }

    private static int Host(V1ContainerPort port) => port.HostPort ?? 0;

    private static string Text(V1ContainerPort port) =>
        $"{{Name:{port.Name} HostPort:0 ContainerPort:{port.ContainerPort} Protocol:{port.Protocol} HostIP:{port.HostIP}}}";
}
