using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>What the logs written by this silo tell: how long a commit takes, how much it carries, how long a log is.</summary>
internal sealed class LogMetrics
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private static readonly InstrumentAdvice<long> Events = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    };

    private readonly ConcurrentDictionary<string, (long Trimmed, long Last)> _extents = new();
    private readonly Histogram<double> _commitSeconds;
    private readonly Histogram<long> _batchEvents;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _snapshots;

    public LogMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(StoreMeter.Name);
        _commitSeconds = meter.CreateHistogram(
            StoreMeter.Prefix + "commit_duration_seconds", "s", "Time to make one batch durable.", null, Seconds);
        _batchEvents = meter.CreateHistogram(
            StoreMeter.Prefix + "batch_events", null, "Writes that were committed together.", null, Events);
        _bytes = meter.CreateCounter<long>(
            StoreMeter.Prefix + "committed_bytes_total", "By", "Bytes made durable.");
        _failures = meter.CreateCounter<long>(
            StoreMeter.Prefix + "commit_failures_total", null, "Appends that failed, or whose outcome is unknown.");
        _snapshots = meter.CreateCounter<long>(
            StoreMeter.Prefix + "snapshots_total", null, "Snapshots written.");
        meter.CreateObservableGauge(
            StoreMeter.Prefix + "log_records",
            () => _extents.Select(log => new Measurement<long>(log.Value.Last - log.Value.Trimmed, Tag(log.Key))),
            null,
            "Records a log holds: what a recovery reads after the snapshot.");
    }

    public void Opened(string log, LogOpening opening) =>
        _extents[log] = (opening.Snapshot?.Sequence ?? 0, opening.NextSequence - 1);

    public void Committed(string log, LogRecord record, TimeSpan elapsed)
    {
        var tag = Tag(log);
        _commitSeconds.Record(elapsed.TotalSeconds, tag);
        _batchEvents.Record(record.LastRevision - record.FirstRevision + 1, tag);
        _bytes.Add(record.Payload.Length, tag);
        Move(log, extent => extent with { Last = record.Sequence });
    }

    public void Failed(string log) => _failures.Add(1, Tag(log));

    public void SnapshotWritten(string log) => _snapshots.Add(1, Tag(log));

    public void Trimmed(string log, long throughSequence) =>
        Move(log, extent => extent with { Trimmed = throughSequence });

    private void Move(string log, Func<(long Trimmed, long Last), (long Trimmed, long Last)> move) =>
        _extents.AddOrUpdate(log, _ => move(default), (_, extent) => move(extent));

    private static KeyValuePair<string, object?> Tag(string log) => new(StoreMeter.ResourceTag, log);
}
