namespace OrleansScheduler.Resources.Store;

/// <summary>
/// What to watch. The members narrow which events the replica hands over, at a cost that does not grow with the
/// number of watches; selectors are evaluated by the caller, who gets <see cref="WatchEvent.Previous"/> for that.
/// </summary>
public sealed record WatchQuery
{
    /// <summary>Events after this revision; null starts at the newest.</summary>
    public required long? AfterRevision { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    /// <summary>An event passes when the object has this index key before or after it.</summary>
    public IndexKey? Index { get; init; }
}
