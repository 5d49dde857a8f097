namespace OrleansScheduler.Resources.Store.Log;

/// <summary>
/// Durable logs, one per resource type: numbered records and the newest snapshot. The log is the fence of its writer:
/// opening it claims an epoch, and from then on nothing of an older epoch is accepted, wherever its writer runs.
/// </summary>
/// <remarks>
/// Any exception but <see cref="LogFencedException"/> and <see cref="LogCorruptException"/> leaves the outcome of an
/// append unknown: read it back and compare the nonce, never append it again.
/// </remarks>
public interface ILogStore
{
    /// <summary>The largest payload of a record and of a snapshot chunk.</summary>
    int MaxPayloadBytes { get; }

    /// <summary>How many records fit between a snapshot's trim and the next; a ring of slots has few.</summary>
    long MaxRecords { get; }

    /// <summary>
    /// Whether no other process can open these logs while this one lives; then this process has seen every
    /// acknowledged write, and its replicas may answer where the store itself cannot.
    /// </summary>
    bool IsExclusive => false;

    /// <summary>Claims the next epoch and tells what there is to recover. A log that never was is empty.</summary>
    Task<LogOpening> OpenAsync(string log, CancellationToken cancellationToken);

    /// <summary>The chunks of a snapshot, in order.</summary>
    /// <exception cref="LogCorruptException">A chunk is missing or damaged.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadSnapshotAsync(
        string log, LogSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>The records from a sequence number on, in order.</summary>
    /// <exception cref="LogCorruptException">A record is damaged or belongs elsewhere.</exception>
    IAsyncEnumerable<LogRecord> ReadAsync(string log, long fromSequence, CancellationToken cancellationToken);

    /// <summary>Makes one record durable; its sequence number follows the last one's.</summary>
    /// <exception cref="LogFencedException">A newer epoch has been claimed; the record is not in the log.</exception>
    Task AppendAsync(LogEpoch epoch, LogRecord record, CancellationToken cancellationToken);

    /// <summary>Answers only if the epoch was the newest at some time after the call: the read barrier.</summary>
    /// <exception cref="LogFencedException">A newer epoch has been claimed.</exception>
    Task ConfirmAsync(LogEpoch epoch, CancellationToken cancellationToken);

    /// <summary>Stores a snapshot; it takes the place of the older one when all its chunks are durable.</summary>
    /// <exception cref="LogFencedException">A newer epoch has been claimed.</exception>
    Task WriteSnapshotAsync(
        LogEpoch epoch,
        LogSnapshot snapshot,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken);

    /// <summary>Forgets the records up to a sequence number, which a snapshot covers.</summary>
    /// <exception cref="LogFencedException">A newer epoch has been claimed.</exception>
    Task TrimAsync(LogEpoch epoch, long throughSequence, CancellationToken cancellationToken);
}
