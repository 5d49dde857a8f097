using k8s.Models;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>The pod's node selector and required node affinity, and its preferred node affinity as a score.</summary>
internal sealed class NodeAffinity : IFilterPlugin, IScorePlugin
{
    private static readonly Refusal Refused =
        new(nameof(NodeAffinity), false, ["node(s) didn't match Pod's node affinity/selector"]);

    public string Name => nameof(NodeAffinity);

    public ClusterChanges UnblockedBy => ClusterChanges.NodeAdded | ClusterChanges.NodeLabels;

    PodFilter? IFilterPlugin.Prepare(PodDemand pod, ClusterSnapshot snapshot) =>
        pod.NodeSelector.Count == 0 && pod.RequiredNodeTerms is null ? null : new Rule(pod, snapshot);

    PodScorer? IScorePlugin.Prepare(PodDemand pod, ClusterSnapshot snapshot) =>
        pod.PreferredNodeTerms.Count == 0 ? null : new Preference(pod, snapshot);

    private sealed class Rule(PodDemand pod, ClusterSnapshot snapshot) : ShapeFilter(snapshot, ReadsIdentity(pod))
    {
        private readonly ClusterSnapshot _snapshot = snapshot;
        private readonly HashSet<string>? _named = NamedNodes(pod.RequiredNodeTerms);

        public override string? RefusesEverywhere => _named is { Count: 0 } ? "pod affinity terms conflict" : null;

        public override bool Considers(int slot) => _named is null || _named.Contains(_snapshot.Identity(slot).Name);

        protected override Refusal? Check(NodeIdentity node) =>
            pod.NodeSelector.All(pair => node.Label(pair.Key) == pair.Value)
            && (pod.RequiredNodeTerms is null || NodeSelection.MatchesAny(pod.RequiredNodeTerms, node))
                ? null
                : Refused;

        private static bool ReadsIdentity(PodDemand pod) =>
            pod.NodeSelector.ContainsKey(NodeIdentity.HostnameLabel)
            || (pod.RequiredNodeTerms?.Any(NodeSelection.ReadsIdentity) ?? false);

        // Only when every alternative names its nodes is the search limited to them; null means it is not.
        private static HashSet<string>? NamedNodes(IReadOnlyList<V1NodeSelectorTerm>? terms)
        {
            var perTerm = (terms ?? []).Select(NamedNodes).ToArray();
            return perTerm.Length == 0 || perTerm.Any(names => names is null)
                ? null
                : perTerm.SelectMany(names => names!).ToHashSet(StringComparer.Ordinal);
        }

        private static HashSet<string>? NamedNodes(V1NodeSelectorTerm term) => (term.MatchFields ?? [])
            .Where(field => field is { Key: NodeSelection.NameField, OperatorProperty: "In" })
            .Select(field => field.Values.ToHashSet(StringComparer.Ordinal))
            .Aggregate((HashSet<string>?)null, Intersect);

        private static HashSet<string> Intersect(HashSet<string>? soFar, HashSet<string> next)
        {
            soFar?.IntersectWith(next);
            return soFar ?? next;
        }
    }

    private sealed class Preference(PodDemand pod, ClusterSnapshot snapshot) : PodScorer
    {
        public override long Score(int slot)
        {
            var node = snapshot.Identity(slot);
            return pod.PreferredNodeTerms
                .Where(term => NodeSelection.Matches(term.Preference, node))
                .Sum(term => (long)term.Weight);
        }

        public override void Normalise(Span<long> scores) => ScoreRange.Scale(scores);
    }
}
