using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Probes;
using OrleansScheduler.NodeAgent.Runtime;
using OrleansScheduler.NodeAgent.Volumes;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// Brings one pod to what its spec asks and tells what became of it, level-triggered: every occasion (a change of the pod, the end of a container,
/// a time that has come) leads to the same look at the whole. One worker per pod; its loop alone touches the slots.
/// </summary>
internal sealed partial class PodWorker
{
    private const string DeadlineReason = "DeadlineExceeded";
    private const string DeadlineMessage = "Pod was active on the node longer than the specified deadline";
    private static readonly TimeSpan FaultRetry = TimeSpan.FromSeconds(1);

    private readonly PodContext context;
    private readonly ILogger logger;
    private readonly IReadOnlyList<ContainerSlot> slots;
    private readonly ContainerStarter starter;
    private readonly ContainerStopper stopper;
    private readonly ContainerProbes probes;
    private readonly PodPublisher publisher;
    private readonly Signal signal = new();
    private readonly DateTimeOffset startTime;
    private IReadOnlyDictionary<string, MountedVolume>? volumes;
    private long mountedAt;
    private PodTermination? termination;
    private (string Reason, string Message)? failure;
    private bool hasAddress;
    private bool isStopped;
    private bool isFinal;
    private volatile V1Pod pod;
    private volatile bool isGone;

    public PodWorker(V1Pod pod, PodContext context, IReadOnlyList<IContainer> recovered, ILogger logger)
    {
        this.pod = pod;
        this.context = context;
        this.logger = logger;
        slots = ContainerSlot.Of(pod);
        stopper = new ContainerStopper(context);
        starter = new ContainerStarter(context, stopper);
        probes = new ContainerProbes(() => this.pod, context, stopper, signal);
        publisher = new PodPublisher(context, logger);
        startTime = pod.Status?.StartTime is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : context.Time.GetUtcNow();
        isStopped = isFinal = PodPhase.IsTerminal(pod.Status?.Phase);
        Adopt(recovered);
    }

    /// <summary>The newest state of the pod, as the cluster has it.</summary>
    public V1Pod Pod => pod;

    public IReadOnlyList<ContainerSlot> Slots => slots;

    public void Update(V1Pod newest)
    {
        pod = newest;
        signal.Raise();
    }

    /// <summary>The cluster no longer has the pod.</summary>
    public void Forget()
    {
        isGone = true;
        signal.Raise();
    }

    /// <summary>Works until the pod is gone and nothing of it runs.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var slot in slots)
        {
            probes.Start(slot, cancellationToken);
        }

        while (true)
        {
            TimeSpan wait;
            try
            {
                if (await SyncAsync(cancellationToken))
                {
                    return;
                }

                wait = NextOccasion();
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, fault, pod.Metadata.NamespaceProperty, pod.Metadata.Name);
                wait = FaultRetry;
            }

