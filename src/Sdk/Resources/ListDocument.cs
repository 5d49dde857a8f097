using k8s.Models;

namespace OrleansScheduler.Sdk.Resources;

/// <summary>The wire form of any list.</summary>
internal sealed record ListDocument<T>
{
    public V1ListMeta? Metadata { get; init; }

    public IList<T>? Items { get; init; }
}
