using k8s.Models;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>What a pod requires of its node by node selector and node affinity.</summary>
internal static class NodeRequirement
{
    public static bool IsNone(PodDemand pod) => pod.NodeSelector.Count == 0 && pod.RequiredNodeTerms is null;

    public static bool Holds(PodDemand pod, in NodeIdentity node)
    {
        foreach (var (key, value) in pod.NodeSelector)
        {
            if (node.Label(key) != value)
            {
                return false;
            }
        }

        return pod.RequiredNodeTerms is null || NodeSelection.MatchesAny(pod.RequiredNodeTerms, node);
    }

    /// <summary>What of it the node does not meet; of alternatives the one that takes the least.</summary>
    public static IEnumerable<string> Unmet(PodDemand pod, NodeIdentity node)
    {
        var labels = pod.NodeSelector
            .Where(wanted => node.Label(wanted.Key) != wanted.Value)
            .Select(wanted => $"the node's label {wanted.Key} must be {wanted.Value}{Instead(node.Label(wanted.Key))}");
        var terms = (pod.RequiredNodeTerms ?? []).Select(term => NodeSelection.Unmet(term, node)).MinBy(unmet => unmet.Count);
        return labels.Concat(terms ?? []);
    }

    /// <summary>True when the answer differs between nodes of one shape.</summary>
    public static bool ReadsIdentity(PodDemand pod) =>
        pod.NodeSelector.ContainsKey(NodeIdentity.HostnameLabel)
        || (pod.RequiredNodeTerms?.Any(NodeSelection.ReadsIdentity) ?? false);

    /// <summary>The only nodes to look at: those named, when every alternative names its nodes; else null.</summary>
    public static HashSet<string>? NamedNodes(IReadOnlyList<V1NodeSelectorTerm>? terms)
    {
        var perTerm = (terms ?? []).Select(NamedNodes).ToArray();
        return perTerm.Length == 0 || perTerm.Any(names => names is null)
            ? null
            : perTerm.SelectMany(names => names!).ToHashSet(StringComparer.Ordinal);
    }

    private static string Instead(string? value) => value is null ? "" : $" instead of {value}";

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
