using k8s.Models;
using OrleansScheduler.Resources.Selectors;

namespace OrleansScheduler.NodeAgent.Pods.Admission;

/// <summary>Whether a node is one that the pod's node selector and its required node affinity allow.</summary>
internal static class RequiredNodeAffinity
{
    public static bool Allows(V1PodSpec spec, V1Node node)
    {
        var labels = node.Metadata.Labels ?? new Dictionary<string, string>();
        var terms = spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms;
        return (spec.NodeSelector ?? new Dictionary<string, string>()).All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
            && (terms is null || terms.Any(term => Matches(term, node.Metadata.Name, labels)));
    }

    // A term without any requirement matches nothing.
    private static bool Matches(V1NodeSelectorTerm term, string name, IDictionary<string, string> labels)
    {
        var (expressions, fields) = (term.MatchExpressions ?? [], term.MatchFields ?? []);
        return expressions.Count + fields.Count > 0
            && expressions.All(requirement => NodeSelectorRequirements.Holds(requirement, labels.TryGetValue(requirement.Key, out var value) ? value : null))
            && fields.All(requirement => NodeSelectorRequirements.Holds(requirement, requirement.Key == "metadata.name" ? name : null));
    }
}
