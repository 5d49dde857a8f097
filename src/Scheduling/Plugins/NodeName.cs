using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>A pod that names its node goes nowhere else.</summary>
internal sealed class NodeName(ClusterSnapshot snapshot) : IFilterPlugin
{
    private static readonly Refusal Refused =
        new(nameof(NodeName), false, ["node(s) didn't match the requested node name"]);

    public string Name => nameof(NodeName);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded;

    public PodFilter? Prepare(PodDemand pod) => pod.NodeName is null ? null : new Rule(pod.NodeName, snapshot);

    private sealed class Rule(string nodeName, ClusterSnapshot snapshot)
        : ShapeFilter(snapshot, Refused, readsIdentity: true)
    {
        protected override bool Admits(in NodeIdentity node) => node.Name == nodeName;
    }
}
