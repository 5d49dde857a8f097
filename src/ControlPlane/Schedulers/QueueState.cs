namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Where a pending pod is.</summary>
internal enum QueueState
{
    /// <summary>To be tried as soon as its turn comes.</summary>
    Active,

    /// <summary>To be tried when its back-off is over.</summary>
    Backoff,

    /// <summary>To be tried when something changes in the cluster.</summary>
    Unschedulable,

    /// <summary>Being tried.</summary>
    InFlight,
}
