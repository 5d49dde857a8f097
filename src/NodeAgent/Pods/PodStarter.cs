using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Probes;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Mounts the volumes of a pod and starts the containers its plan asks for.</summary>
internal sealed class PodStarter(
    PodState state, PodContext context, ContainerStarter starter, PodObserver observer, ContainerProbes probes, PodPublisher publisher)
{
    private IReadOnlyDictionary<string, MountedVolume>? volumes;
    private long mountedAt;

    /// <summary>Takes care of the runs of an earlier agent.</summary>
    public void Resume(CancellationToken cancellationToken)
    {
        foreach (var slot in state.Slots)
        {
            probes.Start(slot, cancellationToken);
        }
    }

    public async Task StartDueAsync(CancellationToken cancellationToken)
    {
        if (await MountAsync(cancellationToken) is not { } mounted)
        {
            return;
        }

        var plan = PodPlan.Decide(state.Slots, state.RestartPolicy, context.Time.GetUtcNow());
        foreach (var slot in plan.BackOff.Where(slot => slot.Exit is not null && slot.Waiting?.Reason != "CrashLoopBackOff"))
        {
            await publisher.PublishAsync(cancellationToken);
            BackOff(slot);
        }

        foreach (var slot in plan.Start)
        {
            state.HasAddress = true;
            await starter.StartAsync(state.Pod, slot, mounted, cancellationToken);
            observer.Watch(slot);
            observer.HoldBackNextRun(slot);
            probes.Start(slot, cancellationToken);
        }
    }

    private async Task<IReadOnlyDictionary<string, MountedVolume>?> MountAsync(CancellationToken cancellationToken)
    {
        if (volumes is not null && context.Time.GetElapsedTime(mountedAt) < context.Timings.VolumeRefresh)
        {
            return volumes;
        }

        try
        {
            volumes = await context.Volumes.MountAsync(state.Pod, cancellationToken);
            mountedAt = context.Time.GetTimestamp();
            state.IsPrepared = true;
            await publisher.PublishAsync(cancellationToken);
        }
        catch (VolumeException problem)
        {
            context.Api.Record(state.Pod, null, PodEvent.Warning("FailedMount", problem.Message));
        }

        return volumes;
    }

    private void BackOff(ContainerSlot slot)
    {
        var pod = state.Pod;
        var name = $"{pod.Metadata.Name}_{pod.Metadata.NamespaceProperty}({pod.Metadata.Uid})";
        slot.Waiting = new()
        {
            Reason = "CrashLoopBackOff",
            Message = $"back-off {GoDuration.Format(slot.Backoff)} restarting failed container={slot.Spec.Name} pod={name}",
        };
        context.Api.Record(
            pod, slot.FieldPath, PodEvent.Warning("BackOff", $"Back-off restarting failed container {slot.Spec.Name} in pod {name}"));
    }
}
