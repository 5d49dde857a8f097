using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// Logs over any grain storage that writes a state only against the ETag last seen, and creates one only once: a ring
/// of slots per log, volumes for what has left the ring, and a head that refers to them.
/// </summary>
internal sealed class RingLogStore(
    BlockStore blocks, RingOptions options, Func<Guid> newId, TimeProvider time, ILogger<RingLogStore> logger) : ILogStore
{
    private readonly ConcurrentDictionary<string, RingLog> _opened = new();

    public int MaxPayloadBytes => options.RecordMaxBytes;

    public long MaxRecords => long.MaxValue;

    public async Task<LogOpening> OpenAsync(string log, CancellationToken cancellationToken)
    {
        var opened = await new RingOpener(log, blocks, options, newId, time, logger).OpenAsync(cancellationToken);
        var opening = opened.Opening;
        _opened.AddOrUpdate(log, opened, (_, other) => other.Epoch.Number > opened.Epoch.Number ? other : opened);
        opened.StartArchivingIfDue();
        opened.StartCleaning();
        return opening;
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadSnapshotAsync(
        string log, LogSnapshot snapshot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = new HeadBlock(log, blocks);
        await head.ReadAsync(cancellationToken);
        if (head.Current?.Snapshot is not { } stored || stored.Snapshot != snapshot)
        {
            throw new LogCorruptException(log, $"the snapshot at record {snapshot.Sequence} is not there");
        }

        await foreach (var chunk in Reader(log).ReadSnapshotAsync(stored, cancellationToken))
        {
            yield return chunk;
        }
    }

    public IAsyncEnumerable<LogRecord> ReadAsync(
        string log, long fromSequence, CancellationToken cancellationToken) =>
        Reader(log).ReadAsync(fromSequence, cancellationToken);

    public Task AppendAsync(LogEpoch epoch, LogRecord record, CancellationToken cancellationToken) =>
        Opened(epoch).AppendAsync(record, cancellationToken);

    public Task ConfirmAsync(LogEpoch epoch, CancellationToken cancellationToken) =>
        Opened(epoch).ConfirmAsync(cancellationToken);

    public Task WriteSnapshotAsync(
        LogEpoch epoch,
        LogSnapshot snapshot,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken) =>
        Opened(epoch).WriteSnapshotAsync(snapshot, chunks, cancellationToken);

    public Task TrimAsync(LogEpoch epoch, long throughSequence, CancellationToken cancellationToken) =>
        Opened(epoch).TrimAsync(throughSequence, cancellationToken);

    private RingLog Opened(LogEpoch epoch) =>
        _opened.TryGetValue(epoch.Log, out var log) && log.Epoch.Number == epoch.Number
            ? log
            : throw new LogFencedException(epoch);

    private RingReader Reader(string log) => new(log, blocks, options);
}
