namespace OrleansScheduler.Resources.Store;

/// <summary>What a write did to its object.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,
}
