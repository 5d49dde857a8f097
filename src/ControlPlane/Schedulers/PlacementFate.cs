namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>How a placement ends.</summary>
internal enum PlacementFate
{
    Bound,

    /// <summary>Node or store refused: plan the pod again.</summary>
    Refused,

    /// <summary>The pod needs no node from us any more.</summary>
    Obsolete,
}
