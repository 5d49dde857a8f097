using System.Runtime.CompilerServices;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Resources.Store.Log;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// Writes and reads volumes: items one after the other, each led by its length, cut into blocks wherever a block is
/// full. Their names are never used twice, so writing one needs no regard for other writers.
/// </summary>
internal sealed class VolumeStore(string log, BlockStore blocks, RingOptions options)
{
    /// <summary>An archive and a snapshot at a time, and the failed ones before them.</summary>
    private const int MaxUnfinished = 3;

    public async Task<Volume> WriteAsync(
        VolumeId id, IEnumerable<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        var count = 0;
        var together = new List<Task>(options.VolumeParallelism);
        foreach (var block in VolumeBlocks.Cut(items, options.BlockMaxBytes))
        {
            together.Add(WriteAsync(id, count++, block, cancellationToken));

            // The first block before all others: where it is not, nothing has been begun.
            if (count == 1 || together.Count == options.VolumeParallelism)
            {
                await Task.WhenAll(together);
                together.Clear();
            }
        }

        await Task.WhenAll(together);

        return new Volume(id, count);
    }

    /// <exception cref="LogCorruptException">A block is missing or damaged.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Volume volume, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = new VolumeItems();
        foreach (var group in Enumerable.Range(0, volume.Blocks).Chunk(options.VolumeParallelism))
        {
            foreach (var block in await Task.WhenAll(group.Select(i => ReadAsync(volume.Id, i, cancellationToken))))
            {
                foreach (var item in items.Add(block))
                {
                    yield return item;
                }
            }
        }

        if (!items.IsAtBoundary)
        {
            throw new LogCorruptException(log, $"volume {volume.Id.Epoch}-{volume.Id.Number} ends within an item");
        }
    }

    /// <summary>Removes a volume, its first block last: as long as that is there, there may be others.</summary>
    public async Task DeleteAsync(Volume volume, CancellationToken cancellationToken)
    {
        for (var block = volume.Blocks - 1; block >= 0; block--)
        {
            await blocks.DeleteAsync(RingNames.VolumeBlock(log, volume.Id, block), cancellationToken);
        }
    }

    /// <summary>
    /// Removes the volumes of an epoch from a number on that were begun and are not needed. Few are begun at a time, so a
    /// few that are not there are the end.
    /// </summary>
    public async Task DeleteFromAsync(
        VolumeId from, IReadOnlySet<VolumeId> needed, CancellationToken cancellationToken)
    {
        for (var (id, misses) = (from, 0); misses < MaxUnfinished; id = id with { Number = id.Number + 1 })
        {
            var blocksThere = needed.Contains(id) ? 0 : await CountAsync(id, cancellationToken);
            await DeleteAsync(new Volume(id, blocksThere), cancellationToken);
            misses = blocksThere == 0 ? misses + 1 : 0;
        }
    }

    private async Task<int> CountAsync(VolumeId id, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var block = 0; block == 0 || (count > 0 && block < count + options.VolumeParallelism); block++)
        {
            var found = await blocks.ReadAsync(RingNames.VolumeBlock(log, id, block), cancellationToken);
            count = found.Bytes is null ? count : block + 1;
        }

        return count;
    }

    private async Task WriteAsync(VolumeId id, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var name = RingNames.VolumeBlock(log, id, number);
        var bytes = BlockFrame.Wrap(name, content.Span);
        try
        {
            await blocks.WriteAsync(name, bytes, null, cancellationToken);
        }
        catch (Exception failure) when (failure is BlockConflictException or StoreUnavailableException)
        {
            // Nobody else writes this name: what is there is what an attempt of unknown outcome has left.
            var found = await blocks.ReadAsync(name, cancellationToken);
            if (!bytes.AsSpan().SequenceEqual(found.Bytes))
            {
                throw;
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(VolumeId id, int number, CancellationToken cancellationToken)
    {
        var name = RingNames.VolumeBlock(log, id, number);
        var block = await blocks.ReadAsync(name, cancellationToken);
        return block.Bytes is { } bytes
            ? BlockFrame.Unwrap(log, name, bytes)
            : throw new LogCorruptException(log, $"the block {name} is missing");
    }
}
