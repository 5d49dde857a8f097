namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>The scoring strategies of NodeResourcesFit.</summary>
internal enum ResourceScoringType
{
    /// <summary>Emptier is better: spreads.</summary>
    LeastAllocated,

    /// <summary>Fuller is better: packs.</summary>
    MostAllocated,

    /// <summary>A curve over the utilisation.</summary>
    RequestedToCapacityRatio,
}
