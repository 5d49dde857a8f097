using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Storage.Ring;

/// <summary>The head of one log as it was last seen.</summary>
internal sealed class HeadBlock(string log, BlockStore blocks)
{
    private readonly string _name = RingNames.Head(log);
    private string? _etag;

    /// <summary>Null when there is no such log yet.</summary>
    public RingHead? Current { get; private set; }

    /// <summary>The epoch that owns the log at this moment; what was last seen stays what it was.</summary>
    public async Task<long?> ReadEpochAsync(CancellationToken cancellationToken)
    {
        var block = await blocks.ReadAsync(_name, cancellationToken);
        return block.Bytes is { } bytes ? RingHeadCodec.Decode(log, bytes).Epoch : null;
    }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var block = await blocks.ReadAsync(_name, cancellationToken);
        _etag = block.ETag;
        Current = block.Bytes is { } bytes ? RingHeadCodec.Decode(log, bytes) : null;
    }

    /// <summary>Replaces the head; false when it is not what was last seen, which then has been read anew.</summary>
    /// <exception cref="StoreUnavailableException">The outcome is unknown.</exception>
    public async Task<bool> TryWriteAsync(RingHead next, CancellationToken cancellationToken)
    {
        try
        {
            _etag = await blocks.WriteAsync(_name, RingHeadCodec.Encode(log, next), _etag, cancellationToken);
            Current = next;
            return true;
        }
        catch (Exception failure) when (failure is BlockConflictException or StoreUnavailableException)
        {
            var before = Current?.Change;
            await ReadAsync(cancellationToken);
            if (Current?.Change == next.Change)
            {
                return true;
            }

            // What failed without a trace may still arrive.
            if (failure is StoreUnavailableException && Current?.Change == before)
            {
                throw;
            }

            return false;
        }
    }
}
