using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Two pods of one node cannot claim the same host port.</summary>
internal sealed class NodePorts(ClusterSnapshot snapshot) : IFilterPlugin
{
    private static readonly Refusal Refused =
        new(nameof(NodePorts), true, ["node(s) didn't have free ports for the requested pod ports"]);

    public string Name => nameof(NodePorts);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.PodGone;

    public PodFilter? Prepare(PodDemand pod) => pod.Ports.Count == 0 ? null : new Rule(pod.Ports, snapshot.Ports);

    private sealed class Rule(IReadOnlyList<HostPort> wanted, PortsInUse taken) : PodFilter
    {
        public override bool Admits(int slot) => !taken.Conflict(slot, wanted);

        public override Refusal Explain(int slot) => Refused;
    }
}
