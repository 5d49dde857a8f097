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

    public PodFilter? Prepare(PodDemand pod) => pod.Ports.Count == 0 ? null : new Rule(pod.Ports, snapshot);

    private sealed class Rule(IReadOnlyList<HostPort> wanted, ClusterSnapshot snapshot) : PodFilter
    {
        private readonly PortsInUse _taken = snapshot.Ports;

        public override bool Admits(int slot) => !_taken.Conflict(slot, wanted);

        public override Refusal Explain(int slot) => Refused;

        public override IEnumerable<string> Remedies(int slot) =>
            from placed in snapshot.PlacedOn(slot)
            from port in placed.Pod.Ports
            where wanted.Any(want => want.ConflictsWith(port))
            select $"host port {port.Port}/{port.Protocol} is held by {placed.Pod.Key}";
    }
}
