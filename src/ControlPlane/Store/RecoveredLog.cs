using OrleansScheduler.Resources.Store.Log;
using OrleansScheduler.Resources.Store.Replication;
using OrleansScheduler.Resources.Store.State;

namespace OrleansScheduler.ControlPlane.Store;

/// <summary>A log opened for writing, and the state it holds: the newest snapshot and the records after it.</summary>
internal sealed record RecoveredLog(LogEpoch Epoch, long NextSequence, ResourceReplica State, LogExtent Extent)
{
    /// <exception cref="LogFencedException">Another has opened the log meanwhile.</exception>
    /// <exception cref="LogCorruptException">Something is missing or damaged; nothing is served then.</exception>
    public static async Task<RecoveredLog> OpenAsync(
        ILogStore logs,
        string log,
        IndexSchema schema,
        ResourceStoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var opening = await logs.OpenAsync(log, cancellationToken);
        try
        {
            return await ReadAsync(logs, log, opening, schema, options, time, cancellationToken);
        }
        catch (LogCorruptException)
        {
            // Where a newer epoch goes on writing, what is read need not fit together; then this says so.
            await logs.ConfirmAsync(opening.Epoch, cancellationToken);
            throw;
        }
    }

    private static async Task<RecoveredLog> ReadAsync(
        ILogStore logs,
        string log,
        LogOpening opening,
        IndexSchema schema,
        ResourceStoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var start = opening.Snapshot is { } snapshot
            ? await SnapshotCodec.DecodeAsync(
                log, snapshot.Revision, schema, logs.ReadSnapshotAsync(log, snapshot, cancellationToken), cancellationToken)
            : ResourceSnapshot.Empty(schema);
        var state = new ResourceReplica(start, schema, options.Replica, time);
        var extent = new LogExtent();
        var next = (opening.Snapshot?.Sequence + 1) ?? LogRecord.FirstSequence;
        await foreach (var record in logs.ReadAsync(log, next, cancellationToken))
        {
            Check(log, record, next, state.Current.Revision);
            state.Apply(LogBatchCodec.Decode(log, record));
            extent.Add(record);
            next++;
        }

        return next == opening.NextSequence
            ? new RecoveredLog(opening.Epoch, next, state, extent)
            : throw new LogCorruptException(log, $"it ends before record {next}, not before {opening.NextSequence}");
    }

    private static void Check(string log, LogRecord record, long sequence, long revision)
    {
        if (record.Sequence != sequence || record.FirstRevision != revision + 1)
        {
            throw new LogCorruptException(
                log,
                $"record {record.Sequence} with revision {record.FirstRevision} follows record {sequence - 1} "
                + $"with revision {revision}");
        }
    }
}
