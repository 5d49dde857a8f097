using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>One container of a pod over all its runs: the run there is now, how the one before ended, and what holds back the next.</summary>
internal sealed class ContainerSlot(V1Container spec, ContainerRole role)
{
    public V1Container Spec { get; } = spec;

    public ContainerRole Role { get; } = role;

    public string FieldPath => $"spec.{(Role == ContainerRole.Main ? "containers" : "initContainers")}{{{Spec.Name}}}";

    /// <summary>The present run; null before the first one.</summary>
    public IContainer? Run { get; set; }

    /// <summary>How the present run ended; null while it runs.</summary>
    public ContainerExit? Exit { get; set; }

    public (string Id, ContainerExit Exit)? PreviousExit { get; set; }

    /// <summary>Shown instead of the state of the present run, such as CrashLoopBackOff.</summary>
    public V1ContainerStateWaiting? Waiting { get; set; }

    /// <summary>Not started again before this time.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>How long the start after the next failure is held back; zero for the first.</summary>
    public TimeSpan Backoff { get; set; }

    public bool StartupPassed { get; set; }

    public bool ReadinessPassed { get; set; }

    /// <summary>The run is being ended by the agent.</summary>
    public Task? Stopping { get; set; }

    public int NextAttempt { get; set; }

    public bool IsRunning => Run is not null && Exit is null;

    public bool IsStarted => IsRunning && (Spec.StartupProbe is null || StartupPassed);

    public bool IsReady => Role == ContainerRole.Init
        ? Exit is { ExitCode: 0 }
        : IsStarted && (Spec.ReadinessProbe is null || ReadinessPassed);

    /// <summary>Whether the container is to run again after it ended so; an init container that succeeded has done its work.</summary>
    public bool WantsRestart(string podRestartPolicy) => Exit is { } exit
        && (Role != ContainerRole.Init || exit.ExitCode != 0)
        && RestartRule.Restarts(Spec, exit.ExitCode, podRestartPolicy);

    public static IReadOnlyList<ContainerSlot> Of(V1Pod pod) =>
    [
        .. (pod.Spec.InitContainers ?? []).Select(container => new ContainerSlot(
            container, container.RestartPolicy == "Always" ? ContainerRole.Sidecar : ContainerRole.Init)),
        .. pod.Spec.Containers.Select(container => new ContainerSlot(container, ContainerRole.Main)),
    ];
}
