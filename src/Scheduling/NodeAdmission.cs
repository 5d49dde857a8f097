using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling;

/// <summary>
/// Whether one node takes one pod. The planner runs the same filters over all nodes before it asks the node itself,
/// so a plan is refused only because the node has changed, never because two rules differ.
/// </summary>
public sealed class NodeAdmission(ClusterSnapshot snapshot)
{
    private readonly IReadOnlyList<IFilterPlugin> _filters = PluginSet.NodeFilters(snapshot);

    /// <summary>The first refusal, null when the node takes the pod.</summary>
    public Refusal? Check(string nodeName, PodDemand pod)
    {
        if (!snapshot.HasNode(nodeName))
        {
            return new Refusal("NodeName", false, [$"node \"{nodeName}\" not found"]);
        }

        var slot = snapshot.SlotOf(nodeName);
        foreach (var filter in _filters)
        {
            if (filter.Prepare(pod) is { } rule && !rule.Admits(slot))
            {
                return rule.Explain(slot);
            }
        }

        return null;
    }
}
