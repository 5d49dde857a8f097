namespace OrleansScheduler.Resources;

/// <summary>A subresource as discovery shows it: <c>status</c>, <c>binding</c>, <c>log</c>.</summary>
public sealed record Subresource(string Name, GroupVersionKind Kind, IReadOnlyList<string> Verbs)
{
    /// <summary>False for what Kubernetes does not have: discovery and OpenAPI stay as clients know them.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The status subresource of a kind.</summary>
    public static Subresource Status(GroupVersionKind kind) => new("status", kind, ["get", "patch", "update"]);
}
