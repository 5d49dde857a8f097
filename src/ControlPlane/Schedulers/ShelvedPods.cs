using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Pods that fit nowhere, by kind: pods of one kind and priority are helped by the same changes, so one is asked for all.</summary>
internal sealed class ShelvedPods
{
    private readonly Dictionary<(PodKind Kind, int Priority), HashSet<QueuedPod>> _byKind = [];

    public void Add(QueuedPod queued)
    {
        if (!_byKind.TryGetValue(KeyOf(queued), out var pods))
        {
            _byKind.Add(KeyOf(queued), pods = []);
        }

        pods.Add(queued);
    }

    public void Remove(QueuedPod queued)
    {
        if (_byKind.TryGetValue(KeyOf(queued), out var pods) && pods.Remove(queued) && pods.Count == 0)
        {
            _byKind.Remove(KeyOf(queued));
        }
    }

    /// <summary>The pods of every kind that is helped, judged by one of each.</summary>
    public QueuedPod[] Helped(Func<QueuedPod, bool> isHelped) =>
        [.. _byKind.Values.Where(pods => isHelped(pods.First())).SelectMany(pods => pods)];

    private static (PodKind Kind, int Priority) KeyOf(QueuedPod queued) => (queued.Pod.KindOf, queued.Pod.Priority);
}
