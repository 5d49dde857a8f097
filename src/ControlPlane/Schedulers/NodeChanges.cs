using k8s.Models;
using OrleansScheduler.Scheduling.Plugins;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Which changes of a node can matter to a pod that waits; heartbeats do not.</summary>
internal static class NodeChanges
{
    public static ClusterChanges Between(V1Node? old, V1Node node)
    {
        if (old is null)
        {
            return ClusterChanges.NodeAdded;
        }

        return (SameAllocatable(old, node) ? ClusterChanges.None : ClusterChanges.NodeAllocatable)
            | (SameLabels(old, node) ? ClusterChanges.None : ClusterChanges.NodeLabels)
            | (SameTaints(old, node) ? ClusterChanges.None : ClusterChanges.NodeTaints);
    }

    private static bool SameAllocatable(V1Node old, V1Node node) => Same(
        old.Status?.Allocatable,
        node.Status?.Allocatable,
        (left, right) => left.ToString() == right.ToString());

    private static bool SameLabels(V1Node old, V1Node node) =>
        Same(old.Metadata.Labels, node.Metadata.Labels, string.Equals);

    private static bool SameTaints(V1Node old, V1Node node) =>
        (old.Spec?.Unschedulable ?? false) == (node.Spec?.Unschedulable ?? false)
        && (old.Spec?.Taints ?? []).Select(Text).SequenceEqual((node.Spec?.Taints ?? []).Select(Text));

    private static string Text(V1Taint taint) => $"{taint.Key}={taint.Value}:{taint.Effect}";

    private static bool Same<T>(IDictionary<string, T>? old, IDictionary<string, T>? now, Func<T, T, bool> equal) =>
        (old?.Count ?? 0) == (now?.Count ?? 0)
        && (old is null || old.All(item => now!.TryGetValue(item.Key, out var value) && equal(item.Value, value)));
}
