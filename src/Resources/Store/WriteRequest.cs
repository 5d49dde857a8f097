namespace OrleansScheduler.Resources.Store;

/// <summary>One conditional write.</summary>
public sealed record WriteRequest
{
    public required WriteAction Action { get; init; }

    public required ObjectKey Key { get; init; }

    /// <summary>The new state as UTF-8 JSON without resourceVersion; for a deletion the last state.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Update and delete only: the object's revision must be this one; null accepts any.</summary>
    public long? ExpectedRevision { get; init; }

    /// <summary>Refuses the write when someone else moved this guard since it was read; null guards nothing.</summary>
    public WriteGuard? Guard { get; init; }

    /// <summary>
    /// Neighbours in one call that name the same group are committed together or not at all, also when the process dies;
    /// null for a write on its own merits.
    /// </summary>
    public string? Group { get; init; }
}
