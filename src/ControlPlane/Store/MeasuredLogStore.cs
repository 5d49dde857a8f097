using System.Diagnostics;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>The silo's log store, measured.</summary>
internal sealed class MeasuredLogStore(ILogStore inner, LogMetrics metrics) : ILogStore
{
    public int MaxPayloadBytes => inner.MaxPayloadBytes;

    public long MaxRecords => inner.MaxRecords;

    public bool IsExclusive => inner.IsExclusive;

    public async Task<LogOpening> OpenAsync(string log, CancellationToken cancellationToken)
    {
        var opening = await inner.OpenAsync(log, cancellationToken);
        metrics.Opened(log, opening);
        return opening;
    }

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadSnapshotAsync(
        string log, LogSnapshot snapshot, CancellationToken cancellationToken) =>
        inner.ReadSnapshotAsync(log, snapshot, cancellationToken);

    public IAsyncEnumerable<LogRecord> ReadAsync(string log, long fromSequence, CancellationToken cancellationToken) =>
        inner.ReadAsync(log, fromSequence, cancellationToken);

    public async Task AppendAsync(LogEpoch epoch, LogRecord record, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await inner.AppendAsync(epoch, record, cancellationToken);
        }
        catch
        {
            metrics.Failed(epoch.Log);
            throw;
        }

        metrics.Committed(epoch.Log, record, Stopwatch.GetElapsedTime(start));
    }

    public Task ConfirmAsync(LogEpoch epoch, CancellationToken cancellationToken) =>
        inner.ConfirmAsync(epoch, cancellationToken);

    public async Task WriteSnapshotAsync(
        LogEpoch epoch,
        LogSnapshot snapshot,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken)
    {
        await inner.WriteSnapshotAsync(epoch, snapshot, chunks, cancellationToken);
        metrics.SnapshotWritten(epoch.Log);
    }

    public async Task TrimAsync(LogEpoch epoch, long throughSequence, CancellationToken cancellationToken)
    {
        await inner.TrimAsync(epoch, throughSequence, cancellationToken);
        metrics.Trimmed(epoch.Log, throughSequence);
    }
}
