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

    /// <summary>The requirements of a term the node does not meet, as text.</summary>
    public static IReadOnlyList<string> Unmet(V1NodeSelectorTerm term, NodeIdentity node) =>
    [
        .. (term.MatchExpressions ?? [])
            .Where(requirement => !NodeSelectorRequirements.Holds(requirement, node.Label(requirement.Key)))
            .Select(requirement => $"the node's label must satisfy {Text(requirement)}"),
        .. (term.MatchFields ?? [])
            .Where(field => !NodeSelectorRequirements.Holds(field, field.Key == NameField ? node.Name : null))
            .Select(field => $"the node must satisfy {Text(field)}"),
    ];

    /// <summary>True when the terms read what differs between nodes of one shape.</summary>
    public static bool ReadsIdentity(V1NodeSelectorTerm term) =>
        term.MatchFields is { Count: > 0 }
        || (term.MatchExpressions?.Any(requirement => requirement.Key == NodeIdentity.HostnameLabel) ?? false);

    private static string Text(V1NodeSelectorRequirement requirement) => requirement.OperatorProperty switch
    {
        "Exists" => requirement.Key,
        "DoesNotExist" => $"!{requirement.Key}",
        "In" => $"{requirement.Key} in ({string.Join(',', requirement.Values)})",
        "NotIn" => $"{requirement.Key} notin ({string.Join(',', requirement.Values)})",
        "Gt" => $"{requirement.Key} > {string.Join(',', requirement.Values)}",
        _ => $"{requirement.Key} < {string.Join(',', requirement.Values)}",
    };
}
