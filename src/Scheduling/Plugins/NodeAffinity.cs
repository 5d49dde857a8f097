using k8s.Models;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>The node selector and required node affinity of pod and profile, and preferred node affinity as a score.</summary>
internal sealed class NodeAffinity(ClusterSnapshot snapshot, AddedNodeAffinity added) : IFilterPlugin, IScorePlugin
{
    private static readonly Refusal Refused =
        new(nameof(NodeAffinity), false, ["node(s) didn't match Pod's node affinity/selector"]);

    private static readonly Refusal RefusedByProfile =
        new(nameof(NodeAffinity), false, ["node(s) didn't match scheduler-enforced node affinity"]);

    public string Name => nameof(NodeAffinity);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeLabels;

    PodFilter? IFilterPlugin.Prepare(PodDemand pod) =>
        NodeRequirement.IsNone(pod) && added.Required is null ? null : new Rule(pod, added, snapshot);

    PodScorer? IScorePlugin.Prepare(PodDemand pod) =>
        pod.PreferredNodeTerms.Count + added.Preferred.Count == 0
            ? null
            : new Preference([.. added.Preferred, .. pod.PreferredNodeTerms], snapshot);

    private sealed class Rule(PodDemand pod, AddedNodeAffinity added, ClusterSnapshot snapshot)
        : ShapeFilter(snapshot, Refused, ReadsIdentity(pod, added))
    {
        private readonly HashSet<string>? _named = NodeRequirement.NamedNodes(pod.RequiredNodeTerms);

        public override string? RefusesEverywhere => _named is { Count: 0 } ? "pod affinity terms conflict" : null;

        public override bool Considers(int slot) => _named is null || _named.Contains(Snapshot.Identity(slot).Name);

        public override Refusal Explain(int slot) =>
            HoldsForProfile(Snapshot.Identity(slot)) ? base.Explain(slot) : RefusedByProfile;

        public override IEnumerable<string> Remedies(int slot) =>
            HoldsForProfile(Snapshot.Identity(slot)) ? NodeRequirement.Unmet(pod, Snapshot.Identity(slot)) : [];

        public override void Narrow(Span<int> totals, int from)
        {
            if (_named is null)
            {
                base.Narrow(totals, from);
                return;
            }

            // A pod that names its nodes, as those of daemons do, is not compared with all the others.
            var end = totals.Length;
            var kept = _named.Select(Snapshot.SlotOf).Where(slot => slot >= from && slot < end && Admits(slot)).ToArray();
            var totalsKept = new int[kept.Length];
            for (var i = 0; i < kept.Length; i++)
            {
                totalsKept[i] = totals[kept[i]];
            }

            totals[from..].Fill(Out);
            for (var i = 0; i < kept.Length; i++)
            {
                totals[kept[i]] = totalsKept[i];
            }
        }

        protected override bool Admits(in NodeIdentity node) =>
            HoldsForProfile(node) && NodeRequirement.Holds(pod, node);

        private bool HoldsForProfile(in NodeIdentity node) =>
            added.Required is null || NodeSelection.MatchesAny(added.Required, node);

        private static bool ReadsIdentity(PodDemand pod, AddedNodeAffinity added) =>
            NodeRequirement.ReadsIdentity(pod) || (added.Required?.Any(NodeSelection.ReadsIdentity) ?? false);
    }

    private sealed class Preference(V1PreferredSchedulingTerm[] terms, ClusterSnapshot snapshot) : PodScorer
    {
        private readonly bool _readsIdentity = terms.Any(term => NodeSelection.ReadsIdentity(term.Preference));
        private readonly List<int> _byShape = [];

        public override long Score(int slot)
        {
            if (_readsIdentity)
            {
                return Sum(snapshot.Identity(slot));
            }

            while (_byShape.Count < snapshot.Shapes.Count)
            {
                _byShape.Add(Sum(new NodeIdentity("", null, snapshot.Shapes[_byShape.Count])));
            }

            return _byShape[snapshot.ShapeOf[slot]];
        }

        public override void ScoreAll(ReadOnlySpan<int> feasible, Span<long> scores)
        {
            base.ScoreAll(feasible, scores);
            ScoreRange.Scale(scores);
        }

        private int Sum(NodeIdentity node) =>
            terms.Where(term => NodeSelection.Matches(term.Preference, node)).Sum(term => term.Weight);
    }
}
