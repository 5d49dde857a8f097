using System.Threading.Channels;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>
/// Writes Events in the background, one after the other, as few as <see cref="EventCorrelator"/> lets through.
/// </summary>
internal sealed partial class EventRecorder : IEventRecorder
{
    private readonly IResourceRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger<EventRecorder> _logger;
    private readonly EventCorrelator _correlator;
    private readonly Channel<EventNote> _notes;
    private long _lastTicks;
    private long _dropped;

    public EventRecorder(
        IResourceRegistry registry,
        IOptions<EventRecorderOptions> options,
        TimeProvider time,
        ILogger<EventRecorder> logger)
    {
        _registry = registry;
        _time = time;
        _logger = logger;
        _correlator = new EventCorrelator(options.Value);
        _notes = Channel.CreateBounded<EventNote>(
            new BoundedChannelOptions(options.Value.QueueLength)
            {
                FullMode = BoundedChannelFullMode.DropWrite,
                SingleReader = true,
            },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Notes dropped because they came faster than they could be written.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Record(string component, V1ObjectReference regarding, string type, string reason, string message) =>
        _notes.Writer.TryWrite(new EventNote(component, regarding, type, reason, message, DistinctNow()));

    /// <summary>Writes what is recorded until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var note in _notes.Reader.ReadAllAsync(cancellationToken))
            {
                await WriteAsync(note, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    // An Event that cannot be written (its namespace is going, the store is away) is lost, never the recorder.
    private async Task WriteAsync(EventNote note, CancellationToken cancellationToken)
    {
        try
        {
            if (_correlator.Correlate(note) is { } write
                && (write.Known is not { } known || !await RepeatAsync(known, write.Note, cancellationToken)))
            {
                await CreateAsync(write, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogLost(_logger, note.Reason, note.Regarding.Name, exception.Message);
        }
    }

    private async Task CreateAsync(EventWrite write, CancellationToken cancellationToken)
    {
        var created = await _registry.CreateAsync(
            Kinds.Of<Corev1Event>(), EventObjects.Make(write.Note), Options(write.Note), cancellationToken);
        _correlator.Remember(write, created.Key);
    }

    private async Task<bool> RepeatAsync(ObjectKey known, EventNote note, CancellationToken cancellationToken)
    {
        try
        {
            await _registry.UpdateAsync(
                Kinds.Of<Corev1Event>(),
                known,
                "",
                state =>
                {
                    var repeated = (Corev1Event)state!;
                    repeated.Count = (repeated.Count ?? 0) + 1;
                    repeated.LastTimestamp = note.Time;
                    repeated.Message = note.Message;
                    return repeated;
                },
                Options(note),
                cancellationToken);
            return true;
        }
        catch (StatusException refusal) when (refusal.Reason == "NotFound")
        {
            return false;
        }
    }

    // Names of Events carry the time: no two may share it.
    private DateTime DistinctNow()
    {
        var now = _time.GetUtcNow().UtcTicks;
        long last, distinct;
        do
        {
            last = Interlocked.Read(ref _lastTicks);
            distinct = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _lastTicks, distinct, last) != last);

        return new DateTime(distinct, DateTimeKind.Utc);
    }

    private static WriteOptions Options(EventNote note) => WriteOptions.ByController(note.Component);
}
