using k8s.Models;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>The status of one container, as the kubelet words it.</summary>
internal static class ContainerStatusBuilder
{
    public static V1ContainerStatus Build(ContainerSlot slot, PodObservation observation)
    {
        var isCreated = slot.Run is not null;
        return new V1ContainerStatus
        {
            Name = slot.Spec.Name,
            Image = slot.Spec.Image ?? "",
            ImageID = isCreated ? slot.Spec.Image ?? "" : "",
            ContainerID = isCreated ? IdOf(slot.Run?.Id, observation) : null,
            State = State(slot, observation),
            LastState = LastState(slot, observation),
            Ready = slot.IsReady,
            Started = slot.IsStarted,
            RestartCount = slot.Run?.Spec.Attempt ?? 0,
            AllocatedResources = isCreated ? ContainerResources.Requests(slot.Spec) : null,
            Resources = isCreated ? ContainerResources.Effective(slot.Spec) : null,
            VolumeMounts = Mounts(slot.Spec),
        };
    }

    private static V1ContainerState State(ContainerSlot slot, PodObservation observation)
    {
        if (slot.Waiting is not null && !observation.IsStopped)
        {
            return new() { Waiting = slot.Waiting };
        }

        if (slot.Exit is { } exit)
        {
            return new() { Terminated = Terminated(exit, slot.Run?.Id, observation) };
        }

        if (slot.Run is { } run)
        {
            return new() { Running = new() { StartedAt = Second(run.StartedAt ?? observation.StartTime) } };
        }

        if (observation.IsStopped && HasInitialized(observation))
        {
            return new() { Terminated = NeverFound() };
        }

        var reason = observation.Pod.Spec.InitContainers is { Count: > 0 } ? "PodInitializing" : "ContainerCreating";
        return new() { Waiting = new() { Reason = reason } };
    }

    private static V1ContainerState LastState(ContainerSlot slot, PodObservation observation)
    {
        if (slot is { Waiting: not null, Exit: { } exit } && !observation.IsStopped)
        {
            return new() { Terminated = Terminated(exit, slot.Run?.Id, observation) };
        }

        return slot.PreviousExit is { } previous
            ? new() { Terminated = Terminated(previous.Exit, previous.Id, observation) }
            : new();
    }

    private static V1ContainerStateTerminated Terminated(ContainerExit exit, string? id, PodObservation observation) => new()
    {
        ExitCode = exit.ExitCode,
        Reason = exit.Reason,
        Message = string.IsNullOrEmpty(exit.Message) ? null : exit.Message,
        StartedAt = Second(exit.StartedAt),
        FinishedAt = Second(exit.FinishedAt),
        ContainerID = IdOf(id, observation),
    };

    private static V1ContainerStateTerminated NeverFound() => new()
    {
        ExitCode = 137,
        Reason = "ContainerStatusUnknown",
        Message = "The container could not be located when the pod was terminated",
    };

    private static bool HasInitialized(PodObservation observation) => observation.Slots
        .Where(slot => slot.Role == ContainerRole.Init)
        .All(slot => slot.Exit is { ExitCode: 0 });

    private static List<V1VolumeMountStatus>? Mounts(V1Container spec) => spec.VolumeMounts is not { Count: > 0 } mounts
        ? null
        : [.. mounts.Select(mount => new V1VolumeMountStatus
        {
            Name = mount.Name,
            MountPath = mount.MountPath,
            ReadOnlyProperty = mount.ReadOnlyProperty,
            RecursiveReadOnly = mount.ReadOnlyProperty == true ? mount.RecursiveReadOnly ?? "Disabled" : null,
        })];

    private static string? IdOf(string? id, PodObservation observation) => id is null ? null : $"{observation.RuntimeName}://{id}";

    /// <summary>Times in the API have whole seconds.</summary>
    internal static DateTime Second(DateTimeOffset time) =>
        DateTime.SpecifyKind(new DateTime(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
