using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>Which keys of a controller a resource type concerns.</summary>
/// <param name="ResourceType">The followed type, e.g. <c>pods</c>.</param>
/// <param name="Changed">The keys a committed write concerns.</param>
/// <param name="Pending">
/// The keys for which an existing object may mean work not yet done: what a resync signals again.
/// </param>
public sealed record ControllerRoute(
    string ResourceType,
    Func<WatchEvent, IEnumerable<string>> Changed,
    Func<StoredObject, IEnumerable<string>> Pending)
{
    /// <summary>
    /// Whether a key is worth waking its grain, judged on the silo's replicas; null wakes it in any case. The silo that
    /// owns the key's queue judges it at every write that concerns it, in the order in which its replicas show them.
    /// </summary>
    public Func<string, IResourceStore, CancellationToken, ValueTask<bool>>? HasWork { get; init; }

    public ValueTask<bool> IsWorthWakingAsync(
        string key, IResourceStore store, CancellationToken cancellationToken) =>
        HasWork?.Invoke(key, store, cancellationToken) ?? ValueTask.FromResult(true);

    /// <summary>The object's own key, on every write and while <paramref name="isPending"/>.</summary>
    public static ControllerRoute Self(string resourceType, Func<StoredObject, bool> isPending) => new(
        resourceType,
        change => [change.Object.Key.ToString()],
        stored => isPending(stored) ? [stored.Key.ToString()] : []);

    /// <summary>The key of the object's controller owner of that kind.</summary>
    public static ControllerRoute Owner(
        string resourceType, string apiVersion, string kind, Func<StoredObject, bool> isPending) => new(
        resourceType,
        change => OwnerKeys(change.Object, apiVersion, kind),
        stored => isPending(stored) ? OwnerKeys(stored, apiVersion, kind) : []);

    private static IEnumerable<string> OwnerKeys(StoredObject stored, string apiVersion, string kind) =>
        stored.Head.Owners
            .Where(owner => owner.IsController && owner.ApiVersion == apiVersion && owner.Kind == kind)
            .Select(owner => (stored.Key with { Name = owner.Name }).ToString());
}
