using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Streams;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Reconcilers;

/// <summary>
/// Nothing is forgotten: signals every key that may have work again, every few minutes and whenever signals may have
/// been lost, by awaited grain calls, each key once a round and a bounded number at a time. A silo signals the keys
/// whose stream queues it owns, so together the silos signal each key once.
/// </summary>
internal sealed partial class ResyncService(
    IResourceStore store,
    IGrainFactory grains,
    ActiveControllers controllers,
    SignalQueues queues,
    IOptions<ReconcilerOptions> options,
    TimeProvider time,
    ILogger<ResyncService> logger)
{
    private readonly SemaphoreSlim _requested = new(1, 1);

    /// <summary>Asks for a round soon; requests that come while one waits are the same request.</summary>
    public void Request()
    {
        lock (_requested)
        {
            if (_requested.CurrentCount == 0)
            {
                _requested.Release();
            }
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        queues.Taken += Request;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await WaitAsync(cancellationToken);
                if (!await SignalAllAsync(cancellationToken))
                {
                    await Task.Delay(options.Value.FeedRetry, time, cancellationToken);
                    Request();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops.
        }
        finally
        {
            queues.Taken -= Request;
        }
    }

    /// <summary>One round; false when a type could not be listed and the round is to be repeated.</summary>
    public async Task<bool> SignalAllAsync(CancellationToken cancellationToken)
    {
        var isComplete = true;
        foreach (var resourceType in controllers.ResourceTypes)
        {
            try
            {
                var keys = await PendingAsync(resourceType, cancellationToken);
                await Parallel.ForEachAsync(keys, Concurrency(cancellationToken), SignalAsync);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogSkipped(logger, resourceType, exception);
                isComplete = false;
            }
        }

        return isComplete;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var period = new CancellationTokenSource(options.Value.ResyncPeriod, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(period.Token, cancellationToken);
        await _requested.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<IReadOnlySet<(string Controller, string Key)>> PendingAsync(
        string resourceType, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(
            resourceType, new ListQuery { Consistency = ReadConsistency.Any }, cancellationToken);
        var keys = new HashSet<(string Controller, string Key)>();
        foreach (var (controller, route) in controllers.Following(resourceType))
        {
            foreach (var key in page.Items.SelectMany(route.Pending).Distinct())
            {
                if (queues.Owns(StreamId.Create(controller.Name, key))
                    && await route.IsWorthWakingAsync(key, store, cancellationToken))
                {
                    keys.Add((controller.Name, key));
                }
            }
        }

        return keys;
    }

    private ParallelOptions Concurrency(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = options.Value.ResyncConcurrency,
        CancellationToken = cancellationToken,
    };

    // One key that cannot be reached must not keep the others from being signalled.
    private async ValueTask SignalAsync((string Controller, string Key) entry, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IReconcilerGrain>(GrainId.Create(entry.Controller, entry.Key))
                .LookAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(logger, entry.Controller, entry.Key, exception);
        }
    }
}
