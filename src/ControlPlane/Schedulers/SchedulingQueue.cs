using System.Diagnostics.CodeAnalysis;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// The pending pods of one scheduler: highest priority first, then first come. A pod that fits nowhere waits for a
/// change that may help it, and then for the end of its back-off, unless there is nothing else to try. Times are
/// monotonic and come in as arguments.
/// </summary>
internal sealed class SchedulingQueue(SchedulerOptions options)
{
    private readonly Dictionary<ObjectKey, QueuedPod> _pods = [];
    private readonly PriorityQueue<QueuedPod, (long Priority, long Order)> _active = new();
    private readonly PriorityQueue<QueuedPod, TimeSpan> _backoff = new();
    private readonly PriorityQueue<QueuedPod, TimeSpan> _flush = new();
    private readonly ShelvedPods _shelved = new();
    private readonly HashSet<QueuedPod> _inFlight = [];
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

        var isShelved = queued.State == QueueState.Unschedulable;
        if (isShelved)
        {
            _shelved.Remove(queued);
        }

        queued.Pod = pod;
        if (isShelved && mayFitNow)
        {
            ActivateAfterBackoff(queued, now);
        }
        else if (isShelved)
        {
            _shelved.Add(queued);
        }
    }

    public void Remove(ObjectKey pod)
    {
        if (_pods.Remove(pod, out var queued))
        {
            _shelved.Remove(queued);
            _inFlight.Remove(queued);
        }
    }

    public bool TryGet(ObjectKey pod, [NotNullWhen(true)] out QueuedPod? queued) => _pods.TryGetValue(pod, out queued);

    /// <summary>How many pods are tried before this one, which is active.</summary>
    public int Ahead(QueuedPod queued)
    {
        var rank = Rank(queued);
        return _pods.Values.Count(other => other.State == QueueState.Active && Rank(other).CompareTo(rank) < 0);
    }

    /// <summary>Takes the next pods to try, in order. Those in back-off have their turn when there are no others.</summary>
    public IReadOnlyList<PodDemand> Take(int max, TimeSpan now)
    {
        EndBackoffs(now);
        Flush(now);
        var taken = new List<PodDemand>();
        while (taken.Count < max && TakeActive() is { } queued)
        {
            taken.Add(Start(queued));
        }

        if (taken.Count == 0 && TakeFromBackoff() is { } early)
        {
            taken.Add(Start(early));
        }

        return taken;
    }

    /// <summary>Takes those of the pods that wait, whatever they wait for.</summary>
    public IEnumerable<PodDemand> TakeToo(IEnumerable<ObjectKey> pods)
    {
        foreach (var key in pods)
        {
            if (_pods.TryGetValue(key, out var queued) && queued.State != QueueState.InFlight)
            {
                _shelved.Remove(queued);
                yield return Start(queued);
            }
        }
    }

    /// <summary>The pod fits nowhere: it waits for one of those changes, if none has come while it was being tried.</summary>
    public void Shelve(PodRefusal refusal, TimeSpan now)
    {
        if (!_pods.TryGetValue(refusal.Pod.Key, out var queued))
        {
            return;
        }

        _inFlight.Remove(queued);
        // Nodes that change are looked at one by one: their objections need not be those of now.
        queued.UnblockedBy = refusal.UnblockedBy | (refusal.IsNodeLocal ? ClusterChanges.Node | ClusterChanges.PodGone : 0);
        queued.IsNodeLocal = refusal.IsNodeLocal;
        queued.PrematureTries = refusal.IsPremature ? queued.PrematureTries + 1 : 0;
        queued.NotBefore = refusal.IsPremature ? now : now + Doubled(options.BackoffMin, queued.Attempts++, options.BackoffMax);
        queued.Conflicts = 0;
        if ((queued.Missed & queued.UnblockedBy) != 0)
        {
            Backoff(queued);
            return;
        }

        queued.State = QueueState.Unschedulable;
        queued.FlushAt = now + options.UnschedulableFlush;
        _flush.Enqueue(queued, queued.FlushAt);
        _shelved.Add(queued);
    }

    /// <summary>The pod's node was lost to another: it is tried again soon.</summary>
    public void Retry(ObjectKey pod, TimeSpan now)
    {
        if (_pods.TryGetValue(pod, out var queued))
        {
            _inFlight.Remove(queued);
            queued.NotBefore = now + Doubled(options.ConflictBackoff, queued.Conflicts++, options.BackoffMin);
            Backoff(queued);
        }
    }

    /// <summary>The pod is to be looked at again, whatever it waits for.</summary>
    public void Reconsider(ObjectKey pod, TimeSpan now)
    {
        if (_pods.TryGetValue(pod, out var queued) && queued.State == QueueState.Unschedulable)
        {
            ActivateAfterBackoff(queued, now);
        }
    }

    /// <summary>Something changed in the cluster: those it may help are tried again.</summary>
    /// <param name="fits">Whether the node that changed takes the pod; null when the change is not one of a node.</param>
    public void Signal(ClusterChanges change, Func<PodDemand, bool>? fits, TimeSpan now)
    {
        foreach (var queued in _inFlight)
        {
            queued.Missed |= change;
        }

        var helped = _shelved.Helped(queued => (queued.UnblockedBy & change) != 0
            && (fits is null || !queued.IsNodeLocal || fits(queued.Pod)));
        foreach (var queued in helped)
        {
            ActivateAfterBackoff(queued, now);
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

        var next = _backoff.TryPeek(out var queued, out var until) ? queued.Conflicts == 0 ? now : until : TimeSpan.MaxValue;
        return next - now < longest ? next - now : longest;
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan max) =>
        times > 30 ? max : TimeSpan.FromTicks(Math.Min(first.Ticks << times, max.Ticks));

    private PodDemand Start(QueuedPod queued)
    {
        queued.State = QueueState.InFlight;
        queued.Missed = ClusterChanges.None;
        _inFlight.Add(queued);
        return queued.Pod;
    }

    private QueuedPod? TakeActive()
    {
        while (_active.TryDequeue(out var queued, out var rank))
        {
            if (IsCurrent(queued, QueueState.Active) && rank.Order == queued.Order)
            {
                return queued;
            }
        }

        return null;
    }

    // Not those that lost a node to another: an early try would most likely lose again.
    private QueuedPod? TakeFromBackoff()
    {
        while (_backoff.TryPeek(out var queued, out var until))
        {
            if (IsCurrent(queued, QueueState.Backoff) && queued.NotBefore == until)
            {
                return queued.Conflicts == 0 ? _backoff.Dequeue() : null;
            }

            _backoff.Dequeue();
        }

        return null;
    }

    private void ActivateAfterBackoff(QueuedPod queued, TimeSpan now)
    {
        _shelved.Remove(queued);
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
        _active.Enqueue(queued, Rank(queued));
    }

    private static (long Priority, long Order) Rank(QueuedPod queued) => (-(long)queued.Pod.Priority, queued.Order);

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

    // Pods that have waited for too long are tried again even if nothing seems to have changed.
    private void Flush(TimeSpan now)
    {
        while (_flush.TryPeek(out var queued, out var at) && at <= now)
        {
            _flush.Dequeue();
            if (IsCurrent(queued, QueueState.Unschedulable) && queued.FlushAt == at)
            {
                _shelved.Remove(queued);
                Activate(queued);
            }
        }
    }

    // The heaps keep entries of pods that left or moved on; they are dropped when their turn comes.
    private bool IsCurrent(QueuedPod queued, QueueState state) =>
        queued.State == state && _pods.TryGetValue(queued.Pod.Key, out var current) && ReferenceEquals(current, queued);
}
