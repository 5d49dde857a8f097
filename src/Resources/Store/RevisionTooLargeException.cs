namespace OrleansScheduler.Resources.Store;

/// <summary>The asked revision does not exist yet (HTTP 504, retry).</summary>
public sealed class RevisionTooLargeException(long requested, long current)
    : Exception($"Too large resource version: {requested}, current: {current}")
{
    public long Requested { get; } = requested;

    public long Current { get; } = current;
}
