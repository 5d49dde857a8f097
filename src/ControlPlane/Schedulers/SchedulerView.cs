using k8s.Models;
using OrleansScheduler.ControlPlane.Watching;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.Scheduling.Gangs;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Sharding;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>
/// A scheduler's picture of nodes and pods: the snapshot, and the queue of its pending pods, both kept current from
/// the changes. A pod it has just placed itself is <em>assumed</em> there until the binding shows up or fails.
/// </summary>
internal sealed class SchedulerView(
    string schedulerName,
    SchedulerShard shard,
    ClusterSnapshot snapshot,
    Planner planner,
    SchedulingQueue queue,
    GangRoster gangs,
    PodDemands demands)
{
    private readonly Dictionary<string, V1Node> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectKey> _assumed = [];

    public void ApplyNode(WatchEvent change, TimeSpan now)
    {
        var name = change.Object.Key.Name;
        if (change.Type == WatchEventType.Deleted)
        {
            _nodes.Remove(name);
            snapshot.RemoveNode(name);
            queue.Signal(ClusterChanges.NodeGone, null, now);
            return;
        }

        var node = change.Object.As<V1Node>();
        var difference = NodeChanges.Between(_nodes.GetValueOrDefault(name), node);
        _nodes[name] = node;
        if (difference != ClusterChanges.None)
        {
            snapshot.SetNode(node);
            queue.Signal(difference, pod => planner.MayFit(pod, name), now);
        }
    }

    public void ApplyPod(WatchEvent change, TimeSpan now)
    {
        var pod = change.Object.As<V1Pod>();
        if (change.Type == WatchEventType.Deleted || pod.Status?.Phase is "Succeeded" or "Failed")
        {
            Forget(change.Object.Key, now);
            if (change.Type != WatchEventType.Deleted && pod.Status?.Phase == "Succeeded" && PodGang.Of(pod) is not null)
            {
                gangs.Set(demands.Of(change.Object), GangMemberState.Succeeded);
            }
        }
        else if (!string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            Placed(change, pod, now);
        }
        else
        {
            Pending(change, pod, now);
        }
    }

    /// <summary>The plan has put the pod there; it is not certain yet.</summary>
    public void Assume(ObjectKey pod) => _assumed.Add(pod);

    /// <summary>The placement did not come true.</summary>
    public void Unassume(ObjectKey pod)
    {
        if (_assumed.Remove(pod))
        {
            snapshot.Remove(pod);
        }
    }

    private void Pending(WatchEvent change, V1Pod pod, TimeSpan now)
    {
        if (_assumed.Contains(change.Object.Key))
        {
            // Older than the placement that is on its way.
            return;
        }

        var isOurs = IsOurs(pod);
        if (isOurs || !string.IsNullOrEmpty(pod.Status?.NominatedNodeName))
        {
            var demand = demands.Of(change.Object);
            Nominated(demand);
            if (isOurs && shard.Owns(demand))
            {
                gangs.Set(demand, GangMemberState.Waiting);
                queue.Add(demand, AsksElse(change, pod), now);
                return;
            }
        }

        queue.Remove(change.Object.Key);
        gangs.Remove(change.Object.Key);
    }

    // Of our own pods we know better than what was last written about them.
    private void Nominated(PodDemand pod)
    {
        if (pod.NominatedNodeName is { } node && !queue.TryGet(pod.Key, out _))
        {
            snapshot.Nominations.Set(pod, node);
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
        || !SameLabels(previous, change.Object);

    private static bool SameLabels(StoredObject left, StoredObject right) =>
        left.Head.Labels.ToHashSet().SetEquals(right.Head.Labels);

    private void Placed(WatchEvent change, V1Pod pod, TimeSpan now)
    {
        var key = change.Object.Key;
        queue.Remove(key);
        snapshot.Nominations.Remove(key);
        _assumed.Remove(key);
        var isNew = snapshot.NodeOf(key) != pod.Spec.NodeName;
        var isElse = AsksElse(change, pod) || StartedBetween(change, pod);
        if (isNew || isElse)
        {
            snapshot.Place(demands.Of(change.Object), pod.Spec.NodeName);
        }

        if (PodGang.Of(pod) is not null)
        {
            gangs.Set(demands.Of(change.Object), GangMemberState.Placed);
        }

        if (change.Previous is null || string.IsNullOrEmpty(change.Previous.As<V1Pod>().Spec.NodeName))
        {
            queue.Signal(ClusterChanges.PodPlaced, null, now);
        }
        else if (isElse)
        {
            queue.Signal(ClusterChanges.PodLabels | ClusterChanges.PodGone, other => planner.MayFit(other, pod.Spec.NodeName), now);
        }
    }

    // How long a pod has run decides who goes first when room is needed.
    private static bool StartedBetween(WatchEvent change, V1Pod pod) =>
        pod.Status?.StartTime is not null && change.Previous?.As<V1Pod>().Status?.StartTime is null;

    private void Forget(ObjectKey key, TimeSpan now)
    {
        queue.Remove(key);
        gangs.Remove(key);
        snapshot.Nominations.Remove(key);
        _assumed.Remove(key);
        var node = snapshot.NodeOf(key);
        if (snapshot.Remove(key))
        {
            queue.Signal(ClusterChanges.PodGone, other => planner.MayFit(other, node!), now);
        }
    }
}
