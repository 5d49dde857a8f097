using k8s.Models;
using Microsoft.Extensions.Logging;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Probes;
using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Pods;

/// <summary>
/// Brings one pod to what its spec asks and tells what became of it, level-triggered: every occasion (a change of the pod, the end of a container,
/// a time that has come) leads to the same look at the whole: observe, then finish, end or start. One worker per pod; its loop alone
/// touches the slots.
/// </summary>
internal sealed partial class PodWorker
{
    private static readonly TimeSpan FaultRetry = TimeSpan.FromSeconds(1);

    private readonly PodContext context;
    private readonly ILogger logger;
    private readonly PodState state;
    private readonly PodObserver observer;
    private readonly PodStarter starter;
    private readonly PodEnding ending;
    private readonly PodPublisher publisher;
    private readonly Signal signal = new();

    public PodWorker(V1Pod pod, PodContext context, IReadOnlyList<IContainer> recovered, PodFailure? rejection, ILogger logger)
    {
        this.context = context;
        this.logger = logger;
        var stopper = new ContainerStopper(context);
        state = new PodState(pod, context.Time.GetUtcNow());
        observer = new PodObserver(state, context, signal);
        publisher = new PodPublisher(state, context, logger);
        starter = new PodStarter(
            state,
            context,
            new ContainerStarter(context, stopper),
            observer,
            new ContainerProbes(() => state.Pod, context, stopper, signal),
            publisher);
        ending = new PodEnding(state, context, stopper, publisher, signal);
        observer.Adopt(recovered);
        Reject(rejection);
    }

    /// <summary>The newest state of the pod, as the cluster has it.</summary>
    public V1Pod Pod => state.Pod;

    public IReadOnlyList<ContainerSlot> Slots => state.Slots;

    /// <summary>Whether something of the pod runs or may yet run, so that it holds its share of the node.</summary>
    public bool IsActive => !state.IsStopped && !state.IsGone;

    public void Update(V1Pod newest)
    {
        state.Accept(newest);
        signal.Raise();
    }

    /// <summary>The cluster no longer has the pod.</summary>
    public void Forget()
    {
        state.IsGone = true;
        signal.Raise();
    }

    /// <summary>Works until the pod is gone and nothing of it runs.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        starter.Resume(cancellationToken);
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
                LogFault(logger, fault, Pod.Metadata.NamespaceProperty, Pod.Metadata.Name);
                wait = FaultRetry;
            }

            await signal.WaitAsync(wait, context.Time, cancellationToken);
        }
    }

    /// <summary>Ends the pod's containers without telling the cluster; only after the loop has ended.</summary>
    public Task EndAsync(TimeSpan grace) => ending.EndHereAsync(grace);

    private void Reject(PodFailure? rejection)
    {
        if (rejection is not null)
        {
            context.Api.Record(Pod, null, PodEvent.Warning(rejection.Reason, rejection.Message));
            state.Failure = rejection with { Message = $"Pod was rejected: {rejection.Message}", IsRejection = true };
            state.IsStopped = true;
        }
    }

    /// <summary>One look at the pod; true when nothing is left to do for it.</summary>
    private async Task<bool> SyncAsync(CancellationToken cancellationToken)
    {
        observer.ObserveExits();
        if (state.IsStopped)
        {
            return await ending.FinishAsync(cancellationToken);
        }

        var grace = ending.Grace();
        await publisher.PublishAsync(cancellationToken);
        if (grace is null)
        {
            await starter.StartDueAsync(cancellationToken);
            await publisher.PublishAsync(cancellationToken);
            return false;
        }

        if (!await ending.EndAsync(grace.Value))
        {
            return false;
        }

        observer.ObserveExits();
        state.IsStopped = true;
        return await ending.FinishAsync(cancellationToken);
    }

    private TimeSpan NextOccasion() => !publisher.IsCurrent ? context.Timings.PublishRetry
        : state.IsStopped ? Timeout.InfiniteTimeSpan
        : PodPlan.NextOccasion(state.Slots, state.DeadlineAt, context.Time.GetUtcNow(), context.Timings.SyncPeriod);

    [LoggerMessage(LogLevel.Error, "Pod {Namespace}/{Pod} could not be looked after; trying again")]
    private static partial void LogFault(ILogger logger, Exception fault, string @namespace, string pod);
}
