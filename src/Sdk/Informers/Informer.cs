using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, T> cache = new();
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Action<ResourceEvent<T>>> handlers = [];
    private readonly ResourceClient<T> client;
    private readonly ResourceQuery query;
    private readonly TimeSpan? resync;
    private readonly TimeProvider time;

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
    public ICollection<T> Items => cache.Values;

    /// <summary>The object with the key <c>namespace/name</c> (or <c>name</c> for cluster-wide kinds); null when not known.</summary>
    public T? Find(string key) => cache.GetValueOrDefault(key);

    /// <summary>The key of an object in this cache.</summary>
    public static string KeyOf(T resource) => string.IsNullOrEmpty(resource.Metadata.NamespaceProperty)
        ? resource.Metadata.Name
        : $"{resource.Metadata.NamespaceProperty}/{resource.Metadata.Name}";

    /// <summary>Adds a handler; call it before <see cref="RunAsync"/>. A resync repeats every object as Modified.</summary>
    public void OnChange(Action<ResourceEvent<T>> handler) => handlers.Add(handler);

    /// <summary>Keeps the cache current until cancelled. A refusal by the server that retrying cannot mend is thrown.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = resync is { } period
            ? time.CreateTimer(_ => Resync(), null, period, period)
            : null;
        try
        {
            var watch = new ResourceWatch<T>(client, time) { Listed = () => synced.TrySetResult() };
            await foreach (var change in watch.ReadAsync(query, stop.Token))
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

    private void Accept(ResourceEvent<T> change)
    {
        lock (handlers)
        {
            if (change.Type == ResourceEventType.Deleted)
            {
                cache.TryRemove(KeyOf(change.Resource), out _);
            }
            else
            {
                cache[KeyOf(change.Resource)] = change.Resource;
            }

            Notify(change);
        }
    }

    private void Resync()
    {
        lock (handlers)
        {
            foreach (var resource in cache.Values)
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
