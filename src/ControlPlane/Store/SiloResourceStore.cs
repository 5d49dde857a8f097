using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Store.Messages;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Resources.Store.Replication;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The store as a silo sees it: writes go to the grain, reads to the silo's replica.</summary>
internal sealed class SiloResourceStore(
    ReplicaSet replicas, ILogStore log, IOptions<ResourceStoreOptions> options, TimeProvider time) : IResourceStore
{
    private readonly ResourceStoreOptions _options = options.Value;

    public ValueTask<StoredObject?> GetAsync(
        string resourceType, ObjectKey key, ReadConsistency consistency, CancellationToken cancellationToken)
    {
        var feed = replicas.For(resourceType);
        return consistency == ReadConsistency.Any && feed.Loaded.IsCompletedSuccessfully
            ? ValueTask.FromResult(feed.Loaded.GetAwaiter().GetResult().Get(key))
            : GetFreshAsync(feed, key, consistency, cancellationToken);
    }

    public async ValueTask<ListPage> ListAsync(
        string resourceType, ListQuery query, CancellationToken cancellationToken)
    {
        var replica = await ReadableAsync(replicas.For(resourceType), query.Consistency, cancellationToken);
        return await replica.ListAsync(query, cancellationToken);
    }

    public async ValueTask<IResourceWatch> WatchAsync(
        string resourceType, WatchQuery query, CancellationToken cancellationToken)
    {
        var replica = await ReadableAsync(replicas.For(resourceType), ReadConsistency.Any, cancellationToken);
        return replica.Watch(query);
    }

    public async ValueTask<IReadOnlyList<WriteOutcome>> WriteAsync(
        string resourceType, IReadOnlyList<WriteRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests)
        {
            CheckSize(request);
        }

        var feed = replicas.For(resourceType);
        var call = new WriteCall(requests as WriteRequest[] ?? [.. requests]);
        var reply = await AskAsync(token => feed.Store.WriteAsync(call, token), cancellationToken);
        await BecomeVisibleAsync(feed, reply.Outcomes);
        return reply.Outcomes;
    }

    private async ValueTask<StoredObject?> GetFreshAsync(
        ReplicaFeed feed, ObjectKey key, ReadConsistency consistency, CancellationToken cancellationToken) =>
        (await ReadableAsync(feed, consistency, cancellationToken)).Get(key);

    private async ValueTask<ResourceReplica> ReadableAsync(
        ReplicaFeed feed, ReadConsistency consistency, CancellationToken cancellationToken)
    {
        var replica = await LoadedAsync(feed, cancellationToken);
        if (consistency == ReadConsistency.MostRecent)
        {
            await PassBarrierAsync(feed, replica, cancellationToken);
        }

        return replica;
    }

    private async ValueTask PassBarrierAsync(
        ReplicaFeed feed, ResourceReplica replica, CancellationToken cancellationToken)
    {
        try
        {
            var newest = await AskAsync(feed.Store.BarrierAsync, cancellationToken);
            await CaughtUpAsync(replica, newest, cancellationToken);
        }
        catch (StoreUnavailableException) when (log.IsExclusive)
        {
            // Storage is down (a full disk): reads go on, for nobody else can have written meanwhile.
        }
    }

    private async ValueTask<ResourceReplica> LoadedAsync(ReplicaFeed feed, CancellationToken cancellationToken)
    {
        try
        {
            return await feed.Loaded.WaitAsync(_options.ReplicaWait, time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new StoreUnavailableException("The store is not ready.", late);
        }
    }

    private async ValueTask CaughtUpAsync(ResourceReplica replica, long revision, CancellationToken cancellationToken)
    {
        try
        {
            await replica.WaitForAsync(revision, _options.RevisionWait, cancellationToken);
        }
        catch (RevisionTooLargeException behind)
        {
            throw new StoreUnavailableException("The replica of this silo lags behind the store.", behind);
        }
    }

    // Whoever wrote reads its write on this silo, also with ReadConsistency.Any. The write is committed: no waiting
    // for a lagging or stopped replica, and no cancellation, may take that answer away.
    private async ValueTask BecomeVisibleAsync(ReplicaFeed feed, WriteOutcome[] outcomes)
    {
        var newest = outcomes.Max(outcome => outcome.Status == WriteStatus.Committed ? outcome.Object?.Revision : null);
        if (newest is not { } revision)
        {
            return;
        }

        try
        {
            var replica = await feed.Loaded.WaitAsync(_options.RevisionWait, time, replicas.Stopped);
            await replica.WaitForAsync(revision, _options.RevisionWait, replicas.Stopped);
        }
        catch (Exception late) when (late is TimeoutException or RevisionTooLargeException or OperationCanceledException)
        {
            // A barrier is there for those who must see it even so.
        }
    }

    private static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (Exception failure) when (failure is not (StoreUnavailableException or ArgumentException)
            && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"The store does not answer: {failure.Message}", failure);
        }
    }

    private void CheckSize(WriteRequest request)
    {
        if (request.Json.Length > _options.ObjectMaxBytes)
        {
            throw StatusErrors.EntityTooLarge(_options.ObjectMaxBytes);
        }
    }
}
