namespace OrleansScheduler.Chaos.Histories;

/// <summary>
/// What one watcher saw without being told that it had fallen behind (410): over however many connections, exactly
/// the changes after <see cref="After"/> up to <see cref="Through"/>.
/// </summary>
internal sealed class WatchSegment(string watcher, string? onlyNamespace, long after)
{
    private readonly List<Change> _changes = [];

    public string Watcher => watcher;

    /// <summary>The namespace watched; null for all.</summary>
    public string? OnlyNamespace => onlyNamespace;

    public long After { get; } = after;

    /// <summary>The newest revision an event or a bookmark brought.</summary>
    public long Through { get; private set; } = after;

    public IReadOnlyList<Change> Changes => _changes;

    public void Add(Change change)
    {
        _changes.Add(change);
        Through = Math.Max(Through, change.Revision);
    }

    public void Bookmark(long revision) => Through = Math.Max(Through, revision);
}
