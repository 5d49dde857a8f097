using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Cordoned nodes take only pods that tolerate the cordon's taint.</summary>
internal sealed class NodeUnschedulable(ClusterSnapshot snapshot) : IFilterPlugin
{
    private static readonly V1Taint Cordon = new() { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" };

    private static readonly Refusal Refused = new(nameof(NodeUnschedulable), false, ["node(s) were unschedulable"]);

    public string Name => nameof(NodeUnschedulable);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeTaints;

    public PodFilter? Prepare(PodDemand pod) =>
        Toleration.AnyTolerates(pod.Tolerations, Cordon) ? null : new Rule(snapshot);

    private sealed class Rule(ClusterSnapshot snapshot) : ShapeFilter(snapshot, Refused, readsIdentity: false)
    {
        public override IEnumerable<string> Remedies(int slot) => ["uncordon the node"];

        protected override bool Admits(in NodeIdentity node) => !node.Shape.IsUnschedulable;
    }
}
