using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;

namespace OrleansScheduler.NodeAgent.Pods.Admission;

/// <summary>
/// Whether the node takes a pod that was bound to it, perhaps by a user and past the scheduler. As the kubelet it asks for the operating system,
/// resources, node affinity, host ports and NoExecute taints, in this order, and tells the first refusal.
/// </summary>
internal static class PodAdmission
{
    public const string AffinityReason = "NodeAffinity";

    private static readonly string[] FirstResources = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>The refusal, null when the node takes the pod.</summary>
    /// <param name="others">The other pods of the node that run or may yet run.</param>
    public static PodFailure? Judge(V1Pod pod, IReadOnlyCollection<V1Pod> others, V1Node node, string operatingSystem) =>
        OperatingSystemRefusal(pod, operatingSystem)
        ?? ResourceRefusal(pod, others, node)
        ?? (RequiredNodeAffinity.Allows(pod.Spec, node)
            ? null
            : Predicate(AffinityReason, "node(s) didn't match Pod's node affinity/selector"))
        ?? PortRefusal(pod, others)
        ?? TaintRefusal(pod, node);

    private static PodFailure? OperatingSystemRefusal(V1Pod pod, string operatingSystem)
    {
        if (pod.Metadata.Labels is { } labels && labels.TryGetValue("kubernetes.io/os", out var label) && label != operatingSystem)
        {
            return new(
                "PodOSSelectorNodeLabelDoesNotMatch", "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label");
        }

        return pod.Spec.Os is { } os && os.Name != operatingSystem
            ? new("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS")
            : null;
    }

    private static PodFailure? ResourceRefusal(V1Pod pod, IReadOnlyCollection<V1Pod> others, V1Node node)
    {
        var capacity = (node.Status?.Allocatable ?? new Dictionary<string, ResourceQuantity>())
            .ToDictionary(pair => pair.Key, pair => ResourceDemand.Units(pair.Key, pair.Value));
        if (others.Count + 1 > capacity.GetValueOrDefault("pods"))
        {
            return Insufficient("pods", 1, others.Count, capacity.GetValueOrDefault("pods"));
        }

        var used = others.Select(ResourceDemand.Of).ToList();
        return ResourceDemand.Of(pod)
            .Where(asked => asked.Value > 0 && (capacity.ContainsKey(asked.Key) || !IsExtended(asked.Key)))
            .OrderBy(asked => Array.IndexOf(FirstResources, asked.Key) is >= 0 and var place ? place : FirstResources.Length)
            .ThenBy(asked => asked.Key, StringComparer.Ordinal)
            .Select(asked => (asked.Key, asked.Value, Used: used.Sum(other => other.GetValueOrDefault(asked.Key))))
            .Where(asked => asked.Value > capacity.GetValueOrDefault(asked.Key) - asked.Used)
            .Select(asked => Insufficient(asked.Key, asked.Value, asked.Used, capacity.GetValueOrDefault(asked.Key)))
            .FirstOrDefault();
    }

    private static PodFailure? PortRefusal(V1Pod pod, IReadOnlyCollection<V1Pod> others)
    {
        var taken = others.SelectMany(HostPortClaim.Of).ToList();
        return HostPortClaim.Of(pod).Any(claim => taken.Exists(claim.ConflictsWith))
            ? Predicate("NodePorts", "node(s) didn't have free ports for the requested pod ports")
            : null;
    }

    private static PodFailure? TaintRefusal(V1Pod pod, V1Node node) =>
        (node.Spec?.Taints ?? []).Any(taint =>
            taint.Effect == "NoExecute" && !Toleration.AnyTolerates(pod.Spec.Tolerations ?? [], taint))
            ? Predicate("TaintToleration", "node(s) had taints that the pod didn't tolerate")
            : null;

    // A resource the node does not know may be one of the whole cluster: that is not the node's to judge.
    private static bool IsExtended(string resource) =>
        resource.Contains('/', StringComparison.Ordinal) && !resource.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static PodFailure Predicate(string name, string problem) => new(name, $"Predicate {name} failed: {problem}");

    private static PodFailure Insufficient(string resource, long requested, long used, long capacity) => new(
        $"OutOf{resource}",
        $"Node didn't have enough resource: {resource}, requested: {requested}, used: {used}, capacity: {capacity}");
}
