namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>The meter of the schedulers of a silo.</summary>
public static class SchedulerMeter
{
    public const string Name = "OrleansScheduler.Scheduler";

    internal const string Prefix = "orleans_scheduler_scheduler_";
    internal const string SchedulerTag = "scheduler";
    internal const string OutcomeTag = "outcome";
}
