using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// How long a container that ended is held back: the first restart comes at once, each further one waits twice as long (10 s, 20 s, 40 s … 5 min),
/// and a run that lasted long enough starts the row afresh.
/// </summary>
internal sealed record RestartBackoff(TimeSpan Length, DateTimeOffset NotBefore)
{
    /// <param name="current">The length before this exit.</param>
    /// <param name="attempt">How often the container had been restarted before the run that ended.</param>
    public static RestartBackoff After(ContainerExit exit, int attempt, TimeSpan current, PodTimings timings)
    {
        var length = exit.FinishedAt - exit.StartedAt >= timings.RestartBackoffReset ? TimeSpan.Zero
            : attempt > 0 ? timings.NextBackoff(current)
            : current;
        return new(length, exit.FinishedAt + length);
    }
}
