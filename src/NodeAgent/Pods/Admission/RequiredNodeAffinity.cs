using System.Globalization;
using k8s.Models;

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
            && expressions.All(requirement => Holds(requirement, labels.TryGetValue(requirement.Key, out var value) ? value : null))
            && fields.All(requirement => Holds(requirement, requirement.Key == "metadata.name" ? name : null));
    }

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

    // 0, which satisfies neither comparison, where one side is no integer.
    private static int Compare(string? value, IList<string> values) =>
        values.Count == 1
        && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : 0;
}
