namespace OrleansScheduler.Resources.Selectors;

/// <summary>Conditions on labels, all of which must hold: <c>env=prod,tier in (web,db),!canary</c>.</summary>
public sealed record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Parses the syntax of the <c>labelSelector</c> query parameter.</summary>
    /// <exception cref="FormatException">With Kubernetes' words for what is wrong.</exception>
    public static LabelSelector Parse(string text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());

    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        Requirements.All(requirement => requirement.Matches(labels));
}
