namespace OrleansScheduler.Resources.Store;

/// <summary>
/// One committed write. <see cref="Object"/> is the new state; for a deletion the last state, carrying the deletion's
/// revision. <see cref="Previous"/> is the state before, null for a creation.
/// </summary>
public sealed record WatchEvent(WatchEventType Type, StoredObject Object, StoredObject? Previous)
{
    public long Revision => Object.Revision;
}
