using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Streams;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// Feeds the stream queues: follows the silo's replica of every type a controller cares for and posts each committed
/// write to the streams it concerns. Whenever writes may have been missed, it asks for a resync.
/// </summary>
internal sealed partial class RevisionLogFeed(
    IResourceStore store,
    ActiveControllers controllers,
    SignalQueues queues,
    ResyncService resync,
    IOptions<ReconcilerOptions> options,
    TimeProvider time,
    ILogger<RevisionLogFeed> logger)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(controllers.ResourceTypes.Select(type => FollowAsync(type, cancellationToken)));

    private async Task FollowAsync(string resourceType, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowOnceAsync(resourceType, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogBroken(logger, resourceType, exception);
            }

            await Task.Delay(options.Value.FeedRetry, time, cancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The watch is open before the resync lists, so a write is seen by one or the other.
    private async Task FollowOnceAsync(string resourceType, CancellationToken cancellationToken)
    {
        await using var watch = await store.WatchAsync(
            resourceType, new WatchQuery { AfterRevision = null }, cancellationToken);
        resync.Request();
        while (await watch.WaitToReadAsync(cancellationToken))
        {
            while (watch.TryRead(out var change))
            {
                await PostAsync(resourceType, change, cancellationToken);
            }
        }
    }

    private async ValueTask PostAsync(string resourceType, WatchEvent change, CancellationToken cancellationToken)
    {
        foreach (var (controller, route) in controllers.Following(resourceType))
        {
            foreach (var key in route.Changed(change))
            {
                var stream = StreamId.Create(controller.Name, key);
                if (queues.Owns(stream) && await route.IsWorthWakingAsync(key, store, cancellationToken))
                {
                    queues.Post(stream, Signal(resourceType, change));
                }
            }
        }
    }

    private static RevisionSignal Signal(string resourceType, WatchEvent change) => new(
        resourceType, change.Object.Key.ToString(), change.Revision, change.Type == WatchEventType.Deleted);
}
