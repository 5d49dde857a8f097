using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>Restarts of several containers and when the last of them ended before it.</summary>
internal readonly record struct RestartTally(int Count, DateTime? Last)
{
    public RestartTally Plus(V1ContainerStatus container)
    {
        var ended = container.LastState?.Terminated?.FinishedAt;
        return new RestartTally(Count + container.RestartCount, Last is null || ended > Last ? ended ?? Last : Last);
    }
}
