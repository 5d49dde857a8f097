using System.Collections.Immutable;
using k8s;
using k8s.Models;
using OrleansScheduler.Sdk.Resources;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Informers;

/// <summary>
/// A local cache of the selected objects and the notifications of their changes, from one list and watch. Handlers run one after
/// the other on the informer's loop, after the cache was changed: they should hand work on (see <see cref="Queues.WorkQueue{TKey}"/>).
/// </summary>
public sealed class Informer<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock gate = new();
    private readonly InformerCache<T> cache = new();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ResourceClient<T> client;
    private readonly ResourceQuery query;
    private readonly TimeSpan? resync;
    private readonly TimeProvider time;
    private ImmutableArray<Action<ResourceEvent<T>>> handlers = [];

    internal Informer(ResourceClient<T> client, ResourceQuery query, TimeSpan? resync, TimeProvider time)
    {
        this.client = client;
        this.query = query;
        this.resync = resync;
        this.time = time;
    }

    /// <summary>Completes when the cache first holds everything the query selected.</summary>
    public Task Synced => synced.Task;

    /// <summary>The objects now known.</summary>
    public ICollection<T> Items => cache.Items;

    /// <summary>The object with the key <c>namespace/name</c> (or <c>name</c> for cluster-wide kinds); null when not known.</summary>
    public T? Find(string key) => cache.Find(key);

    /// <summary>The objects an index has under a value.</summary>
    /// <exception cref="KeyNotFoundException">There is no such index.</exception>
    public IReadOnlyCollection<T> FindBy(string index, string value) => cache.FindBy(index, value);

    /// <summary>The key of an object in this cache.</summary>
    public static string KeyOf(T resource) => string.IsNullOrEmpty(resource.Metadata.NamespaceProperty)
        ? resource.Metadata.Name
        : $"{resource.Metadata.NamespaceProperty}/{resource.Metadata.Name}";

    /// <summary>Keeps the objects findable by values of theirs, such as a pod's node; null and none leave an object out.</summary>
    public void AddIndex(string name, Func<T, IEnumerable<string?>> values)
    {
        lock (gate)
        {
            cache.AddIndex(name, values);
        }
    }

    /// <inheritdoc cref="AddIndex(string, Func{T, IEnumerable{string?}})"/>
    public void AddIndex(string name, Func<T, string?> value) => AddIndex(name, resource => [value(resource)]);

    /// <summary>
    /// Adds a handler until the result is disposed. It is told first, as Added, what the cache holds already. A resync repeats every
    /// object as Modified.
    /// </summary>
    public IDisposable OnChange(Action<ResourceEvent<T>> handler)
    {
        lock (gate)
        {
            foreach (var resource in cache.Items)
            {
                handler(new(ResourceEventType.Added, resource));
            }

            handlers = handlers.Add(handler);
        }

        return new InformerSubscription(() => Remove(handler));
    }

    /// <summary>Keeps the cache current until cancelled. A refusal by the server that retrying cannot mend is thrown.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var timer = resync is { } period
            ? time.CreateTimer(_ => Resync(), null, period, period)
            : null;
        try
        {
            var watch = new ResourceWatch<T>(client, time) { Listed = () => synced.TrySetResult() };
            await foreach (var change in watch.ReadAsync(query, cancellationToken))
            {
                Accept(change);
            }
        }
        catch (Exception failure)
        {
            synced.TrySetException(failure);
            throw;
        }
    }

    private void Remove(Action<ResourceEvent<T>> handler)
    {
        lock (gate)
        {
            handlers = handlers.Remove(handler);
        }
    }

    private void Accept(ResourceEvent<T> change)
    {
        lock (gate)
        {
            cache.Accept(change);
            Notify(change);
        }
    }

    private void Resync()
    {
        lock (gate)
        {
            foreach (var resource in cache.Items)
            {
                Notify(new(ResourceEventType.Modified, resource));
            }
        }
    }

    private void Notify(ResourceEvent<T> change)
    {
        foreach (var handler in handlers)
        {
            handler(change);
        }
    }
}
