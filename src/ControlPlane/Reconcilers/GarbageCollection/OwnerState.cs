namespace OrleansScheduler.ControlPlane.Reconcilers.GarbageCollection;

/// <summary>What an owner means to its dependent.</summary>
internal enum OwnerState
{
    /// <summary>It is there, or cannot be judged: the dependent stays.</summary>
    Solid,

    /// <summary>It is gone.</summary>
    Absent,

    /// <summary>It is being deleted in the foreground and waits for its dependents to go first.</summary>
    Waiting,
}
