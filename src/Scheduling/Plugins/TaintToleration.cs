using k8s.Models;
using OrleansScheduler.Resources.Core.Pods;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Keeps pods off nodes whose taints they do not tolerate, and prefers nodes with fewer soft taints.</summary>
internal sealed class TaintToleration(ClusterSnapshot snapshot) : IFilterPlugin, IScorePlugin
{
    private const string Soft = "PreferNoSchedule";

    private static readonly Refusal Refused = new(nameof(TaintToleration), false, ["node(s) had untolerated taint(s)"]);

    public string Name => nameof(TaintToleration);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeTaints;

    PodFilter IFilterPlugin.Prepare(PodDemand pod) => new Rule(pod, snapshot);

    PodScorer IScorePlugin.Prepare(PodDemand pod) => new Preference(pod, snapshot);

    private sealed class Rule(PodDemand pod, ClusterSnapshot snapshot) : ShapeFilter(snapshot, Refused, readsIdentity: false)
    {
        public override IEnumerable<string> Remedies(int slot) => Snapshot.Identity(slot).Shape.Taints
            .Where(taint => !Toleration.ToleratesHard(pod.Tolerations, [taint]))
            .Select(taint => $"tolerate or remove the taint {Text(taint)}");

        protected override bool Admits(in NodeIdentity node) => Toleration.ToleratesHard(pod.Tolerations, node.Shape.Taints);

        private static string Text(V1Taint taint) =>
            $"{taint.Key}{(string.IsNullOrEmpty(taint.Value) ? "" : "=" + taint.Value)}:{taint.Effect}";
    }

    private sealed class Preference(PodDemand pod, ClusterSnapshot snapshot) : PodScorer
    {
        private readonly V1Toleration[] _tolerations =
            [.. pod.Tolerations.Where(toleration => string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == Soft)];

        private readonly List<int> _intolerable = [];
        private bool _isAnyIntolerable;

        public override int? Uniform
        {
            get
            {
                Learn();
                return _isAnyIntolerable ? null : ScoreMax;
            }
        }

        public override long Score(int slot)
        {
            Learn();
            return _intolerable[snapshot.ShapeOf[slot]];
        }

        public override void ScoreAll(ReadOnlySpan<int> feasible, Span<long> scores)
        {
            base.ScoreAll(feasible, scores);
            ScoreRange.Reverse(scores);
        }

        private void Learn()
        {
            while (_intolerable.Count < snapshot.Shapes.Count)
            {
                var count = snapshot.Shapes[_intolerable.Count].Taints
                    .Count(taint => taint.Effect == Soft && !Toleration.AnyTolerates(_tolerations, taint));
                _intolerable.Add(count);
                _isAnyIntolerable |= count > 0;
            }
        }
    }
}
