using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>
/// One line about a pod. (1) The phase, (2) a scheduling gate, (3) the first init container that is not through,
/// (4) else what the containers do, the first of them weighing most, (5) and above all a deletion.
/// </summary>
public sealed record PodSummary
{
    public required string Status { get; init; }

    public required int ReadyContainers { get; init; }

    public required int TotalContainers { get; init; }

    public required int Restarts { get; init; }

    public required DateTime? LastRestart { get; init; }

    public static PodSummary Of(V1Pod pod)
    {
        var status = pod.Status ?? new V1PodStatus();
        var text = string.IsNullOrEmpty(status.Reason) ? status.Phase ?? "" : status.Reason; // 1
        if (Condition(status, "PodScheduled") is { Reason: "SchedulingGated" })
        {
            text = "SchedulingGated"; // 2
        }

        var sidecars = SidecarNames(pod);
        var starting = PodStart.Of(status, pod.Spec?.InitContainers?.Count ?? 0, sidecars);
        var restarts = starting.Restarts;
        var ready = starting.ReadySidecars;
        text = starting.Status ?? text; // 3
        if (starting.Status is null || Condition(status, "Initialized") is { Status: "True" })
        {
            restarts = starting.SidecarRestarts;
            text = OfContainers(status, text, ref restarts, ref ready); // 4
        }

        return new PodSummary
        {
            Status = OfDeletion(pod, status) ?? text, // 5
            ReadyContainers = ready,
            TotalContainers = (pod.Spec?.Containers?.Count ?? 0) + sidecars.Count,
            Restarts = restarts.Count,
            LastRestart = restarts.Last,
        };
    }

    private static string OfContainers(V1PodStatus status, string text, ref RestartTally restarts, ref int ready)
    {
        var isRunning = false;
        foreach (var container in (status.ContainerStatuses ?? []).Reverse())
        {
            restarts = restarts.Plus(container);
            text = OfContainer(container) ?? text;
            if (OfContainer(container) is null && container is { Ready: true, State.Running: not null })
            {
                isRunning = true;
                ready++;
            }
        }

        if (text != "Completed" || !isRunning)
        {
            return text;
        }

        return Condition(status, "Ready") is { Status: "True" } ? "Running" : "NotReady";
    }

    private static string? OfContainer(V1ContainerStatus container) => container.State switch
    {
        { Waiting.Reason.Length: > 0 } state => state.Waiting.Reason,
        { Terminated: { } terminated } => OfTermination(terminated),
        _ => null,
    };

    internal static string OfTermination(V1ContainerStateTerminated terminated) => terminated switch
    {
        { Reason.Length: > 0 } => terminated.Reason,
        { Signal: not null and not 0 } => $"Signal:{terminated.Signal}",
        _ => $"ExitCode:{terminated.ExitCode}",
    };

    private static string? OfDeletion(V1Pod pod, V1PodStatus status)
    {
        if (pod.Metadata.DeletionTimestamp is null)
        {
            return null;
        }

        return status.Reason == "NodeLost" ? "Unknown"
            : status.Phase is "Succeeded" or "Failed" ? null
            : "Terminating";
    }

    private static HashSet<string> SidecarNames(V1Pod pod) =>
    [
        .. (pod.Spec?.InitContainers ?? [])
            .Where(container => container.RestartPolicy == "Always")
            .Select(container => container.Name),
    ];

    private static V1PodCondition? Condition(V1PodStatus status, string type) =>
        (status.Conditions ?? []).FirstOrDefault(condition => condition.Type == type);
}
