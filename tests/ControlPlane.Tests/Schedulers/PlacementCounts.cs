using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

/// <summary>The placements of a silo's schedulers by outcome, as its metrics count them.</summary>
internal sealed class PlacementCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = [];
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PlacementCounts(IServiceProvider silo)
    {
        var meters = silo.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "orleans_scheduler_scheduler_placements_total")
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Add(count, tags));
        _listener.Start();
    }

    /// <summary>Completes when a node has refused a placement.</summary>
    public Task Refused => _refused.Task;

    public long this[string outcome]
    {
        get
        {
            lock (_counts)
            {
                return _counts.GetValueOrDefault(outcome);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var outcome = tags.ToArray().Single(tag => tag.Key == "outcome").Value?.ToString() ?? "";
        lock (_counts)
        {
            _counts[outcome] = _counts.GetValueOrDefault(outcome) + count;
        }

        if (outcome == "NodeRefused")
        {
            _refused.TrySetResult();
        }
    }
}
