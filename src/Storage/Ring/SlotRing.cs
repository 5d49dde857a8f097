using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The slots of one log, with the ETags last seen. Not for concurrent use.</summary>
internal sealed class SlotRing(string log, int count, BlockStore blocks, RingOptions options)
{
    private readonly string?[] _etags = new string?[count];
    private readonly bool[] _isKnown = new bool[count];

    public int Count => count;

    /// <summary>As many slots as are read together.</summary>
    public int Window => Math.Min(options.Parallelism, count);

    /// <summary>What lies where the positions from one on belong, whatever round it is of; null where nothing does.</summary>
    public Task<RingSlot?[]> ReadAsync(long from, int length, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, length).Select(i => ReadAsync(from + i, cancellationToken)));

    public async Task<RingSlot?> ReadAsync(long position, CancellationToken cancellationToken)
    {
        var index = IndexOf(position);
        var name = RingNames.Slot(log, index);
        var block = await blocks.ReadAsync(name, cancellationToken);
        (_etags[index], _isKnown[index]) = (block.ETag, true);
        return block.Bytes is { } bytes ? RingSlotCodec.Decode(log, name, bytes) : null;
    }

    /// <summary>Writes the next slot; false when another writer has taken its place.</summary>
    /// <exception cref="StoreUnavailableException">The outcome is unknown.</exception>
    public async Task<bool> TryWriteAsync(RingSlot slot, CancellationToken cancellationToken)
    {
        var index = IndexOf(slot.Position);
        if (!_isKnown[index] && !await TryLearnAsync(slot.Position, cancellationToken))
        {
            return false;
        }

        var name = RingNames.Slot(log, index);
        try
        {
            _etags[index] = await blocks.WriteAsync(
                name, RingSlotCodec.Encode(name, slot), _etags[index], cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is BlockConflictException or StoreUnavailableException)
        {
            var found = await ReadAsync(slot.Position, cancellationToken);
            if (found is not null && (found.Position, found.Nonce, found.Part) == (slot.Position, slot.Nonce, slot.Part))
            {
                return true;
            }

            // What failed without a trace may still arrive.
            if (failure is StoreUnavailableException && (found is null || found.Position < slot.Position))
            {
                throw;
            }

            return false;
        }
    }

    // In the first round the slots ahead have not been seen. What is found there must be of an older round: a slot of
    // this one would be another writer's.
    private async Task<bool> TryLearnAsync(long position, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(position, Window, cancellationToken);
        return found.Index().All(slot => slot.Item is null || slot.Item.Position < position + slot.Index);
    }

    private int IndexOf(long position) => (int)(position % count);
}
