using System.Diagnostics.CodeAnalysis;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// The pending pods of one scheduler: highest priority first, then first come. A pod that fits nowhere waits for a
/// change that may help it, and no less than its back-off. Times are monotonic and come in as arguments.
/// </summary>
internal sealed class SchedulingQueue(SchedulerOptions options)
{
    private readonly Dictionary<ObjectKey, QueuedPod> _pods = [];
    private readonly PriorityQueue<QueuedPod, (long Priority, long Order)> _active = new();
    private readonly PriorityQueue<QueuedPod, TimeSpan> _backoff = new();
    private long _order;

    public int Count => _pods.Count;

    /// <summary>Adds a pod, or takes over the new state of one that waits.</summary>
    /// <param name="mayFitNow">True when it asks for something else than before.</param>
    public void Add(PodDemand pod, bool mayFitNow, TimeSpan now)
    {
        if (!_pods.TryGetValue(pod.Key, out var queued))
        {
            queued = new QueuedPod(pod);
            _pods.Add(pod.Key, queued);
            Activate(queued);
            return;
        }

        queued.Pod = pod;
        if (mayFitNow && queued.State == QueueState.Unschedulable)
        {
            ActivateAfterBackoff(queued, now);
        }
    }

    public void Remove(ObjectKey pod) => _pods.Remove(pod);

    public bool TryGet(ObjectKey pod, [NotNullWhen(true)] out QueuedPod? queued) => _pods.TryGetValue(pod, out queued);

    /// <summary>Takes the next pods to try, in order.</summary>
    public IReadOnlyList<PodDemand> Take(int max, TimeSpan now)
    {
        EndBackoffs(now);
        var taken = new List<PodDemand>();
        while (taken.Count < max && _active.TryDequeue(out var queued, out var rank))
        {
            if (IsCurrent(queued, QueueState.Active) && rank.Order == queued.Order)
            {
                queued.State = QueueState.InFlight;
                taken.Add(queued.Pod);
            }
        }

        return taken;
    }

    /// <summary>The pod fits nowhere: it waits for one of those changes.</summary>
    public void Shelve(ObjectKey pod, ClusterChanges unblockedBy, TimeSpan now)
    {
        if (_pods.TryGetValue(pod, out var queued))
        {
            queued.State = QueueState.Unschedulable;
            queued.UnblockedBy = unblockedBy;
            queued.NotBefore = now + Doubled(options.BackoffMin, queued.Attempts++, options.BackoffMax);
            queued.FlushAt = now + options.UnschedulableFlush;
            queued.Conflicts = 0;
        }
    }

    /// <summary>The pod's node was lost to another: it is tried again soon.</summary>
    public void Retry(ObjectKey pod, TimeSpan now)
    {
        if (_pods.TryGetValue(pod, out var queued))
        {
            queued.NotBefore = now + Doubled(options.ConflictBackoff, queued.Conflicts++, options.BackoffMin);
            Backoff(queued);
        }
    }

    /// <summary>Something changed in the cluster: those it may help are tried again.</summary>
    public void Signal(ClusterChanges change, TimeSpan now)
    {
        foreach (var queued in _pods.Values)
        {
            if (queued.State == QueueState.Unschedulable && (queued.UnblockedBy & change) != 0)
            {
                ActivateAfterBackoff(queued, now);
            }
        }
    }

    /// <summary>Tries those again that have waited for too long.</summary>
    public void Flush(TimeSpan now)
    {
        foreach (var queued in _pods.Values)
        {
            if (queued.State == QueueState.Unschedulable && queued.FlushAt <= now)
            {
                Activate(queued);
            }
        }
    }

    /// <summary>How long until there is something to do, if nothing happens meanwhile.</summary>
    public TimeSpan NextIn(TimeSpan now, TimeSpan longest)
    {
        EndBackoffs(now);
        if (_active.Count > 0)
        {
            return TimeSpan.Zero;
        }

        return _backoff.TryPeek(out _, out var next) && next - now < longest ? next - now : longest;
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan max) =>
        times > 30 ? max : TimeSpan.FromTicks(Math.Min(first.Ticks << times, max.Ticks));

    private void ActivateAfterBackoff(QueuedPod queued, TimeSpan now)
    {
        if (queued.NotBefore <= now)
        {
            Activate(queued);
        }
        else
        {
            Backoff(queued);
        }
    }

    private void Activate(QueuedPod queued)
    {
        queued.State = QueueState.Active;
        queued.Order = ++_order;
        _active.Enqueue(queued, (-(long)queued.Pod.Priority, queued.Order));
    }

    private void Backoff(QueuedPod queued)
    {
        queued.State = QueueState.Backoff;
        _backoff.Enqueue(queued, queued.NotBefore);
    }

    private void EndBackoffs(TimeSpan now)
    {
        while (_backoff.TryPeek(out var queued, out var until) && until <= now)
        {
            _backoff.Dequeue();
            if (IsCurrent(queued, QueueState.Backoff) && queued.NotBefore == until)
            {
                Activate(queued);
            }
        }
    }

    // The heaps keep entries of pods that left or moved on; they are dropped when their turn comes.
    private bool IsCurrent(QueuedPod queued, QueueState state) =>
        queued.State == state && _pods.TryGetValue(queued.Pod.Key, out var current) && ReferenceEquals(current, queued);
}
