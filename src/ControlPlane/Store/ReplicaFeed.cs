using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// Keeps this silo's replica of one resource type following its store: asks for what comes after the revision it has,
/// again after any failure, and reads the state anew when the history does not reach back.
/// </summary>
internal sealed class ReplicaFeed(
    string resourceType, IGrainFactory grains, ResourceStoreOptions options, TimeProvider time, ILogger logger)
{
    private readonly IndexSchema _schema = IndexSchema.For(resourceType, Kinds.All);
    private readonly TaskCompletionSource<ResourceReplica> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _lag;

    /// <summary>The replica, once it has been loaded.</summary>
    public Task<ResourceReplica> Loaded => _loaded.Task;

    public string ResourceType => resourceType;

    /// <summary>How many revisions the store was ahead when it last answered.</summary>
    public long Lag => Volatile.Read(ref _lag);

    public IResourceStoreGrain Store { get; } = grains.GetGrain<IResourceStoreGrain>(resourceType);

    /// <summary>Follows until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = options.RetryMin;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await AdvanceAsync(cancellationToken);
                pause = options.RetryMin;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                ReplicaFeedLog.PullFailed(logger, failure, resourceType, pause);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.RetryMax.Ticks));
            }
        }
    }

    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        if (!Loaded.IsCompleted)
        {
            _loaded.SetResult(await LoadAsync(cancellationToken));
        }

        var replica = await Loaded;
        if (!await TryPullAsync(replica, cancellationToken))
        {
            ReplicaFeedLog.Relisting(logger, resourceType, replica.Current.Revision);
            replica.Reset(await ReadStateAsync(null, cancellationToken));
        }
    }

    // From where the store's history begins, so that watches resume across a restart of this silo. Where the history
    // moves on faster than it is read, the newest state has to do.
    private async Task<ResourceReplica> LoadAsync(CancellationToken cancellationToken)
    {
        var newest = await Store.BarrierAsync(cancellationToken);
        try
        {
            var oldest = await Store.GetOldestRevisionAsync();
            var replica = Replica(await ReadStateAsync(oldest, cancellationToken));
            while (replica.Current.Revision < newest)
            {
                if (!await TryPullAsync(replica, cancellationToken))
                {
                    throw new RevisionExpiredException(replica.Current.Revision, newest);
                }
            }

            return replica;
        }
        catch (RevisionExpiredException)
        {
            return Replica(await ReadStateAsync(null, cancellationToken));
        }
    }

    private async Task<bool> TryPullAsync(ResourceReplica replica, CancellationToken cancellationToken)
    {
        var reply = await Store.PullAsync(replica.Current.Revision, cancellationToken);
        replica.Apply(reply.Events);
        Volatile.Write(ref _lag, Math.Max(0, reply.Newest - replica.Current.Revision));
        return !reply.IsExpired;
    }

    private ResourceReplica Replica(ResourceSnapshot start) => new(start, _schema, options.Replica, time);

    private async Task<ResourceSnapshot> ReadStateAsync(long? revision, CancellationToken cancellationToken)
    {
        var objects = new List<StoredObject>();
        var page = await Store.ReadStateAsync(revision, null, cancellationToken);
        objects.AddRange(page.Objects);
        while (!page.IsLast)
        {
            page = await Store.ReadStateAsync(page.Revision, objects[^1].Key.ToString(), cancellationToken);
            objects.AddRange(page.Objects);
        }

        return ResourceSnapshot.Restore(_schema, page.Revision, objects, []);
    }
}
