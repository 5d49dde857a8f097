namespace OrleansScheduler.Resources.Store;

/// <summary>The kinds of write.</summary>
public enum WriteAction
{
    /// <summary>The object must not exist.</summary>
    Create,

    /// <summary>The object must exist.</summary>
    Update,

    /// <summary>The object must exist and is removed.</summary>
    Delete,
}
