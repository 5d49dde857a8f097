using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>Makes the runtime's spec of a container from the pod and starts it.</summary>
internal sealed class ContainerStarter(PodContext context, ContainerStopper stopper)
{
    private const string Home = "HOME";
    private const UnixFileMode EveryoneWrites = (UnixFileMode)0b110_110_110;
    private readonly EnvironmentResolver environment = new(context.Api, context.Node);

    /// <summary>Starts the next run of the container. What goes wrong is left in the slot, as the kubelet shows it.</summary>
    public async Task StartAsync(
        V1Pod pod, ContainerSlot slot, IReadOnlyDictionary<string, MountedVolume> volumes, CancellationToken cancellationToken)
    {
        ContainerSpec spec;
        IContainer run;
        try
        {
            spec = await DescribeAsync(pod, slot, volumes, cancellationToken);
            run = await context.Runtime.CreateAsync(spec, cancellationToken);
        }
        catch (ContainerConfigException problem)
        {
            slot.Waiting = new() { Reason = problem.Reason, Message = problem.Message };
            slot.NotBefore = context.Time.GetUtcNow() + context.Timings.SyncPeriod;
            Record(pod, slot, PodEvent.Warning("Failed", $"Error: {problem.Message}"));
            return;
        }

        await ForgetAsync(slot, cancellationToken);
        slot.Run = run;
        slot.NextAttempt = spec.Attempt + 1;
        Record(pod, slot, PodEvent.Created);
        try
        {
            await run.StartAsync(cancellationToken);
            Record(pod, slot, PodEvent.Started);
            await RunPostStartAsync(pod, slot, run, cancellationToken);
        }
        catch (ContainerStartException problem)
        {
            slot.Exit = await run.Exited;
            Record(pod, slot, PodEvent.Warning("Failed", $"Error: {problem.Message}"));
            if (slot.WantsRestart(pod.Spec.RestartPolicy))
            {
                slot.Waiting = new() { Reason = "RunContainerError", Message = problem.Message };
            }
        }
    }

    private async Task RunPostStartAsync(V1Pod pod, ContainerSlot slot, IContainer run, CancellationToken cancellationToken)
    {
        if (slot.Spec.Lifecycle?.PostStart is not { } hook
            || await LifecycleHook.RunAsync(pod, run, hook, Timeout.InfiniteTimeSpan, context, cancellationToken) is not { } problem)
        {
            return;
        }

        Record(pod, slot, PodEvent.Warning("FailedPostStartHook", "PostStartHook failed"));
        var grace = TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30);
        await stopper.StopAsync(pod, slot, "FailedPostStartHook", grace, cancellationToken);
        slot.Exit = await run.Exited;
        if (slot.WantsRestart(pod.Spec.RestartPolicy))
        {
            slot.Waiting = new() { Reason = "PostStartHookError", Message = problem };
        }
    }

    private async Task<ContainerSpec> DescribeAsync(
        V1Pod pod, ContainerSlot slot, IReadOnlyDictionary<string, MountedVolume> volumes, CancellationToken cancellationToken)
    {
        var container = slot.Spec;
        var variables = await environment.ResolveAsync(pod, container, cancellationToken);
        var user = OperatingSystem.IsWindows() ? null : RunAs.Of(pod, container, (AgentUser.Uid, AgentUser.Gid), UserDatabase.OfMachine);
        if (user is not null && variables.GetValueOrDefault(Home) == context.Node.BaseEnvironment.GetValueOrDefault(Home))
        {
            // The agent's own home is none of another user's.
            variables[Home] = user.Home;
        }

        IReadOnlyList<string> command =
            [.. (container.Command ?? []).Concat(container.Args ?? []).Select(word => VariableExpansion.Expand(word, variables))];
        if (command.Count == 0)
        {
            throw new ContainerConfigException(
                ContainerConfigException.CreateError,
                "no command specified: the process runtime runs no images, so a container needs a command or args");
        }

        var attempt = slot.NextAttempt;
        var uid = pod.Metadata.Uid;
        var message = context.Paths.TerminationMessage(uid, container.Name, attempt);
        Directory.CreateDirectory(Path.GetDirectoryName(message) ?? context.Paths.Pods);
        await File.WriteAllTextAsync(message, "", cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(message, EveryoneWrites);
        }

        return new ContainerSpec
        {
            PodUid = uid,
            PodNamespace = pod.Metadata.NamespaceProperty,
            PodName = pod.Metadata.Name,
            Name = container.Name,
            Attempt = attempt,
            Image = container.Image ?? "",
            Command = command,
            Environment = variables,
            WorkingDirectory = container.WorkingDir,
            Mounts = ContainerMounts.Of(container, volumes, variables, message),
            Hostname = pod.Spec.Hostname ?? pod.Metadata.Name,
            HostProcesses = pod.Spec.HostPID == true,
            RunAs = user,
            NoNewPrivileges = container.SecurityContext?.AllowPrivilegeEscalation == false,
            MemoryLimit = ContainerResources.MemoryLimit(container),
            CpuLimitMillis = ContainerResources.CpuLimitMillis(container),
            CpuRequestMillis = ContainerResources.CpuRequestMillis(container),
            LogPath = context.Paths.Log(uid, container.Name, attempt),
            TerminationMessageFile = message,
        };
    }

    /// <summary>The run that ended becomes the last state; its files are no longer needed.</summary>
    private static async Task ForgetAsync(ContainerSlot slot, CancellationToken cancellationToken)
    {
        if (slot is { Run: { } ended, Exit: { } exit })
        {
            slot.PreviousExit = (ended.Id, exit);
            await ended.RemoveAsync(cancellationToken);
        }

        slot.Exit = null;
        slot.Waiting = null;
        slot.NotBefore = null;
        slot.StartupPassed = false;
        slot.ReadinessPassed = false;
        slot.Stopping = null;
    }

    private void Record(V1Pod pod, ContainerSlot slot, PodEvent happening) => context.Api.Record(pod, slot.FieldPath, happening);
}
