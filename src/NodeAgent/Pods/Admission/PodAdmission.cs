using k8s.Models;
using OrleansScheduler.Scheduling.Admission;
using OrleansScheduler.Scheduling.Explain;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.NodeAgent.Pods.Admission;

/// <summary>
/// Whether the node takes a pod that was bound to it, perhaps by a user and past the scheduler. As the kubelet it asks for the operating system,
/// then, by the scheduler's own rules, for resources, node affinity, host ports and NoExecute taints, and tells the first refusal.
/// </summary>
internal static class PodAdmission
{
    public const string AffinityReason = "NodeAffinity";

    private static readonly string[] FirstResources = ["pods", "cpu", "memory", "ephemeral-storage"];

    /// <summary>The refusal, null when the node takes the pod.</summary>
    /// <param name="others">The other pods of the node that run or may yet run.</param>
    public static PodFailure? Judge(V1Pod pod, IReadOnlyCollection<V1Pod> others, V1Node node, string operatingSystem) =>
        OperatingSystemRefusal(pod, operatingSystem) ?? NodeFailure(pod, others, node);

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

    private static PodFailure? NodeFailure(V1Pod pod, IReadOnlyCollection<V1Pod> others, V1Node node)
    {
        var snapshot = new ClusterSnapshot();
        var name = node.Metadata.Name;
        snapshot.SetNode(OnArrival(node, pod));
        foreach (var (number, other) in others.Index())
        {
            // A pod may be there beside one of its name that is on its way out.
            snapshot.Place(PodDemand.Of(other with { Metadata = other.Metadata with { Name = $"{number}" } }), name);
        }

        return NodeAdmission.OfArrivals(snapshot).Check(name, PodDemand.Unplaced(pod)) switch
        {
            null => null,
            { Shortages: [_, ..] shortages } => Insufficient(shortages),
            { Plugin: "TaintToleration" } => Predicate("TaintToleration", "node(s) had taints that the pod didn't tolerate"),
            var refusal => Predicate(refusal.Plugin, refusal.ToString()),
        };
    }

    // Of the taints only NoExecute keeps out what is bound. An extended resource the node does not know may be one of the
    // whole cluster: that is not the node's to judge, so it has as much of it as is asked for.
    private static V1Node OnArrival(V1Node node, V1Pod pod)
    {
        var allocatable = new Dictionary<string, ResourceQuantity>(node.Status?.Allocatable ?? new Dictionary<string, ResourceQuantity>());
        foreach (var asked in PodDemand.Of(pod).Requests.Items)
        {
            if (IsExtended(asked.Resource))
            {
                allocatable.TryAdd(asked.Resource, new ResourceQuantity($"{long.MaxValue / 1000}"));
            }
        }

        return node with
        {
            Spec = new V1NodeSpec { Taints = [.. (node.Spec?.Taints ?? []).Where(taint => taint.Effect == "NoExecute")] },
            Status = (node.Status ?? new V1NodeStatus()) with { Allocatable = allocatable },
        };
    }

    private static bool IsExtended(string resource) =>
        resource.Contains('/', StringComparison.Ordinal) && !resource.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static PodFailure Predicate(string name, string problem) => new(name, $"Predicate {name} failed: {problem}");

    private static PodFailure Insufficient(IReadOnlyList<Shortage> shortages)
    {
        var first = shortages.MinBy(shortage =>
            Array.IndexOf(FirstResources, shortage.Resource) is >= 0 and var place ? place : FirstResources.Length);
        return new(
            $"OutOf{first.Resource}",
            $"Node didn't have enough resource: {first.Resource}, "
                + $"requested: {first.Requested}, used: {first.Used}, capacity: {first.Allocatable}");
    }
}
