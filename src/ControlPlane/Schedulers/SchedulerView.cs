using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// A scheduler's picture of the cluster: the snapshot of nodes and placed pods, and the queue of its pending pods,
/// both kept current from the changes of nodes and pods. A pod it has just placed itself is <em>assumed</em> there
/// until the binding shows up or fails.
/// </summary>
internal sealed class SchedulerView(string schedulerName, SchedulingQueue queue, PodDemands demands)
{
    private readonly Dictionary<string, V1Node> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectKey> _assumed = [];

    public ClusterSnapshot Snapshot { get; } = new();

    public void ApplyNode(WatchEvent change, TimeSpan now)
    {
        var name = change.Object.Key.Name;
        if (change.Type == WatchEventType.Deleted)
        {
            _nodes.Remove(name);
            Snapshot.RemoveNode(name);
            return;
        }

        var node = change.Object.As<V1Node>();
        var difference = NodeChanges.Between(_nodes.GetValueOrDefault(name), node);
        _nodes[name] = node;
        if (difference != ClusterChanges.None)
        {
            Snapshot.SetNode(node);
            queue.Signal(difference, now);
        }
    }

    public void ApplyPod(WatchEvent change, TimeSpan now)
    {
        var pod = change.Object.As<V1Pod>();
        if (change.Type == WatchEventType.Deleted || pod.Status?.Phase is "Succeeded" or "Failed")
        {
            Forget(change.Object.Key, now);
        }
        else if (!string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            Placed(change.Object, pod);
        }
        else if (IsOurs(pod))
        {
            queue.Add(demands.Of(change.Object), AsksElse(change, pod), now);
        }
        else
        {
            queue.Remove(change.Object.Key);
        }
    }

    /// <summary>The plan has put the pod there; it is not certain yet.</summary>
    public void Assume(ObjectKey pod) => _assumed.Add(pod);

    /// <summary>The placement did not come true.</summary>
    public void Unassume(ObjectKey pod)
    {
        if (_assumed.Remove(pod))
        {
            Snapshot.Remove(pod);
        }
    }

    private bool IsOurs(V1Pod pod) =>
        pod.Spec.SchedulerName == schedulerName
        && pod.Metadata.DeletionTimestamp is null
        && pod.Spec.SchedulingGates is null or { Count: 0 };

    // A status alone, such as the condition a scheduler writes itself, is no reason to try again.
    private static bool AsksElse(WatchEvent change, V1Pod pod) =>
        change.Previous is not { } previous
        || previous.As<V1Pod>().Metadata.Generation != pod.Metadata.Generation
        || !previous.Head.Labels.ToHashSet().SetEquals(change.Object.Head.Labels);

    private void Placed(StoredObject stored, V1Pod pod)
    {
        queue.Remove(stored.Key);
        var wasAssumed = _assumed.Remove(stored.Key);
        if (wasAssumed || Snapshot.NodeOf(stored.Key) != pod.Spec.NodeName || pod.Metadata.Generation is not 1)
        {
            Snapshot.Place(demands.Of(stored), pod.Spec.NodeName);
        }
    }

    private void Forget(ObjectKey key, TimeSpan now)
    {
        queue.Remove(key);
        _assumed.Remove(key);
        if (Snapshot.Remove(key))
        {
            queue.Signal(ClusterChanges.PodGone, now);
        }
    }
}
