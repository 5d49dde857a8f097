using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// The replicas of this silo, each started when it is first asked for. They stop before the silo deactivates its
/// grains, which would wait for their open questions.
/// </summary>
internal sealed class ReplicaSet(
    IGrainFactory grains, IOptions<ResourceStoreOptions> options, TimeProvider time, ILogger<ReplicaFeed> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Lazy<(ReplicaFeed Feed, Task Running)>> _feeds = new();

    /// <summary>Cancelled when the replicas no longer follow.</summary>
    public CancellationToken Stopped => _stop.Token;

    public ReplicaFeed For(string resourceType) =>
        _feeds.GetOrAdd(resourceType, type => new(() => Start(type))).Value.Feed;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<ReplicaSet>(ServiceLifecycleStage.Active, _ => Task.CompletedTask, _ => StopAsync());

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_feeds.Values.Select(started => started.Value.Running));
    }

    private (ReplicaFeed Feed, Task Running) Start(string resourceType)
    {
        var feed = new ReplicaFeed(resourceType, grains, options.Value, time, logger);

        // On the thread pool, because the first to ask may be a grain, whose turns this loop is not part of.
        return (feed, Task.Run(() => feed.RunAsync(_stop.Token), CancellationToken.None));
    }
}
