namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>A point of a broken line: <see cref="Score"/> (0..10) at <see cref="Utilization"/> (0..100).</summary>
internal readonly record struct UtilizationPoint(long Utilization, long Score);