            await signal.WaitAsync(wait, context.Time, cancellationToken);
        }
    }

    private async Task<bool> SyncAsync(CancellationToken cancellationToken)
    {
        ObserveExits();
        if (isStopped)
        {
            return await FinishAsync(cancellationToken);
        }

        if (EndingGrace() is { } grace)
        {
            return await EndAsync(grace, cancellationToken);
        }

        await PublishAsync(cancellationToken);
        if (await PrepareAsync(cancellationToken) is { } mounted)
        {
            await StartDueAsync(mounted, cancellationToken);
        }

        await PublishAsync(cancellationToken);
        return false;
    }

    /// <summary>How much time the pod's containers have left, if the pod is to end; null while it may go on.</summary>
    private TimeSpan? EndingGrace()
    {
        var spec = TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30);
        if (isGone || pod.Metadata.DeletionTimestamp is not null)
        {
            return pod.Metadata.DeletionGracePeriodSeconds is { } given ? TimeSpan.FromSeconds(given) : spec;
        }

        if (failure is null && context.Volumes.FindOverfull(pod) is var (volume, limit))
        {
            var message = $"Usage of EmptyDir volume \"{volume}\" exceeds the limit \"{limit}\". ";
            failure = ("Evicted", message);
            context.Api.Record(pod, null, PodEvent.Warning("Evicted", message));
        }

        if (failure is null && DeadlineAt() is { } deadline && context.Time.GetUtcNow() >= deadline)
        {
            failure = (DeadlineReason, DeadlineMessage);
            context.Api.Record(pod, null, PodEvent.Normal(DeadlineReason, DeadlineMessage));
        }

        var isOver = failure is not null || PodPlan.Decide(slots, Policy, context.Time.GetUtcNow()).IsOver;
        return isOver || termination is not null ? termination?.Grace ?? spec : null;
    }

    private async Task<bool> EndAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await PublishAsync(cancellationToken);
        if (termination is null)
        {
            termination = new PodTermination(pod, slots, grace, stopper, context.Time);
            _ = termination.Completed.ContinueWith(
                _ => signal.Raise(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        termination.Shorten(grace);
        if (!termination.Completed.IsCompleted)
        {
            return false;
        }

        await termination.Completed;
        ObserveExits();
        isStopped = true;
        return await FinishAsync(cancellationToken);
    }

    /// <summary>Everything has ended: the last status, and after a deletion the removal.</summary>
    private async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        if (!isGone && !isFinal)
        {
            await PublishAsync(cancellationToken);
            isFinal = publisher.IsCurrent && pod.Metadata.DeletionTimestamp is null;
        }

        if (isFinal)
        {
            await ReleaseAsync(cancellationToken);
        }

        if (!isGone && pod.Metadata.DeletionTimestamp is null)
        {
            return false;
        }

        if (!isGone && publisher.IsCurrent)
        {
            await context.Api.RemoveAsync(pod, cancellationToken);
            isGone = true;
        }

        if (isGone)
        {
            await CleanUpAsync(cancellationToken);
        }

        return isGone;
    }

    private async Task<IReadOnlyDictionary<string, MountedVolume>?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (volumes is not null && context.Time.GetElapsedTime(mountedAt) < context.Timings.VolumeRefresh)
        {
            return volumes;
        }

        try
        {
            volumes = await context.Volumes.MountAsync(pod, cancellationToken);
            mountedAt = context.Time.GetTimestamp();
            await PublishAsync(cancellationToken);
        }
        catch (VolumeException problem)
        {
            context.Api.Record(pod, null, PodEvent.Warning("FailedMount", problem.Message));
        }

        return volumes;
    }

    private async Task StartDueAsync(IReadOnlyDictionary<string, MountedVolume> mounted, CancellationToken cancellationToken)
    {
        var plan = PodPlan.Decide(slots, Policy, context.Time.GetUtcNow());
        foreach (var slot in plan.BackOff.Where(slot => slot.Exit is not null && slot.Waiting?.Reason != "CrashLoopBackOff"))
        {
            await PublishAsync(cancellationToken);
            BackOff(slot);
        }

        foreach (var slot in plan.Start)
        {
            hasAddress = true;
            await starter.StartAsync(pod, slot, mounted, cancellationToken);
            Watch(slot);
            HoldBackNextRun(slot);
            probes.Start(slot, cancellationToken);
        }
    }

    private void BackOff(ContainerSlot slot)
    {
        var name = $"{pod.Metadata.Name}_{pod.Metadata.NamespaceProperty}({pod.Metadata.Uid})";
        slot.Waiting = new()
        {
            Reason = "CrashLoopBackOff",
            Message = $"back-off {GoDuration.Format(slot.Backoff)} restarting failed container={slot.Spec.Name} pod={name}",
        };
        context.Api.Record(
            pod, slot.FieldPath, PodEvent.Warning("BackOff", $"Back-off restarting failed container {slot.Spec.Name} in pod {name}"));
    }

    private void ObserveExits()
    {
        foreach (var slot in slots)
        {
            if (slot is { Run: { Exited.IsCompletedSuccessfully: true } run, Exit: null })
            {
                slot.Exit = TerminationMessage.Complete(run.Exited.GetAwaiter().GetResult(), run.Spec, slot.Spec);
                HoldBackNextRun(slot);
            }
        }
    }

    /// <summary>The first restart comes at once; each further one waits twice as long, unless the container ran long enough.</summary>
    private void HoldBackNextRun(ContainerSlot slot)
    {
        if (slot.Exit is not { } exit || slot.NotBefore is not null)
        {
            return;
        }

        if (exit.FinishedAt - exit.StartedAt >= context.Timings.RestartBackoffReset)
        {
            slot.Backoff = TimeSpan.Zero;
        }
        else if (slot.Run?.Spec.Attempt > 0)
        {
            slot.Backoff = context.Timings.NextBackoff(slot.Backoff);
        }

        slot.NotBefore = exit.FinishedAt + slot.Backoff;
    }

    private void Watch(ContainerSlot slot)
    {
        if (slot.Run is { } run)
        {
            _ = run.Exited.ContinueWith(
                _ => signal.Raise(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Adopt(IReadOnlyList<IContainer> recovered)
    {
        foreach (var slot in slots)
        {
            Remember(slot);
            var runs = recovered.Where(run => run.Spec.Name == slot.Spec.Name).OrderBy(run => run.Spec.Attempt).ToList();
            if (runs.Count > 0)
            {
                slot.Run = runs[^1];
                slot.NextAttempt = slot.Run.Spec.Attempt + 1;
                hasAddress = true;
                Watch(slot);
            }
        }
    }

    /// <summary>What the cluster still knows of earlier runs.</summary>
    private void Remember(ContainerSlot slot)
    {
        var status = (pod.Status?.ContainerStatuses ?? []).Concat(pod.Status?.InitContainerStatuses ?? [])
            .FirstOrDefault(status => status.Name == slot.Spec.Name);
        if (status?.ContainerID is null)
        {
            return;
        }

        slot.NextAttempt = status.RestartCount + 1;
        if (status.LastState?.Terminated is { } last && last.ContainerID is { } id)
        {
            var exit = new ContainerExit(last.ExitCode, last.Reason ?? "", last.Message, At(last.StartedAt), At(last.FinishedAt));
            slot.PreviousExit = (id[(id.IndexOf("://", StringComparison.Ordinal) + 3)..], exit);
        }

        static DateTimeOffset At(DateTime? time) => new(time ?? DateTime.UnixEpoch, TimeSpan.Zero);
    }

    /// <summary>The cluster knows how the containers ended: only their logs are still needed.</summary>
    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        foreach (var run in slots.Select(slot => slot.Run).OfType<IContainer>())
        {
            run.Kill();
            await run.Exited;
            await run.RemoveAsync(cancellationToken);
        }

        context.Volumes.Unmount(pod.Metadata.Uid);
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        termination?.Dispose();
        await ReleaseAsync(cancellationToken);
        context.Volumes.Remove(pod.Metadata.Uid);
    }

    private Task PublishAsync(CancellationToken cancellationToken)
    {
        var observation = new PodObservation
        {
            Pod = pod,
            Slots = slots,
            RuntimeName = context.Runtime.Name,
            HostIP = context.Node.HostIP,
            StartTime = startTime,
            IsPrepared = volumes is not null || hasAddress,
            HasAddress = hasAddress,
            IsStopped = isStopped,
            FailureReason = failure?.Reason,
            FailureMessage = failure?.Message,
        };
        return publisher.PublishAsync(pod, PodStatusBuilder.Build(observation, context.Time.GetUtcNow()), cancellationToken);
    }

    private TimeSpan NextOccasion()
    {
        if (!publisher.IsCurrent)
        {
            return context.Timings.PublishRetry;
        }

        if (isStopped)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var now = context.Time.GetUtcNow();
        var next = slots.Select(slot => slot.NotBefore).Append(DeadlineAt())
            .OfType<DateTimeOffset>()
            .Where(time => time > now)
            .Append(now + context.Timings.SyncPeriod)
            .Min();
        return next - now;
    }

    private DateTimeOffset? DeadlineAt() =>
        pod.Spec.ActiveDeadlineSeconds is { } seconds && hasAddress ? startTime + TimeSpan.FromSeconds(seconds) : null;

    private string Policy => pod.Spec.RestartPolicy ?? "Always";

    [LoggerMessage(LogLevel.Error, "Pod {Namespace}/{Pod} could not be looked after; trying again")]
    private static partial void LogFault(ILogger logger, Exception fault, string @namespace, string pod);
}
