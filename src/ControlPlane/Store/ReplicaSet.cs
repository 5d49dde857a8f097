using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>
/// The replicas of this silo, each started when it is first asked for. They stop before the silo deactivates its
/// grains, which would wait for their open questions.
/// </summary>
internal sealed class ReplicaSet : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly IGrainFactory _grains;
    private readonly ResourceStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ReplicaFeed> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Lazy<(ReplicaFeed Feed, Task Running)>> _feeds = new();

    public ReplicaSet(
        IGrainFactory grains,
        IOptions<ResourceStoreOptions> options,
        IMeterFactory meters,
        TimeProvider time,
        ILogger<ReplicaFeed> logger)
    {
        (_grains, _options, _time, _logger) = (grains, options.Value, time, logger);
        ReplicaMetrics.Observe(meters, () => Followed);
    }

    /// <summary>Those that were asked for.</summary>
    public IEnumerable<ReplicaFeed> Followed =>
        _feeds.Values.Where(started => started.IsValueCreated).Select(started => started.Value.Feed);

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
        var feed = new ReplicaFeed(resourceType, _grains, _options, _time, _logger);

        // On the thread pool, because the first to ask may be a grain, whose turns this loop is not part of.
        return (feed, Task.Run(() => feed.RunAsync(_stop.Token), CancellationToken.None));
    }
}
