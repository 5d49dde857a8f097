namespace OrleansScheduler.Storage.Ring;

/// <summary>A block is not what its writer last saw; nothing was written.</summary>
internal sealed class BlockConflictException(string name, Exception inner)
    : Exception($"The block {name} was changed by another writer.", inner);
