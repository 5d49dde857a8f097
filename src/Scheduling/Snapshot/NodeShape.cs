using k8s.Models;

namespace OrleansScheduler.Scheduling.Snapshot;

/// <summary>
/// What nodes of one make have in common: labels (all but the host name), taints, cordon. Interned, so a rule that
/// reads nothing else is evaluated once per shape and not once per node.
/// </summary>
internal sealed class NodeShape(
    int id, IReadOnlyDictionary<string, string> labels, IReadOnlyList<V1Taint> taints, bool isUnschedulable)
{
    public int Id { get; } = id;

    public IReadOnlyDictionary<string, string> Labels { get; } = labels;

    public IReadOnlyList<V1Taint> Taints { get; } = taints;

    public bool IsUnschedulable { get; } = isUnschedulable;
}
