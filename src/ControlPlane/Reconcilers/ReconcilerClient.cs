using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// How one key's reconciler reads and writes. Reads come from the silo's replica but never from before the key's own
/// writes, so a plan is not made twice because the replica lags (the expectations of Kubernetes' controllers, kept by
/// revision instead of by counting).
/// </summary>
/// <remarks>
/// The first read of a type is a most recent one: what an earlier activation wrote, on whatever silo, is unknown.
/// </remarks>
public sealed class ReconcilerClient(IResourceStore store, IResourceRegistry registry, string controller)
{
    private readonly ConcurrentDictionary<string, long> _seenAtLeast = new();
    private readonly WriteOptions _options = WriteOptions.ByController(controller);

    /// <summary>Reads afresh from here on: after a failure, what was written is not known.</summary>
    public void DoubtView() => _seenAtLeast.Clear();

    public async ValueTask<StoredObject?> GetAsync(
        string resourceType, ObjectKey key, CancellationToken cancellationToken)
    {
        await ListAsync(resourceType, Nothing, cancellationToken);
        return await store.GetAsync(resourceType, key, ReadConsistency.Any, cancellationToken);
    }

    public async ValueTask<T?> GetAsync<T>(ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await GetAsync(Kinds.Of<T>().ResourceType, key, cancellationToken))?.As<T>();

    /// <summary>The newest state, whatever this client has seen: asked where another reconciler may have written.</summary>
    public async ValueTask<T?> GetNewestAsync<T>(ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var resourceType = Kinds.Of<T>().ResourceType;
        var newest = await store.GetAsync(resourceType, key, ReadConsistency.MostRecent, cancellationToken);
        return newest?.As<T>();
    }

    /// <summary>The objects of type <typeparamref name="T"/> that name this uid as an owner.</summary>
    public async ValueTask<IReadOnlyList<T>> OwnedAsync<T>(
        string ownerNamespace, string ownerUid, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var query = new ListQuery
        {
            Namespace = ownerNamespace,
            Index = new IndexKey(ObjectIndex.OwnerUid, ownerUid),
        };
        var owned = await ListAsync(Kinds.Of<T>().ResourceType, query, cancellationToken);
        return [.. owned.Select(stored => stored.As<T>())];
    }

    public async ValueTask<IReadOnlyList<StoredObject>> ListAsync(
        string resourceType, ListQuery query, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(resourceType, NotBeforeOwnWrites(resourceType, query), cancellationToken);
        SeeAtLeast(resourceType, page.Revision);
        return page.Items;
    }

    /// <summary>How many objects of type <typeparamref name="T"/> there are, without reading them.</summary>
    public async ValueTask<long> CountAsync<T>(CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var query = new ListQuery { Limit = 1, Consistency = ReadConsistency.Any };
        var page = await store.ListAsync(Kinds.Of<T>().ResourceType, query, cancellationToken);
        return page.Items.Count + page.Remaining;
    }

    public async Task<T> CreateAsync<T>(T obj, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = Kinds.Of<T>();
        var created = await registry.CreateAsync(kind, obj, _options, cancellationToken);
        SeeAtLeast(kind.ResourceType, created.Revision);
        return created.As<T>();
    }

    /// <summary>Changes the newest state, whatever it is; use it where the change holds for any state.</summary>
    public async Task<T> UpdateAsync<T>(
        ObjectKey key, string subresource, Action<T> change, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = Kinds.Of<T>();
        var updated = await registry.UpdateAsync(
            kind, key, subresource, state => Changed(state, change), _options, cancellationToken);
        SeeAtLeast(kind.ResourceType, updated.Object.Revision);
        return updated.Object.As<T>();
    }

    /// <summary>Changes the metadata of the newest state of an object of any kind.</summary>
    public async Task UpdateMetadataAsync(
        ResourceKind kind, ObjectKey key, Action<V1ObjectMeta> change, CancellationToken cancellationToken)
    {
        var updated = await registry.UpdateAsync(
            kind,
            key,
            "",
            state => Changed<IKubernetesObject<V1ObjectMeta>>(state, obj => change(obj.Metadata)),
            _options,
            cancellationToken);
        SeeAtLeast(kind.ResourceType, updated.Object.Revision);
    }

    /// <summary>Replaces the state this was made from; Conflict when that is no longer the newest.</summary>
    public async Task<T> ReplaceAsync<T>(T obj, string subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = Kinds.Of<T>();
        var key = new ObjectKey(obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name);
        var updated = await registry.UpdateAsync(kind, key, subresource, _ => obj, _options, cancellationToken);
        SeeAtLeast(kind.ResourceType, updated.Object.Revision);
        return updated.Object.As<T>();
    }

    public async Task DeleteAsync(
        ResourceKind kind, ObjectKey key, V1DeleteOptions deleteOptions, CancellationToken cancellationToken)
    {
        var deleted = await registry.DeleteAsync(kind, key, deleteOptions, _options, cancellationToken);
        SeeAtLeast(kind.ResourceType, deleted.Object.Revision);
    }

    // A list of nothing still waits for its revision.
    private static ListQuery Nothing { get; } = new() { Index = new IndexKey(ObjectIndex.OwnerUid, "") };

    private static T Changed<T>(IKubernetesObject<V1ObjectMeta>? state, Action<T> change)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var copy = (T)state!;
        change(copy);
        return copy;
    }

    private ListQuery NotBeforeOwnWrites(string resourceType, ListQuery query) =>
        _seenAtLeast.TryGetValue(resourceType, out var revision)
            ? query with { Consistency = ReadConsistency.Any, NotOlderThan = revision }
            : query with { Consistency = ReadConsistency.MostRecent };

    private void SeeAtLeast(string resourceType, long revision) =>
        _seenAtLeast.AddOrUpdate(resourceType, revision, (_, seen) => Math.Max(seen, revision));
}
