using Orleans.Storage;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Storage.Ring;

/// <summary>
/// Named blocks in a grain storage, each written against the ETag last seen. Every call ends in time: what took longer,
/// or failed in the storage, may have happened.
/// </summary>
internal sealed class BlockStore(IGrainStorage storage, RingOptions options, TimeProvider time)
{
    private const string StateName = "log";
    private static readonly GrainType BlockType = GrainType.Create("log");

    // The storage serves other silos, too, and has so many connections.
    private readonly SemaphoreSlim _calls = new(options.MaxCalls, options.MaxCalls);

    public async Task<Block> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var state = new GrainState<RingBlock>(new RingBlock());
        await CallAsync(() => storage.ReadStateAsync(StateName, Id(name), state), cancellationToken);
        return new Block(state.RecordExists ? state.State?.Bytes : null, state.ETag);
    }

    /// <summary>Writes a block and answers its new ETag. A null ETag creates it.</summary>
    /// <exception cref="BlockConflictException">It was changed since, or is there already.</exception>
    public async Task<string?> WriteAsync(
        string name, byte[] bytes, string? etag, CancellationToken cancellationToken)
    {
        var state = new GrainState<RingBlock>(new RingBlock { Bytes = bytes }, etag) { RecordExists = etag is not null };
        try
        {
            await CallAsync(() => storage.WriteStateAsync(StateName, Id(name), state), cancellationToken);
            return state.ETag;
        }
        catch (InconsistentStateException changed)
        {
            throw new BlockConflictException(name, changed);
        }
    }

    /// <summary>Removes a block that is never written again; one that is gone already is no error.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var state = new GrainState<RingBlock>(new RingBlock());
        await CallAsync(() => storage.ReadStateAsync(StateName, Id(name), state), cancellationToken);
        if (state.RecordExists)
        {
            await CallAsync(() => storage.ClearStateAsync(StateName, Id(name), state), cancellationToken);
        }
    }

    private async Task CallAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        await _calls.WaitAsync(cancellationToken);
        try
        {
            await call().WaitAsync(options.CallTimeout, time, cancellationToken);
        }
        catch (Exception failure) when (failure is not (InconsistentStateException or OperationCanceledException))
        {
            // The storage's own words may hold a connection string; they are for the log, not for clients.
            throw new StoreUnavailableException($"The storage does not answer ({failure.GetType().Name}).", failure);
        }
        finally
        {
            _calls.Release();
        }
    }

    private static GrainId Id(string name) => GrainId.Create(BlockType, IdSpan.Create(name));
}
