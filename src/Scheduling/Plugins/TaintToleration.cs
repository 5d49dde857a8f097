using k8s.Models;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Keeps pods off nodes whose taints they do not tolerate, and prefers nodes with fewer soft taints.</summary>
internal sealed class TaintToleration : IFilterPlugin, IScorePlugin
{
    private static readonly Refusal Refused = new(nameof(TaintToleration), false, ["node(s) had untolerated taint(s)"]);

    public string Name => nameof(TaintToleration);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeTaints;

    PodFilter IFilterPlugin.Prepare(PodDemand pod, ClusterSnapshot snapshot) => new Rule(pod, snapshot);

    PodScorer IScorePlugin.Prepare(PodDemand pod, ClusterSnapshot snapshot) => new Preference(pod, snapshot);

    private sealed class Rule(PodDemand pod, ClusterSnapshot snapshot) : ShapeFilter(snapshot, readsIdentity: false)
    {
        protected override Refusal? Check(NodeIdentity node) =>
            node.Shape.Taints.Any(taint => IsHard(taint) && !Toleration.AnyTolerates(pod.Tolerations, taint))
                ? Refused
                : null;

        private static bool IsHard(V1Taint taint) => taint.Effect is "NoSchedule" or "NoExecute";
    }

    private sealed class Preference(PodDemand pod, ClusterSnapshot snapshot) : PodScorer
    {
        private const string Soft = "PreferNoSchedule";

        private readonly V1Toleration[] _tolerations =
            [.. pod.Tolerations.Where(toleration => string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == Soft)];

        public override long Score(int slot) => snapshot.Identity(slot).Shape.Taints
            .Count(taint => taint.Effect == Soft && !Toleration.AnyTolerates(_tolerations, taint));

        public override void Normalise(Span<long> scores) => ScoreRange.Reverse(scores);
    }
}
