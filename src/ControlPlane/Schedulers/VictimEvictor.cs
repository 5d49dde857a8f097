using OrleansScheduler.ControlPlane.Disruptions;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Makes the room that a plan counts on: deletes the victims of preemption, beside the scheduling itself.</summary>
internal sealed partial class VictimEvictor(SchedulerParts parts, string schedulerName)
{
    private static readonly WriteOptions Writer = WriteOptions.ByController("kube-scheduler");

    private readonly PodDisruption _disruption = new(
        "PreemptionByScheduler", $"{schedulerName}: preempting to accommodate a higher priority pod");

    private readonly Queue<PodRefusal> _waiting = new();
    private readonly WakeSignal _added = new(parts.Time);

    public void Evict(PodRefusal preemptor)
    {
        _waiting.Enqueue(preemptor);
        _added.Set();
    }

    /// <param name="failed">Told of each pod whose victims could not all be deleted.</param>
    public async Task RunAsync(Action<PodDemand> failed, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await _added.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
            while (_waiting.TryDequeue(out var preemptor))
            {
                var victims = preemptor.Preemption!.Victims.Where(victim => !victim.IsTerminating);
                var done = await Task.WhenAll(victims.Select(victim => EvictAsync(victim, preemptor, cancellationToken)));
                if (!done.All(isDone => isDone))
                {
                    failed(preemptor.Pod);
                }
            }
        }
    }

    private async Task<bool> EvictAsync(PodDemand victim, PodRefusal preemptor, CancellationToken cancellationToken)
    {
        try
        {
            var now = parts.Time.GetUtcNow().UtcDateTime;
            if (await _disruption.DeleteAsync(parts.Registry, victim.Key, victim.Uid, now, Writer, cancellationToken))
            {
                parts.Events.Record(
                    schedulerName,
                    PodReferences.Of(victim),
                    "Normal",
                    "Preempted",
                    $"Preempted by pod {preemptor.Pod.Uid} on node {preemptor.Preemption!.NodeName}");
            }

            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotEvicted(parts.Logger, victim.Key, preemptor.Pod.Key, exception);
            return false;
        }
    }
}
