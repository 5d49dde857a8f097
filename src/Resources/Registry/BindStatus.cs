namespace OrleansScheduler.Resources.Registry;

/// <summary>The outcomes of a binding.</summary>
public enum BindStatus
{
    Bound,

    /// <summary>The pod is gone, or is another one of the same name.</summary>
    NotFound,

    /// <summary>The pod already has a node.</summary>
    AlreadyBound,

    /// <summary>The pod is being deleted or waits behind scheduling gates.</summary>
    NotSchedulable,

    /// <summary>Another bind came to the node after the admission.</summary>
    GuardRefused,

    /// <summary>Another pod of its group could not be bound.</summary>
    GroupRefused,

    /// <summary>The pod kept changing while it was written: try again.</summary>
    Conflict,
}
