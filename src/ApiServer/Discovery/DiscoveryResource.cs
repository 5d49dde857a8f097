using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Discovery;

/// <summary>A resource as clients discover it.</summary>
internal sealed record DiscoveryResource
{
    public required string Name { get; init; }

    public required GroupVersionKind Kind { get; init; }

    public required bool IsNamespaced { get; init; }

    public required string Singular { get; init; }

    public required IReadOnlyList<string> Verbs { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>Tells clients that the stored form changed; null for resources that are not stored.</summary>
    public string? StorageVersionHash { get; init; }
}
