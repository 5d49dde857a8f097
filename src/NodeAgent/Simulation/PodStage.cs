namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>How far a simulated pod has come.</summary>
internal enum PodStage
{
    Starting,
    Running,

    /// <summary>Its containers ended and are started again after a while.</summary>
    BackingOff,
    Succeeded,
    Failed,
}
