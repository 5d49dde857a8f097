using k8s.Models;

namespace OrleansScheduler.Resources.Selectors;

/// <summary>Conditions on labels, all of which must hold: <c>env=prod,tier in (web,db),!canary</c>.</summary>
public sealed record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Parses the syntax of the <c>labelSelector</c> query parameter.</summary>
    /// <exception cref="FormatException">With Kubernetes' words for what is wrong.</exception>
    public static LabelSelector Parse(string text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());

    /// <summary>The selector of an object's spec, which validation has accepted.</summary>
    public static LabelSelector Of(V1LabelSelector selector) => new(
    [
        .. (selector.MatchLabels ?? new Dictionary<string, string>())
            .Select(label => new LabelRequirement(label.Key, LabelOperator.In, [label.Value])),
        .. (selector.MatchExpressions ?? [])
            .Select(expression => new LabelRequirement(
                expression.Key,
                Enum.Parse<LabelOperator>(expression.OperatorProperty),
                [.. expression.Values ?? []])),
    ]);

    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        Requirements.All(requirement => requirement.Matches(labels));
}
