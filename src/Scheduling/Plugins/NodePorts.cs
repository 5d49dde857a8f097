using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Two pods of one node cannot claim the same host port.</summary>
internal sealed class NodePorts : IFilterPlugin
{
    private static readonly Refusal Refused =
        new(nameof(NodePorts), true, ["node(s) didn't have free ports for the requested pod ports"]);

    public string Name => nameof(NodePorts);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.PodGone;

    public PodFilter? Prepare(PodDemand pod, ClusterSnapshot snapshot) =>
        pod.Ports.Count == 0 ? null : new Rule(pod, snapshot);

    private sealed class Rule(PodDemand pod, ClusterSnapshot snapshot) : PodFilter
    {
        public override Refusal? Check(int slot) =>
            snapshot.PodsOn(snapshot.Identity(slot).Name).Any(Conflicts) ? Refused : null;

        private bool Conflicts(PodDemand other) =>
            other.Ports.Any(taken => pod.Ports.Any(wanted => wanted.ConflictsWith(taken)));
    }
}
