namespace OrleansScheduler.Resources.Store;

/// <summary>Shorter ways to use a store.</summary>
public static class ResourceStoreExtensions
{
    /// <summary>Writes one object.</summary>
    public static async ValueTask<WriteOutcome> WriteOneAsync(
        this IResourceStore store, string resourceType, WriteRequest request, CancellationToken cancellationToken) =>
        (await store.WriteAsync(resourceType, [request], cancellationToken))[0];
}
