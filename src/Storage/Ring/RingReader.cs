using System.Runtime.CompilerServices;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>Reads a log as it lies in the storage, whoever owns it.</summary>
internal sealed class RingReader(string log, BlockStore blocks, RingOptions options)
{
    private readonly VolumeStore _volumes = new(log, blocks, options);

    /// <exception cref="LogCorruptException">Something is missing or damaged.</exception>
    public async IAsyncEnumerable<LogRecord> ReadAsync(
        long fromSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = new HeadBlock(log, blocks);
        await head.ReadAsync(cancellationToken);
        if (head.Current is not { } root)
        {
            yield break;
        }

        foreach (var archive in root.Archive.Where(archive => archive.LastSequence >= fromSequence))
        {
            await foreach (var item in _volumes.ReadAsync(archive.Volume, cancellationToken))
            {
                if (ArchivedRecord.Decode(log, item) is var record && record.Sequence >= fromSequence)
                {
                    yield return record;
                }
            }
        }

        foreach (var live in await ReadRingAsync(root, cancellationToken))
        {
            if (live.Record.Sequence >= fromSequence)
            {
                yield return live.Record;
            }
        }
    }

    public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadSnapshotAsync(
        SnapshotVolume snapshot, CancellationToken cancellationToken) =>
        _volumes.ReadAsync(snapshot.Volume, cancellationToken);

    private async Task<IReadOnlyList<RingRecord>> ReadRingAsync(RingHead root, CancellationToken cancellationToken)
    {
        var scan = new RingScan(log, new SlotRing(log, root.Slots, blocks, options), root);
        return await scan.AdvanceAsync(cancellationToken)
            ? scan.Records
            : throw new LogCorruptException(log, "its ring has gone on while it was read");
    }
}
