namespace OrleansScheduler.Sdk.Watching;

/// <summary>What happened to an object.</summary>
public enum ResourceEventType
{
    /// <summary>It is new to the watch: created, or there when the watch began.</summary>
    Added,

    /// <summary>It changed.</summary>
    Modified,

    /// <summary>It is gone, or the query no longer selects it; the event carries its last known state.</summary>
    Deleted,
}
