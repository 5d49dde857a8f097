namespace OrleansScheduler.Benchmarks.Scheduling;

/// <summary>What the core did with one mix. Processor time, not the clock, for the machine may be busy with others.</summary>
internal sealed record SchedulerFigures(string Mix, int Nodes, int Pods, int Placed, TimeSpan CpuPerPod, double BytesPerPod)
{
    public double PerSecond => 1 / CpuPerPod.TotalSeconds;
}
