namespace OrleansScheduler.Resources.Registry;

/// <summary>What a delete request does to an object in its present state.</summary>
internal enum DeletionStep
{
    /// <summary>Nothing: its deletion is under way and is not hastened.</summary>
    Wait,

    /// <summary>Write the marks of deletion; finalizers or a grace period hold it.</summary>
    Mark,

    /// <summary>Write the marks, so that watchers see the grace end, then remove.</summary>
    MarkAndRemove,

    Remove,
}
