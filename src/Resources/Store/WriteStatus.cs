namespace OrleansScheduler.Resources.Store;

/// <summary>The outcomes of a write.</summary>
public enum WriteStatus
{
    Committed,

    /// <summary>A create met an existing object.</summary>
    AlreadyExists,

    /// <summary>An update or delete met no object.</summary>
    NotFound,

    /// <summary>The object's revision is not the expected one.</summary>
    Conflict,

    /// <summary>The guard has moved.</summary>
    GuardRefused,

    /// <summary>Another write of its group was refused, or the group is larger than a commit can be.</summary>
    GroupRefused,
}
