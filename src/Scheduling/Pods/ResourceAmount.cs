namespace OrleansScheduler.Scheduling.Pods;

/// <summary>An amount of one resource, in the scheduler's units.</summary>
public readonly record struct ResourceAmount(string Resource, long Amount);
