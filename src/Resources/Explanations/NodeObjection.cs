namespace OrleansScheduler.Resources.Explanations;

/// <summary>What one plugin has against a node.</summary>
public sealed record NodeObjection
{
    public required string Plugin { get; init; }

    /// <summary>In Kubernetes' words.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What the node has too little of.</summary>
    public IReadOnlyList<ResourceDeficit>? Deficits { get; init; }

    /// <summary>What would lift the objection; all of it is needed.</summary>
    public IReadOnlyList<string>? Remedies { get; init; }
}
