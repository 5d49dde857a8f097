using k8s.Models;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Containers;

/// <summary>Ends a running container: preStop hook and SIGTERM within the grace period, then SIGKILL.</summary>
internal sealed class ContainerStopper(PodContext context)
{
    /// <summary>Even a hook that used up the period leaves the process this long.</summary>
    private static readonly TimeSpan GraceMin = TimeSpan.FromSeconds(2);

    public async Task StopAsync(V1Pod pod, ContainerSlot slot, string reason, TimeSpan grace, CancellationToken cutShort)
    {
        if (slot.Run is not { } run || run.Exited.IsCompleted)
        {
            return;
        }

        context.Api.Record(pod, slot.FieldPath, PodEvent.Normal("Killing", reason));
        var begun = context.Time.GetTimestamp();
        if (slot.Spec.Lifecycle?.PreStop is { } hook && grace > TimeSpan.Zero)
        {
            if (await LifecycleHook.RunAsync(pod, run, hook, grace, context, cutShort) is not null)
            {
                context.Api.Record(pod, slot.FieldPath, PodEvent.Warning("FailedPreStopHook", "PreStopHook failed"));
            }
        }

        run.Terminate();
        var rest = grace - context.Time.GetElapsedTime(begun);
        if (slot.Spec.Lifecycle?.PreStop is not null && rest < GraceMin)
        {
            rest = GraceMin;
        }

        if (!await EndsWithinAsync(run.Exited, rest, cutShort))
        {
            run.Kill();
            await run.Exited;
        }
    }

    private async Task<bool> EndsWithinAsync(Task ended, TimeSpan time, CancellationToken cutShort)
    {
        if (time <= TimeSpan.Zero)
        {
            return ended.IsCompleted;
        }

        await Task.WhenAny(ended, Task.Delay(time, context.Time, cutShort));
        return ended.IsCompleted;
    }
}
