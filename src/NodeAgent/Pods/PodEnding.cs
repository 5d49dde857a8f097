using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>Decides that a pod is to end, ends its containers, and removes what is left of them.</summary>
internal sealed class PodEnding(PodState state, PodContext context, ContainerStopper stopper, PodPublisher publisher, Signal signal)
{
    private const string DeadlineReason = "DeadlineExceeded";
    private const string DeadlineMessage = "Pod was active on the node longer than the specified deadline";
    private static readonly TimeSpan GraceDefault = TimeSpan.FromSeconds(30);
    private PodTermination? termination;
    private bool isTold = state.IsStopped;

    /// <summary>How much time the pod's containers have left, if the pod is to end; null while it may go on.</summary>
    public TimeSpan? Grace()
    {
        var pod = state.Pod;
        var spec = pod.Spec.TerminationGracePeriodSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : GraceDefault;
        if (state.IsDeleted)
        {
            return pod.Metadata.DeletionGracePeriodSeconds is { } given ? TimeSpan.FromSeconds(given) : spec;
        }

        if (state.Failure is null)
        {
            FailByLimits();
        }

        var isOver = state.Failure is not null
            || PodPlan.Decide(state.Slots, state.RestartPolicy, context.Time.GetUtcNow()).IsOver;
        return isOver || termination is not null ? termination?.Grace ?? spec : null;
    }

    /// <summary>Goes on ending the containers; true when all have ended.</summary>
    public async Task<bool> EndAsync(TimeSpan grace)
    {
        if (termination is null)
        {
            termination = new PodTermination(state.Pod, state.Slots, grace, stopper, context.Time);
            _ = termination.Completed.ContinueWith(
                _ => signal.Raise(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        termination.Shorten(grace);
        if (!termination.Completed.IsCompleted)
        {
            return false;
        }

        await termination.Completed;
        return true;
    }

    /// <summary>Everything has ended: the last status, and after a deletion the removal; true when nothing is left to do.</summary>
    public async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        if (!isTold)
        {
            await publisher.PublishAsync(cancellationToken);
            isTold = publisher.IsCurrent && !state.IsDeleted;
        }

        if (isTold)
        {
            await ReleaseAsync(cancellationToken);
        }

        if (!state.IsDeleted)
        {
            return false;
        }

        if (!state.IsGone && publisher.IsCurrent)
        {
            await context.Api.RemoveAsync(state.Pod, cancellationToken);
            state.IsGone = true;
        }

        if (state.IsGone)
        {
            termination?.Dispose();
            await ReleaseAsync(cancellationToken);
            context.Volumes.Remove(state.Pod.Metadata.Uid);
        }

        return state.IsGone;
    }

    /// <summary>Ends the containers and removes what is left of them, without a cluster that would want to know.</summary>
    public async Task EndHereAsync(TimeSpan grace)
    {
        if (!await EndAsync(grace) && termination is { } underWay)
        {
            await underWay.Completed;
        }

        termination?.Dispose();
        await ReleaseAsync(CancellationToken.None);
    }

    /// <summary>The cluster knows how the containers ended: only their logs are still needed.</summary>
    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        foreach (var run in state.Slots.Select(slot => slot.Run).OfType<IContainer>())
        {
            run.Kill();
            await run.Exited;
            await run.RemoveAsync(cancellationToken);
        }

        context.Volumes.Unmount(state.Pod.Metadata.Uid);
    }

    private void FailByLimits()
    {
        if (context.Volumes.FindOverfull(state.Pod) is var (volume, limit))
        {
            var message = $"Usage of EmptyDir volume \"{volume}\" exceeds the limit \"{limit}\". ";
            state.Failure = new("Evicted", message);
            context.Api.Record(state.Pod, null, PodEvent.Warning("Evicted", message));
        }
        else if (state.DeadlineAt is { } deadline && context.Time.GetUtcNow() >= deadline)
        {
            state.Failure = new(DeadlineReason, DeadlineMessage);
            context.Api.Record(state.Pod, null, PodEvent.Normal(DeadlineReason, DeadlineMessage));
        }
    }
}
