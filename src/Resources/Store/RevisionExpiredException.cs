namespace OrleansScheduler.Resources.Store;

/// <summary>The history of the asked revision is gone (HTTP 410): list again.</summary>
public sealed class RevisionExpiredException(long requested, long oldest)
    : Exception($"too old resource version: {requested} ({oldest})")
{
    public long Requested { get; } = requested;

    /// <summary>The oldest revision a watch may still start after.</summary>
    public long Oldest { get; } = oldest;
}
