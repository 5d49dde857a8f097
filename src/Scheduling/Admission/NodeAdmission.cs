using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Admission;

/// <summary>
/// Whether one node takes one pod: asked by a NodeGrain before a bind and by the node's agent after it. Both ask plugins
/// of the planner, so a plan is refused only because the node has changed, never because two rules differ.
/// </summary>
public sealed class NodeAdmission
{
    private readonly ClusterSnapshot _snapshot;
    private readonly IReadOnlyList<IFilterPlugin> _filters;

    private NodeAdmission(ClusterSnapshot snapshot, IReadOnlyList<IFilterPlugin> filters)
    {
        _snapshot = snapshot;
        _filters = filters;
    }

    /// <summary>For pods that are about to be bound: all that concerns the node alone.</summary>
    public static NodeAdmission OfPlacements(ClusterSnapshot snapshot) => new(snapshot, PluginSet.NodeFilters(snapshot));

    /// <summary>For pods that are bound, perhaps past any scheduler: what a kubelet looks at, in its order.</summary>
    public static NodeAdmission OfArrivals(ClusterSnapshot snapshot) => new(snapshot, PluginSet.ArrivalFilters(snapshot));

    /// <summary>The first refusal, null when the node takes the pod.</summary>
    public NodeRefusal? Check(string nodeName, PodDemand pod)
    {
        if (!_snapshot.HasNode(nodeName))
        {
            return new NodeRefusal(nameof(NodeName), [$"node \"{nodeName}\" not found"], []);
        }

        var slot = _snapshot.SlotOf(nodeName);
        foreach (var filter in _filters)
        {
            if (filter.Prepare(pod) is { } rule && !rule.Admits(slot))
            {
                return new NodeRefusal(filter.Name, rule.Explain(slot).Reasons, [.. rule.Shortages(slot)]);
            }
        }

        return null;
    }
}
