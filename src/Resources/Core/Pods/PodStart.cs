using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>How far the init containers got; <see cref="Status"/> is null when none of them holds the pod back.</summary>
internal readonly record struct PodStart(
    string? Status, int ReadySidecars, RestartTally Restarts, RestartTally SidecarRestarts)
{
    public static PodStart Of(V1PodStatus status, int initContainers, IReadOnlySet<string> sidecars)
    {
        var start = default(PodStart);
        foreach (var (index, container) in (status.InitContainerStatuses ?? []).Index())
        {
            var isSidecar = sidecars.Contains(container.Name);
            start = start with
            {
                Restarts = start.Restarts.Plus(container),
                SidecarRestarts = isSidecar ? start.SidecarRestarts.Plus(container) : start.SidecarRestarts,
            };
            if (container.State?.Terminated is { ExitCode: 0 })
            {
                continue;
            }

            if (!isSidecar || container.Started is not true)
            {
                return start with { Status = Describe(container, index, initContainers) };
            }

            start = start with { ReadySidecars = start.ReadySidecars + (container.Ready ? 1 : 0) };
        }

        return start;
    }

    private static string Describe(V1ContainerStatus container, int index, int initContainers) => container.State switch
    {
        { Terminated: { } terminated } => $"Init:{PodSummary.OfTermination(terminated)}",
        { Waiting.Reason: { Length: > 0 } and not "PodInitializing" } state => $"Init:{state.Waiting.Reason}",
        _ => $"Init:{index}/{initContainers}",
    };
}
