using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Sees how the containers of a pod run and end, also those that an earlier agent started.</summary>
internal sealed class PodObserver(PodState state, PodContext context, Signal signal)
{
    /// <summary>Takes over the containers an earlier agent left, and what the cluster still knows of runs before them.</summary>
    public void Adopt(IReadOnlyList<IContainer> recovered)
    {
        foreach (var slot in state.Slots)
        {
            Remember(slot);
            if (recovered.Where(run => run.Spec.Name == slot.Spec.Name).MaxBy(run => run.Spec.Attempt) is { } newest)
            {
                slot.Run = newest;
                slot.NextAttempt = newest.Spec.Attempt + 1;
                state.HasAddress = true;
                Watch(slot);
            }
        }
    }

    /// <summary>Wakes the worker when the container's run ends.</summary>
    public void Watch(ContainerSlot slot)
    {
        if (slot.Run is { } run)
        {
            _ = run.Exited.ContinueWith(
                _ => signal.Raise(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public void ObserveExits()
    {
        foreach (var slot in state.Slots)
        {
            if (slot is { Run: { Exited.IsCompletedSuccessfully: true } run, Exit: null })
            {
                slot.Exit = TerminationMessage.Complete(run.Exited.GetAwaiter().GetResult(), run.Spec, slot.Spec);
                HoldBackNextRun(slot);
            }
        }
    }

    public void HoldBackNextRun(ContainerSlot slot)
    {
        if (slot.Exit is { } exit && slot.NotBefore is null)
        {
            var backoff = RestartBackoff.After(exit, slot.Run?.Spec.Attempt ?? 0, slot.Backoff, context.Timings);
            slot.Backoff = backoff.Length;
            slot.NotBefore = backoff.NotBefore;
        }
    }

    private void Remember(ContainerSlot slot)
    {
        var told = state.Pod.Status;
        var status = (told?.ContainerStatuses ?? []).Concat(told?.InitContainerStatuses ?? [])
            .FirstOrDefault(status => status.Name == slot.Spec.Name);
        if (status?.ContainerID is null)
        {
            return;
        }

        slot.NextAttempt = status.RestartCount + 1;
        if (status.LastState?.Terminated is { ContainerID: { } id } last)
        {
            var exit = new ContainerExit(last.ExitCode, last.Reason ?? "", last.Message, At(last.StartedAt), At(last.FinishedAt));
            slot.PreviousExit = (id[(id.IndexOf("://", StringComparison.Ordinal) + 3)..], exit);
        }

        static DateTimeOffset At(DateTime? time) => new(time ?? DateTime.UnixEpoch, TimeSpan.Zero);
    }
}
