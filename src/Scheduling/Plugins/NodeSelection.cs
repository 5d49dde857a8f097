using System.Globalization;
using k8s.Models;
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
            && expressions.All(requirement => Holds(requirement, node.Label(requirement.Key)))
            && fields.All(requirement => Holds(requirement, requirement.Key == NameField ? node.Name : null));
    }

    /// <summary>True when the terms read what differs between nodes of one shape.</summary>
    public static bool ReadsIdentity(V1NodeSelectorTerm term) =>
        term.MatchFields is { Count: > 0 }
        || (term.MatchExpressions?.Any(requirement => requirement.Key == NodeIdentity.HostnameLabel) ?? false);

    private static bool Holds(V1NodeSelectorRequirement requirement, string? value)
    {
        var values = requirement.Values ?? [];
        return requirement.OperatorProperty switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Compare(value, values) > 0,
            "Lt" => Compare(value, values) < 0,
            _ => false,
        };
    }

    // 0, which satisfies neither comparison, when one side is no integer.
    private static int Compare(string? value, IList<string> values) =>
        values.Count == 1 && TryParse(value, out var left) && TryParse(values[0], out var right)
            ? left.CompareTo(right)
            : 0;

    private static bool TryParse(string? text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
