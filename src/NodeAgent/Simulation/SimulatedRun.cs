namespace OrleansScheduler.NodeAgent.Simulation;

/// <summary>One run of a pod's containers, which all begin and end together.</summary>
/// <param name="Number">Counts from 0; with restarts, up.</param>
internal sealed record SimulatedRun(int Number, DateTime Since)
{
    public DateTime Until { get; init; }

    public int ExitCode { get; init; }
}
