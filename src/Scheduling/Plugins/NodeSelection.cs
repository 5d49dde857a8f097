using k8s.Models;
using OrleansScheduler.Resources.Selectors;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins;

/// <summary>Node selector terms against nodes.</summary>
internal static class NodeSelection
{
    public const string NameField = "metadata.name";

    /// <summary>Terms are alternatives; none at all matches nothing.</summary>
    public static bool MatchesAny(IEnumerable<V1NodeSelectorTerm> terms, NodeIdentity node) =>
        terms.Any(term => Matches(term, node));

    /// <summary>Every requirement of the term must hold; an empty term matches nothing.</summary>
    public static bool Matches(V1NodeSelectorTerm term, NodeIdentity node)
    {
        var expressions = term.MatchExpressions ?? [];
        var fields = term.MatchFields ?? [];
        return expressions.Count + fields.Count > 0
            && expressions.All(requirement => NodeSelectorRequirements.Holds(requirement, node.Label(requirement.Key)))
            && fields.All(requirement => NodeSelectorRequirements.Holds(requirement, requirement.Key == NameField ? node.Name : null));
    }

    /// <summary>True when the terms read what differs between nodes of one shape.</summary>
    public static bool ReadsIdentity(V1NodeSelectorTerm term) =>
        term.MatchFields is { Count: > 0 }
        || (term.MatchExpressions?.Any(requirement => requirement.Key == NodeIdentity.HostnameLabel) ?? false);
}
