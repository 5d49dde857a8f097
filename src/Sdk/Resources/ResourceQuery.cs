namespace OrleansScheduler.Sdk.Resources;

/// <summary>Which objects a list, watch or informer is about; everything by default.</summary>
public sealed record ResourceQuery
{
    /// <summary>One namespace, or null for all of them (and for cluster-wide kinds).</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector such as <c>app=web,tier in (a,b)</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector such as <c>spec.nodeName=node-1</c>.</summary>
    public string? FieldSelector { get; init; }
}
