using OrleansScheduler.ControlPlane.Reconcilers;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>The schedulers, under the name by which they are switched off together with the controllers.</summary>
internal static class SchedulerControllers
{
    /// <summary>It has no work queue: every SchedulerGrain keeps its own.</summary>
    public static Controller Scheduler { get; } = new("scheduler", ["kube-scheduler"], []);
}
