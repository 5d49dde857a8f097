using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Nodes;

/// <summary>
/// Makes sure on every silo that each Node has a NodeGrain that watches over it: when the Node comes up, and again
/// now and then in case the grain's silo was lost. Keeps the brake's count of the zones on the way.
/// </summary>
internal sealed partial class NodeWaker(
    IResourceStore store,
    IGrainFactory grains,
    EvictionBrake brake,
    IOptions<NodeOptions> options,
    TimeProvider time,
    ILogger<NodeWaker> logger)
{
    private static readonly WatchQuery AllNodes = new() { AfterRevision = null };

    private readonly ResourceFollower _nodes = new(store, CoreTypes.Nodes, AllNodes, time, logger);
    private readonly WakeSignal _changed = new(time);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _new = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_nodes.RunAsync(Apply, cancellationToken), WakeAsync(cancellationToken));

    private void Apply(WatchEvent change)
    {
        var name = change.Object.Key.Name;
        lock (_lock)
        {
            if (change.Type == WatchEventType.Deleted)
            {
                brake.Remove(name);
                _names.Remove(name);
                return;
            }

            brake.Set(change.Object.As<V1Node>());
            if (_names.Add(name))
            {
                _new.Add(name);
                _changed.Set();
            }
        }
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        var all = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _changed.WaitAsync(options.Value.WakePeriod, cancellationToken);
                var isRound = time.GetElapsedTime(all) >= options.Value.WakePeriod;
                all = isRound ? time.GetTimestamp() : all;
                await Parallel.ForEachAsync(Take(isRound), cancellationToken, WakeOneAsync);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private string[] Take(bool isRound)
    {
        lock (_lock)
        {
            string[] names = [.. isRound ? _names : _new];
            _new.Clear();
            return names;
        }
    }

    private async ValueTask WakeOneAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<INodeGrain>(name).WakeAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next round tries again.
            LogNotWoken(logger, name, exception);
        }
    }
}
