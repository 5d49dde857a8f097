using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling;

/// <summary>
/// Whether one node takes one pod. The planner runs the same filters over all nodes before it asks the node itself,
/// so a plan is refused only because the node has changed, never because two rules differ.
/// </summary>
public static class NodeAdmission
{
    /// <summary>The filters that need nothing but the node and its pods, in Kubernetes' order.</summary>
    internal static IReadOnlyList<IFilterPlugin> Filters { get; } =
    [
        new NodeUnschedulable(),
        new NodeName(),
        new TaintToleration(),
        new NodeAffinity(),
        new NodePorts(),
        NodeResourcesFit.Default,
    ];

    /// <summary>The first refusal, null when the node takes the pod.</summary>
    public static Refusal? Check(ClusterSnapshot snapshot, string nodeName, PodDemand pod)
    {
        if (!snapshot.HasNode(nodeName))
        {
            return new Refusal(nameof(NodeName), false, [$"node \"{nodeName}\" not found"]);
        }

        var slot = snapshot.SlotOf(nodeName);
        return Filters
            .Select(filter => filter.Prepare(pod, snapshot)?.Check(slot))
            .FirstOrDefault(refusal => refusal is not null);
    }
}
