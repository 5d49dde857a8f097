using System.Globalization;
using k8s.Models;

namespace OrleansScheduler.Resources.Selectors;

/// <summary>Whether a requirement of a node selector term holds for what a node has there.</summary>
public static class NodeSelectorRequirements
{
    /// <param name="value">The node's label or field; null where it has none.</param>
    public static bool Holds(V1NodeSelectorRequirement requirement, string? value)
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
